/** Draws what is in a level beside the ground and the fox. It reads the world and changes nothing. */

import { drawText, getTime, getVisibleWorld, measureText } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { isBroken } from "../logic/crumbling.ts";
import { tileAt } from "../logic/level.ts";
import type { Enemy, World } from "../logic/world.ts";
import { ENEMIES, HERO, THINGS, TILE } from "../tuning.ts";
import { COLORS, draw, drawCentered, drawFrame, drawGlow, drawStanding, frameAt, LAYERS } from "./art.ts";

/** How near to a sign she reads it. */
const READING = 30;
/** Seconds that a mushroom swings after a leap. */
const SWING = 0.5;

/** When each mushroom was last leapt from, seconds of the game's time. */
export type Leaps = ReadonlyMap<number, number>;

export function drawThings(world: World, leaps: Leaps): void {
  const view = getVisibleWorld();
  const seen = ({ x, y }: { x: number; y: number }): boolean =>
    x > view.x - 64 && x < view.x + view.width + 64 && y > view.y - 64 && y < view.y + view.height + 64;
  const time = getTime();
  const { level } = world;

  if (seen(level.gate)) drawGate(world);
  level.lanterns.forEach((lantern, index) => {
    if (!seen(lantern)) return;
    const lit = index <= world.lantern;
    drawStanding(lit ? frameAt(atlas.animations.lantern_lit, time + index, 7) : "lantern", lantern.x, lantern.y + 1);
    if (!lit) return;
    drawGlow(lantern.x, lantern.y - 21, 84 + 6 * Math.sin(time * 7), {
      tint: COLORS.amber,
      opacity: index === world.lantern ? 0.7 : 0.35,
    });
  });
  for (const sign of level.signs) if (seen(sign)) drawStanding("sign", sign.x, sign.y + 1);
  level.springs.forEach((spring, index) => {
    if (!seen(spring)) return;
    const age = time - (leaps.get(index) ?? -9);
    const swing = age < SWING ? Math.cos(age * 26) * (1 - age / SWING) : 0;
    drawStanding(swing > 0.35 ? "spring_low" : swing < -0.25 ? "spring_high" : "spring", spring.x, spring.y + 1);
  });
  world.platforms.forEach((platform) => {
    if (seen(platform)) draw(`ride_${level.theme}`, platform.x - 1, platform.y - 1);
  });
  level.embers.forEach((ember, index) => {
    if (world.embers[index] || !seen(ember)) return;
    const bob = Math.sin(time * 3 + ember.x * 0.06) * 1.5;
    drawGlow(ember.x, ember.y + bob, 26, { tint: COLORS.orange, opacity: 0.45 });
    drawCentered(frameAt(atlas.animations.ember, time + ember.x * 0.01, 8), ember.x, ember.y + bob);
  });
  level.foxfires.forEach((foxfire, index) => {
    if (world.foxfires[index] || !seen(foxfire)) return;
    const bob = Math.sin(time * 2 + index) * 2.5;
    drawGlow(foxfire.x, foxfire.y + bob, 64 + 8 * Math.sin(time * 5), { tint: COLORS.sky, opacity: 0.75 });
    drawCentered(frameAt(atlas.animations.foxfire, time, 8), foxfire.x, foxfire.y + bob);
  });
  drawMovingTiles(world, view);
  for (const enemy of world.enemies) if (seen(enemy)) drawEnemy(enemy);
  drawSigns(world);
}

function drawGate({ level, phase }: World): void {
  const { x, y } = level.gate;
  const glow = 0.75 + 0.25 * Math.sin(getTime() * 2.4);
  draw("veil", x - 14, y - 31, { opacity: glow, blend: "additive", lit: false });
  drawGlow(x, y - 18, phase === "won" ? 150 : 90, { tint: COLORS.sky, opacity: 0.5 * glow });
  drawStanding("gate", x, y + 1);
  for (const [index, side] of [-12, 0, 12].entries()) {
    drawStanding(
      frameAt(atlas.animations.foxfire, getTime() + index * 0.2, 8),
      x + side,
      y - 40 - (side === 0 ? 16 : 14),
      {
        width: 8,
        height: 10,
      },
    );
  }
}

