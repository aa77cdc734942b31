/** Draws the field: walls, bricks, paddle, balls and what falls and flies. It reads the world and changes nothing. */

import { getTime } from "@arcane/runtime/rendering";
import { easings } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { draw, drawBackdrop, drawCentered, LAYERS } from "../art.ts";
import { BALL, FIELD, PADDLE } from "../tuning.ts";
import type { Brick } from "../logic/bricks.ts";
import { LEVELS } from "../logic/levels.ts";
import type { Ball, World } from "../logic/world.ts";
import { COLORS } from "./palette.ts";

/** The gleam that runs over the wall: seconds between two, and bricks that it passes in a second. */
const GLEAM = { pause: 5, speed: 26 };

/**
 * Draws a world.
 *
 * @param arrival how far the bricks have come in, from 0 (none) to 1 (all in place)
 */
export function drawField(world: World, arrival = 1): void {
  drawBackdrop(LEVELS[world.level]?.backdrop ?? "dusk");
  drawWalls();
  for (const brick of world.bricks) drawBrick(brick, arrival);
  for (const capsule of world.capsules) {
    const gleam = Math.floor(getTime() * 8) % 8;
    const frames = atlas.animations[`capsule_${capsule.power}`];
    drawCentered(frames[Math.min(gleam, 3) % 4] ?? frames[0], capsule.x, capsule.y + Math.sin(getTime() * 6 + capsule.x) * 1.2);
  }
  for (const bolt of world.bolts) {
    draw("bolt", bolt.x, bolt.y, { anchorX: 0.5 });
    drawCentered("glow", bolt.x, bolt.y + 4, { width: 18, height: 24, tint: COLORS.coral, opacity: 0.6, ...GLOWING });
  }
  drawPaddle(world);
  for (const ball of world.balls) drawBall(ball, world);
}

const GLOWING = { blend: "additive", layer: LAYERS.glow } as const;

function drawWalls(): void {
  const { left, right, top, height } = FIELD;
  const look = { layer: LAYERS.frame };
  for (let y = top; y < height; y += 16) {
    const picture = (y - top) % 96 === 48 ? "wall_joint" : "wall_side";
    draw(picture, left - 8, y, look);
    draw(picture, right, y, look);
  }
  for (let x = left; x < right; x += 16) {
    draw((x - left) % 96 === 48 ? "wall_top_joint" : "wall_top", x, top - 8, look);
  }
  draw("wall_corner", left - 8, top - 8, look);
  draw("wall_corner", right, top - 8, look);
}

function drawBrick(brick: Brick, arrival: number): void {
  // Each brick drops in a little after its left neighbour and the row below it.
  const begin = (brick.column + (12 - brick.row)) / 28 * 0.6;
  const part = Math.min(1, Math.max(0, (arrival - begin) / 0.4));
  if (part === 0) return;
  const y = brick.top - (1 - easings.backOut(part)) * 60;
  const opacity = Math.min(1, part * 2);
  draw(pictureOf(brick), brick.left, y, { opacity });

  if (brick.fuse !== undefined && Math.floor(getTime() * 30) % 2 === 0) draw("brick_flash", brick.left, y);
  const gleam = (getTime() % GLEAM.pause) * GLEAM.speed - (brick.column + brick.row);
  if (gleam > 0 && gleam < 1.5 && arrival === 1) draw("brick_glint", brick.left, y);
}

function pictureOf(brick: Brick): keyof typeof atlas.sprites {
  switch (brick.kind) {
    case "stone":
      return brick.hits > 1 ? "brick_stone" : "brick_stone_cracked";
    case "bomb":
      return Math.floor(getTime() * 6 + brick.column) % 2 === 0 ? "brick_bomb0" : "brick_bomb1";
    default:
      return `brick_${brick.kind}`;
  }
}

function drawPaddle({ paddle, powers, laserPause }: World): void {
  // The pictures have an outline of one pixel beyond the paddle's edges.
  const left = paddle.x - paddle.width / 2 - 1, right = paddle.x + paddle.width / 2 + 1, y = PADDLE.y - 1;
  const cap = 12;
  draw(powers.catch > 0 ? "paddle_middle_catch" : "paddle_middle", left + cap, y, { width: right - left - 2 * cap });
  if (powers.laser > 0) {
    const recoil = laserPause > 0.2 ? 1 : 0;
    draw("paddle_gun_left", left, y - 3 + recoil);
    draw("paddle_gun_right", right - cap, y - 3 + recoil);
  } else {
    draw("paddle_cap_left", left, y);
    draw("paddle_cap_right", right - cap, y);
  }
}

function drawBall(ball: Ball, world: World): void {
  const slow = world.powers.slow > 0;
  const speed = (ball.speed - BALL.speed) / (BALL.maxSpeed - BALL.speed);
  const tint = slow ? COLORS.sky : speed > 0.6 ? COLORS.coral : COLORS.amber;
  drawCentered("glow", ball.x, ball.y, { width: 34, height: 34, tint, opacity: 0.35, ...GLOWING });
  drawCentered(slow ? "ball_slow" : "ball", ball.x, ball.y);
}
