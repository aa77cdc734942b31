/** What changes while a level is played: plain data, and how it begins. */

import type { Vec2 } from "@arcane/runtime/physics";
import { ENEMIES, HERO } from "../tuning.ts";
import type { EnemyKind, Level } from "./level.ts";

/** What the player wants in a step. */
export interface Command {
  /** -1 (left) to 1 (right). */
  move: number;
  /** Whether jump was pressed since the step before. */
  jump: boolean;
  /** Whether jump is held. */
  hold: boolean;
  /** Whether down is held. */
  down: boolean;
}

export const IDLE: Readonly<Command> = { move: 0, jump: false, hold: false, down: false };

export interface Hero {
  /** The upper left corner of her box, pixels. */
  x: number;
  y: number;
  vx: number;
  vy: number;
  facing: 1 | -1;
  grounded: boolean;
  /** The platform that she stands on, an index; -1 if none. */
  rides: number;
  /** Seconds in which she may still jump though she does not stand. */
  coyote: number;
  /** Seconds in which a pressed jump still counts. */
  buffer: number;
  /** Whether she rises by a jump that ends early when the key is let go. */
  cuttable: boolean;
  /** Seconds in which planks let her through. */
  drop: number;
  /** Seconds in which nothing hurts her, and in which she cannot steer. */
  shield: number;
  recoil: number;
  hearts: number;
}

export interface Enemy {
  kind: EnemyKind;
  /** The upper left corner of its box, pixels. */
  x: number;
  y: number;
  facing: 1 | -1;
  /** The middle of where a moth dances. */
  home: Vec2 | undefined;
  /** Seconds since it was stomped; undefined while it lives. */
  squashed: number | undefined;
}

/** `fallen`: on the way back to a lantern. `won`: in the gate. */
export type Phase = "play" | "fallen" | "won";

export interface World {
  level: Level;
  phase: Phase;
  /** Seconds in this phase. */
  phaseTime: number;
  /** Seconds since the level began; it stands still in the gate. */
  time: number;
  hero: Hero;
  enemies: Enemy[];
  /** The upper left corner of each platform, and how far it moved in the last step. */
  platforms: { x: number; y: number; dx: number; dy: number }[];
  /** Seconds since a crumbling plank was touched, by the index of its tile. */
  crumbling: Map<number, number>;
  /** Which embers and foxfires are taken. */
  embers: boolean[];
  foxfires: boolean[];
  /** Embers since the last heart. */
  warmth: number;
  /** The lantern that burns, an index; -1 before the first. */
  lantern: number;
  /** How often she fell. */
  falls: number;
}

/** What happened in a step: for eyes and ears. Places are pixels. */
export type GameEvent =
  | { kind: "jump" | "drop" | "hurt" | "fall" | "respawn" | "won" | "heart"; x: number; y: number }
  | { kind: "land"; x: number; y: number; speed: number }
  | { kind: "ember" | "foxfire" | "spring" | "lantern"; index: number; x: number; y: number }
  | { kind: "stomp"; enemy: EnemyKind; x: number; y: number }
  | { kind: "crumble" | "restored"; tile: number };

export function createWorld(level: Level): World {
  const world: World = {
    level,
    phase: "play",
    phaseTime: 0,
    time: 0,
    hero: heroAt(level.start),
    enemies: [],
    platforms: level.platforms.map(({ from }) => ({ x: from.x, y: from.y, dx: 0, dy: 0 })),
    crumbling: new Map(),
    embers: level.embers.map(() => false),
    foxfires: level.foxfires.map(() => false),
    warmth: 0,
    lantern: -1,
    falls: 0,
  };
  populate(world);
  return world;
}

/** Brings all enemies back to where they live. */
export function populate(world: World): void {
  world.enemies = world.level.enemies.map(({ kind, x, y }) => {
    const { width, height } = ENEMIES[kind];
    const flies = kind === "moth";
    return {
      kind,
      x: x - width / 2,
      y: flies ? y - height / 2 : y - height,
      facing: -1,
      home: flies ? { x, y } : undefined,
      squashed: undefined,
    };
  });
}

/** A fresh hero whose feet are at a point. */
export function heroAt(feet: Vec2): Hero {
  return {
    x: feet.x - HERO.width / 2,
    y: feet.y - HERO.height,
    vx: 0,
    vy: 0,
    facing: 1,
    grounded: true,
    rides: -1,
    coyote: 0,
    buffer: 0,
    cuttable: false,
    drop: 0,
    shield: 0,
    recoil: 0,
    hearts: HERO.hearts,
  };
}

/** A copy that can be played on without touching the original. Written out, since planning makes many thousands. */
export function cloneWorld(world: World): World {
  return {
    ...world,
    hero: { ...world.hero },
    enemies: world.enemies.map((enemy) => ({ ...enemy })),
    platforms: world.platforms.map((platform) => ({ ...platform })),
    crumbling: new Map(world.crumbling),
    embers: [...world.embers],
    foxfires: [...world.foxfires],
  };
}

export function count(taken: readonly boolean[]): number {
  return taken.filter((is) => is).length;
}
