/** What the player can do: build, upgrade, sell, call the next wave; and why not, if not. */

import { RULES } from "../tuning.ts";
import { isBuildable, isWalkable } from "./map.ts";
import { fieldWith, isTrodden, leadsHome } from "./routes.ts";
import { LEVELS, type TowerKind, TOWERS, upgradeCost } from "./towers.ts";
import { schedule, type Wave, waveAt } from "./waves.ts";
import { type GameEvent, type Tower, towerAt, type World } from "./world.ts";

export type Command =
  | { kind: "build"; tower: TowerKind; column: number; row: number }
  | { kind: "upgrade" | "sell"; column: number; row: number }
  | { kind: "call" };

/**
 * Why a command cannot be done. `gold`: too dear. `ground`: no tower stands there. `taken`: one stands there already.
 * `trodden`: a bug is there. `blocks`: the bugs would have no way left. `nothing`: no tower there. `top`: it has its
 * last level. `coming`: the wave before is still coming in. `last`: there is no further wave. `over`: the game is.
 */
export type Refusal =
  | "gold"
  | "ground"
  | "taken"
  | "trodden"
  | "blocks"
  | "nothing"
  | "top"
  | "coming"
  | "last"
  | "over";

/** Why a tower cannot stand in a cell, whatever it costs; undefined if it can. */
export function refusesPlace(world: World, column: number, row: number): Refusal | undefined {
  if (!isBuildable(world.map, column, row)) return "ground";
  if (towerAt(world, column, row) !== undefined) return "taken";
  if (!isWalkable(world.map, column, row)) return undefined;
  if (isTrodden(world, column, row)) return "trodden";
  return leadsHome(world, fieldWith(world, { x: column, y: row })) ? undefined : "blocks";
}

/** Why a command cannot be done now; undefined if it can. */
export function refuses(world: World, command: Command): Refusal | undefined {
  if (world.phase !== "play") return "over";
  switch (command.kind) {
    case "build": {
      const place = refusesPlace(world, command.column, command.row);
      return place ?? (world.gold < TOWERS[command.tower].levels[0].cost ? "gold" : undefined);
    }
    case "upgrade": {
      const tower = towerAt(world, command.column, command.row);
      if (tower === undefined) return "nothing";
      const cost = upgradeCost(tower.kind, tower.level);
      return cost === undefined ? "top" : world.gold < cost ? "gold" : undefined;
    }
    case "sell":
      return towerAt(world, command.column, command.row) === undefined ? "nothing" : undefined;
    case "call":
      if (comingWave(world) === undefined) return "last";
      return world.arrivals.length > 0 ? "coming" : undefined;
  }
}

/** Does a command. Returns what happened, or why nothing did. */
export function act(world: World, command: Command): GameEvent | Refusal {
  const refusal = refuses(world, command);
  if (refusal !== undefined) return refusal;
  switch (command.kind) {
    case "build":
      return build(world, command.tower, command.column, command.row);
    case "upgrade":
      return upgrade(world, towerAt(world, command.column, command.row)!);
    case "sell":
      return sell(world, towerAt(world, command.column, command.row)!);
    case "call":
      return callWave(world);
  }
}

/** What is given back for a tower. */
export function refundOf(world: World, tower: Tower): number {
  return world.wave === 0 ? tower.spent : Math.floor(tower.spent * RULES.refund);
}

/** The wave that would begin next; undefined after the last. */
export function comingWave({ map, wave, endless }: World): Wave | undefined {
  return waveAt(map.waves, wave, endless);
}

/** A map that was won goes on, with larger and larger waves, until it is lost. */
export function goOnWithoutEnd(world: World): void {
  if (world.phase !== "won") return;
  world.endless = true;
  world.phase = "play";
  world.phaseTime = 0;
  world.countdown = RULES.calm;
}

/** Gold for calling the next wave now. The first is worth nothing: nobody waits for it. */
export function bonusForCalling(world: World): number {
  if (world.wave === 0) return 0;
  const spared = world.calm ? world.countdown ?? 0 : RULES.calm;
  return Math.ceil(spared * RULES.callBonus);
}

/** Begins the next wave. */
export function callWave(world: World): GameEvent {
  const index = world.wave, bonus = bonusForCalling(world);
  world.gold += bonus;
  world.earned += bonus;
  world.arrivals = schedule(comingWave(world)!, index, world.time);
  world.wave += 1;
  world.calm = false;
  world.countdown = undefined;
  return { kind: "wave", index, bonus };
}

function build(world: World, kind: TowerKind, column: number, row: number): GameEvent {
  const { cost } = TOWERS[kind].levels[0];
  const tower: Tower = { kind, column, row, level: 0, cooldown: 0.3, spent: cost, aim: -Math.PI / 2, sinceShot: 9 };
  world.gold -= cost;
  world.towers.push(tower);
  world.layout += 1;
  return { kind: "built", tower };
}

function upgrade(world: World, tower: Tower): GameEvent {
  const cost = upgradeCost(tower.kind, tower.level)!;
  world.gold -= cost;
  tower.spent += cost;
  tower.level = Math.min(tower.level + 1, LEVELS - 1);
  return { kind: "upgraded", tower };
}

function sell(world: World, tower: Tower): GameEvent {
  const gold = refundOf(world, tower);
  world.gold += gold;
  world.towers.splice(world.towers.indexOf(tower), 1);
  world.layout += 1;
  return { kind: "sold", tower, gold };
}
