/** Who lives below, as data. What each of them does in its turn is in behaviour.ts. */

/** How it goes about things. */
export type Behaviour =
  | "chase"
  | "skulk" // runs when hurt, comes back
  | "flutter" // every other step is anywhere
  | "shoot" // keeps away and shoots
  | "steal" // takes something and runs
  | "lurk" // waits in its place until someone is near
  | "mimic" // looks like a chest until someone is beside it
  | "drift" // floats to the hero and bursts
  | "tend" // heals others from behind
  | "slam" // draws back one turn, strikes the next
  | "phase" // goes through rock
  | "king";

export interface MonsterData {
  readonly name: string;
  readonly about: string;
  readonly hp: number;
  readonly damage: string;
  /** Taken off each blow, at most: some number from 0 to it. */
  readonly armour: number;
  /** 100 is the hero's. */
  readonly speed: number;
  readonly xp: number;
  readonly behaviour: Behaviour;
  /** How likely it comes, and on which depths. */
  readonly weight: number;
  readonly depths: readonly [first: number, last: number];
  /** How many come together. */
  readonly pack?: readonly [number, number];
  readonly opensDoors?: boolean;
  readonly flies?: boolean;
  /** Turns of poison that a bite adds. */
  readonly venom?: number;
  /** Radius of the light that it gives, in cells. */
  readonly glow?: number;
}

export const MONSTERS = {
  rat: {
    name: "rat",
    about: "Comes in packs. Runs when hurt, and comes back.",
    hp: 6,
    damage: "1d3",
    armour: 0,
    speed: 110,
    xp: 3,
    behaviour: "skulk",
    weight: 12,
    depths: [1, 3],
    pack: [2, 3],
  },
  bat: {
    name: "bat",
    about: "Fast, and never where one strikes.",
    hp: 6,
    damage: "1d4",
    armour: 0,
    speed: 170,
    xp: 4,
    behaviour: "flutter",
    weight: 8,
    depths: [1, 4],
    flies: true,
  },
  slinger: {
    name: "goblin slinger",
    about: "Keeps away and slings stones.",
    hp: 10,
    damage: "1d5",
    armour: 0,
    speed: 100,
    xp: 7,
    behaviour: "shoot",
    weight: 9,
    depths: [1, 4],
    opensDoors: true,
  },
  slime: {
    name: "slime",
    about: "Slow. Becomes two when it is cut.",
    hp: 18,
    damage: "1d6",
    armour: 0,
    speed: 70,
    xp: 6,
    behaviour: "chase",
    weight: 8,
    depths: [1, 4],
  },
  skeleton: {
    name: "skeleton",
    about: "Gets up once more, unless one sees to the bones.",
    hp: 16,
    damage: "1d8+1",
    armour: 1,
    speed: 100,
    xp: 9,
    behaviour: "chase",
    weight: 10,
    depths: [2, 5],
    opensDoors: true,
  },
  thief: {
    name: "magpie imp",
    about: "Takes something shiny and is gone.",
    hp: 15,
    damage: "1d5",
    armour: 0,
    speed: 120,
    xp: 9,
    behaviour: "steal",
    weight: 5,
    depths: [2, 5],
    opensDoors: true,
  },
  spider: {
    name: "pit spider",
    about: "Waits in the dark. Its bite is poison.",
    hp: 20,
    damage: "1d6+1",
    armour: 1,
    speed: 120,
    xp: 11,
    behaviour: "lurk",
    weight: 8,
    depths: [3, 6],
    venom: 4,
  },
  mimic: {
    name: "mimic",
    about: "Not a chest.",
    hp: 30,
    damage: "2d5+1",
    armour: 2,
    speed: 80,
    xp: 16,
    behaviour: "mimic",
    weight: 3,
    depths: [2, 6],
  },
  wisp: {
    name: "fire wisp",
    about: "Bursts into flames when it dies. Not beside you, if you can help it.",
    hp: 8,
    damage: "1d6",
    armour: 0,
    speed: 100,
    xp: 9,
    behaviour: "drift",
    weight: 6,
    depths: [3, 6],
    flies: true,
    glow: 3,
  },
  shaman: {
    name: "bog shaman",
    about: "Heals others from behind, and hurls sparks.",
    hp: 20,
    damage: "1d6+3",
    armour: 0,
    speed: 100,
    xp: 14,
    behaviour: "tend",
    weight: 6,
    depths: [3, 6],
    opensDoors: true,
  },
  ogre: {
    name: "ogre",
    about: "Draws back for a turn, then strikes. Be elsewhere.",
    hp: 45,
    damage: "3d6+5",
    armour: 2,
    speed: 90,
    xp: 22,
    behaviour: "slam",
    weight: 6,
    depths: [4, 6],
    opensDoors: true,
  },
  wraith: {
    name: "wraith",
    about: "Walls are nothing to it. It feeds on wounds.",
    hp: 26,
    damage: "1d8+3",
    armour: 0,
    speed: 90,
    xp: 20,
    behaviour: "phase",
    weight: 7,
    depths: [4, 6],
    flies: true,
    glow: 2,
  },
  king: {
    name: "Unlit King",
    about: "He put out the sun, and sits on what is left of it.",
    hp: 130,
    damage: "2d8+4",
    armour: 3,
    speed: 100,
    xp: 150,
    behaviour: "king",
    weight: 0,
    depths: [6, 6],
    opensDoors: true,
    glow: 3,
  },
} as const satisfies Record<string, MonsterData>;

export type MonsterKind = keyof typeof MONSTERS;

export const MONSTER_KINDS = Object.keys(MONSTERS) as MonsterKind[];

export function kindData(kind: MonsterKind): MonsterData {
  return MONSTERS[kind];
}

export function isMonsterKind(value: unknown): value is MonsterKind {
  return typeof value === "string" && Object.hasOwn(MONSTERS, value);
}
