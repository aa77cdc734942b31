/** Beetles and hedgehogs walk to and fro, moths dance in the air; she may jump onto all but the hedgehogs. */

import { overlapsRects, type Vec2 } from "@arcane/runtime/physics";
import { ENEMIES, HERO, THINGS, TILE } from "../tuning.ts";
import { boxOf, speedFor } from "./hero.ts";
import { tileAt } from "./level.ts";
import type { Command, Enemy, GameEvent, World } from "./world.ts";

export function updateEnemies(world: World, dt: number): void {
  for (const enemy of world.enemies) {
    if (enemy.squashed !== undefined) enemy.squashed += dt;
    else if (enemy.home !== undefined) dance(world, enemy, enemy.home);
    else if (enemy.kind !== "moth") walk(world, enemy, ENEMIES[enemy.kind].speed * dt);
  }
  world.enemies = world.enemies.filter(({ squashed }) => squashed === undefined || squashed < ENEMIES.squashTime);
}

/** Around its home in a lying eight. Moths beside each other are not in step. */
function dance(world: World, moth: Enemy, home: Vec2): void {
  const { width, height, rangeX, rangeY, time } = ENEMIES.moth;
  const angle = world.time * 2 * Math.PI / time + home.x / 50;
  moth.x = home.x - width / 2 + Math.sin(angle) * rangeX;
  moth.y = home.y - height / 2 + Math.sin(2 * angle) * rangeY;
  moth.facing = Math.cos(angle) < 0 ? -1 : 1;
}

/** Straight on, and back where there is a wall or no floor. */
function walk(world: World, enemy: Enemy, way: number): void {
  const { width, height } = ENEMIES[enemy.kind];
  const x = enemy.x + way * enemy.facing;
  const column = Math.floor((enemy.facing < 0 ? x : x + width) / TILE);
  const row = Math.floor((enemy.y + height - 1) / TILE);
  const ahead = tileAt(world.level, column, row), below = tileAt(world.level, column, row + 1);
  if ("#^v~".includes(ahead) || !"#=".includes(below)) enemy.facing = enemy.facing < 0 ? 1 : -1;
  else enemy.x = x;
}

/** The enemy that touches her, if any, and whether she comes down upon it. */
export function meetEnemies(world: World, command: Command, oldFeet: number, events: GameEvent[]): Enemy | undefined {
  const { hero } = world;
  for (const enemy of world.enemies) {
    const box = { x: enemy.x, y: enemy.y, ...ENEMIES[enemy.kind] };
    if (enemy.squashed !== undefined || !overlapsRects(boxOf(hero), box)) continue;
    const fromAbove = hero.vy > 0 && oldFeet <= enemy.y + box.height * 0.6;
    if (!fromAbove || enemy.kind === "hedgehog") return enemy;
    enemy.squashed = 0;
    hero.vy = -speedFor(command.hold ? THINGS.stompHeightHeld : THINGS.stompHeight);
    hero.cuttable = false;
    events.push({ kind: "stomp", enemy: enemy.kind, x: enemy.x + box.width / 2, y: hero.y + HERO.height });
  }
  return undefined;
}
