/** Moves a world on by a step of a fixed length, and tells what happened. */

import { RULES, STEP } from "../tuning.ts";
import { callWave, comingWave } from "./building.ts";
import { enter, nurse } from "./harm.ts";
import { removeAt } from "./pool.ts";
import { shoot } from "./shooting.ts";
import { fly } from "./shots.ts";
import { walk } from "./walking.ts";
import type { GameEvent, World } from "./world.ts";

/** Lets one step pass. Adds what happened to `events`, in order. */
export function step(world: World, events: GameEvent[] = []): GameEvent[] {
  world.phaseTime += STEP;
  if (world.phase !== "play") {
    // What is in the air comes down.
    fly(world, STEP, events);
    sweep(world);
    return events;
  }
  world.time += STEP;
  wait(world, events);
  arrive(world);
  nurse(world, STEP, events);
  walk(world, STEP, events);
  shoot(world, STEP, events);
  fly(world, STEP, events);
  sweep(world);
  settle(world, events);
  return events;
}

/** Between waves the time to the next one runs. */
function wait(world: World, events: GameEvent[]): void {
  if (!world.calm || world.countdown === undefined) return;
  world.countdown -= STEP;
  if (world.countdown > 0) return;
  world.countdown = 0;
  events.push(callWave(world));
}

function arrive(world: World): void {
  let count = 0;
  while (count < world.arrivals.length && world.arrivals[count]!.at <= world.time) {
    const { kind, wave } = world.arrivals[count]!;
    enter(world, kind, wave);
    count += 1;
  }
  if (count > 0) world.arrivals.splice(0, count);
}

/** Takes out the bugs that have no health left. */
function sweep({ bugs }: World): void {
  for (let index = bugs.count - 1; index >= 0; index--) {
    if (bugs.items[index]!.health <= 0) removeAt(bugs, index);
  }
}

/** Is it lost, is the wave over, is it won? */
function settle(world: World, events: GameEvent[]): void {
  if (world.lives === 0) return end(world, "lost", events);
  if (world.calm || world.arrivals.length > 0 || world.bugs.count > 0) return;
  world.calm = true;
  const index = world.wave - 1;
  const bonus = RULES.waveBonus + RULES.waveBonusGrowth * index;
  world.gold += bonus;
  world.earned += bonus;
  events.push({ kind: "waveOver", index, bonus });
  if (comingWave(world) === undefined) return end(world, "won", events);
  world.countdown = RULES.calm;
}

function end(world: World, phase: "won" | "lost", events: GameEvent[]): void {
  world.phase = phase;
  world.phaseTime = 0;
  world.arrivals = [];
  events.push({ kind: phase });
}
