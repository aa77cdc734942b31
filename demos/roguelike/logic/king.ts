/** The Unlit King, at the bottom: he calls, dims, and strikes where one stands. */

import { article, woundHero } from "./combat.ts";
import { type Place, STEPS, stepsBetween } from "./level.ts";
import { kindData } from "./monsters.ts";
import { press, type Ways } from "./moving.ts";
import { afflict, called, has, isFree, type Turn } from "./turn.ts";
import type { Monster } from "./world.ts";

/** Turns between two of his arts, and how many servants he keeps about him. */
const BETWEEN = 3;
const SERVANTS = 3;
/** Turns for which he dims the hero's lamp. */
const GLOOM = 8;

/** The cells that a dark star covers: a plus, so that a step aside across a corner is out of it. */
export function starCells({ x, y }: Place): Place[] {
  return [[0, 0] as const, ...STEPS.slice(0, 4)].map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
}

export function kingActs(turn: Turn, king: Monster, ways: Ways, sees: boolean): void {
  if (king.aim !== undefined) return burst(turn, king, king.aim);
  if (!sees || king.timer > 0) return press(turn, king, ways);
  king.timer = BETWEEN;
  const { world, random } = turn;
  const servants = world.monsters.filter((other) => other !== king && stepsBetween(other, king) <= 10).length;
  const art = random.weighted(
    [
      ["star", 4],
      ["gloom", has(world.hero, "gloom") ? 0 : 2],
      ["call", servants < SERVANTS ? 3 : 0],
    ] as const,
  );
  if (art === "gloom") {
    afflict(world.hero, "gloom", GLOOM);
    turn.emit({ what: "windup", who: king.id, at: { x: king.x, y: king.y } });
    turn.say(`${called(king)} breathes on your lamp. It dims.`, "bad");
  } else if (art === "call") {
    call(turn, king);
  } else {
    king.aim = { x: world.hero.x, y: world.hero.y };
    turn.emit({ what: "windup", who: king.id, at: { x: king.x, y: king.y } });
    turn.say("Darkness gathers around your feet!", "bad");
  }
}

function burst(turn: Turn, king: Monster, aim: Place): void {
  const { world } = turn;
  delete king.aim;
  turn.emit({ what: "shot", look: "dark", from: { x: king.x, y: king.y }, to: aim });
  if (!starCells(aim).some(({ x, y }) => world.hero.x === x && world.hero.y === y)) {
    return turn.say("The dark star bursts beside you.");
  }
  const amount = woundHero(turn, turn.random.dice("3d5+3"), "magic", article(kindData(king.kind).name));
  turn.say(`A dark star bursts: ${amount}.`, "bad");
}

function call(turn: Turn, king: Monster): void {
  const { world, random } = turn;
  const places = STEPS.map(([dx, dy]) => ({ x: king.x + dx, y: king.y + dy })).filter((place) => isFree(world, place));
  for (const place of random.sample(places, 2)) {
    const kind = random.pick(["skeleton", "bat"] as const);
    const id = world.nextId++;
    world.monsters.push({
      id,
      kind,
      ...place,
      hp: kindData(kind).hp,
      mood: "hunting",
      energy: 0,
      timer: 0,
      statuses: {},
    });
    turn.emit({ what: "appear", who: id, at: place });
  }
  turn.say(`${called(king)} calls, and something answers.`, "bad");
}