/** Planks that crumble, and water: what the tilemap cannot show since it moves. */
function drawMovingTiles(world: World, view: { x: number; y: number; width: number; height: number }): void {
  const { level } = world;
  const time = getTime();
  for (let row = Math.max(0, Math.floor(view.y / TILE)); row <= (view.y + view.height) / TILE; row++) {
    for (let column = Math.max(0, Math.floor(view.x / TILE)); column <= (view.x + view.width) / TILE; column++) {
      const letter = tileAt(level, column, row);
      if (letter === "~") {
        const frame = frameAt(atlas.animations[`water_${level.theme}`], time, 5);
        draw(frame, column * TILE, row * TILE, { layer: LAYERS.water, opacity: 0.9 });
      } else if (letter === "%") {
        drawRotten(world, column, row);
      }
    }
  }
}

function drawRotten(world: World, column: number, row: number): void {
  const tile = row * world.level.width + column;
  const age = world.crumbling.get(tile);
  const x = column * TILE, y = row * TILE;
  const name = `rotten_${world.level.theme}` as const;
  if (age === undefined) {
    draw(name, x, y);
  } else if (!isBroken(world, tile)) {
    draw(name, x + Math.round(Math.sin(age * 90)), y + 1);
  } else {
    // It falls and fades; at the end of its time it comes back.
    const fallen = age - THINGS.crumbleHold;
    const left = THINGS.crumbleGone - fallen;
    if (fallen < 0.5) {
      draw(name, x, y + 300 * fallen ** 2, { opacity: 1 - fallen * 2, rotation: fallen * (column % 2 ? 2 : -2) });
    } else if (left < 0.3) draw(name, x, y, { opacity: 1 - left / 0.3 });
  }
}

function drawEnemy(enemy: Enemy): void {
  const { width, height } = ENEMIES[enemy.kind];
  const x = enemy.x + width / 2, y = enemy.y + height + 1;
  const flipX = enemy.facing < 0;
  if (enemy.squashed !== undefined && enemy.kind !== "hedgehog") {
    const opacity = Math.min(1, 3 * (1 - enemy.squashed / ENEMIES.squashTime));
    const falls = enemy.kind === "moth" ? 160 * enemy.squashed ** 2 : 0;
    drawStanding(`${enemy.kind}_flat`, x, y + falls, { opacity, flipX });
    return;
  }
  const fps = enemy.kind === "moth" ? 12 : enemy.kind === "beetle" ? 8 : 5;
  const frame = frameAt(atlas.animations[enemy.kind], getTime() + enemy.y, fps);
  drawStanding(frame, x, enemy.kind === "moth" ? y + 3 : y, { flipX });
}

/** The words of the sign that she stands at, in a bubble over it. */
function drawSigns({ level, hero }: World): void {
  const x = hero.x + HERO.width / 2, y = hero.y + HERO.height;
  for (const sign of level.signs) {
    if (Math.abs(sign.x - x) > READING || Math.abs(sign.y - y) > 2 * READING) continue;
    const size = measureText(sign.text);
    const width = Math.ceil(size.width) + 16, height = Math.ceil(size.height) + 13;
    const view = getVisibleWorld();
    const left = Math.round(Math.min(view.x + view.width - width - 4, Math.max(view.x + 4, sign.x - width / 2)));
    const top = sign.y - 28 - height;
    drawFrame("bubble", left, top, width, height, { layer: LAYERS.words, lit: false });
    draw("bubble_tip", sign.x - 2, top + height - 1, { layer: LAYERS.words + 1, lit: false });
    drawText(sign.text, left + 8, top + 7, { color: COLORS.umber, layer: LAYERS.words + 2, lit: false });
  }
}
