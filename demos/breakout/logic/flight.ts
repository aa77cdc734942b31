/** The flight of a ball through one step: from bounce to bounce until the time is used up. */

import { BALL, FIELD, PADDLE } from "../tuning.ts";
import type { Brick } from "./bricks.ts";
import { type Box, clamp, type Contact, sweepCircle } from "./geometry.ts";
import type { Ball, Paddle } from "./world.ts";

/** What a ball ran into. */
export type Obstacle = { kind: "wall" } | { kind: "paddle" } | { kind: "brick"; brick: Brick };

/** What a ball can meet. `touched` is told of each meeting and says whether the ball goes on after it. */
interface Surroundings {
  /** Asked for anew after each bounce, since a bounce can break a brick. */
  readonly bricks: readonly Brick[];
  paddle: Paddle;
  touched: (obstacle: Obstacle) => "go on" | "stop";
}

/** More bounces than this in one step happen only in a crack; the rest of the time is dropped then. */
const MAX_BOUNCES = 8;
/** The distance kept from what was touched, so that rounding does not count it twice. */
const SKIN = 0.001;

/** The walls as boxes far thicker than any ball flies in a step. */
const FAR = 10_000;
const WALLS: readonly Box[] = [
  { left: -FAR, right: FIELD.left, top: -FAR, bottom: FAR },
  { left: FIELD.right, right: FAR, top: -FAR, bottom: FAR },
  { left: -FAR, right: FAR, top: -FAR, bottom: FIELD.top },
];

/** Moves a ball by `distance` pixels along its direction, bouncing off whatever it meets. */
export function fly(ball: Ball, distance: number, around: Surroundings): void {
  let left = distance;
  for (let bounce = 0; bounce < MAX_BOUNCES && left > 0; bounce++) {
    const dx = ball.directionX * left, dy = ball.directionY * left;
    const hit = nearest(ball, dx, dy, around);
    if (hit === undefined) {
      ball.x += dx;
      ball.y += dy;
      return;
    }
    const { contact, obstacle } = hit;
    ball.x += dx * contact.time + contact.normalX * SKIN;
    ball.y += dy * contact.time + contact.normalY * SKIN;
    left *= 1 - contact.time;

    const onTop = contact.normalY < -0.3;
    if (obstacle.kind === "paddle" && onTop) steerOffPaddle(ball, around.paddle);
    else reflect(ball, contact);
    if (around.touched(obstacle) === "stop") return;
  }
}

/** The first thing in the way of a movement. */
function nearest(ball: Ball, dx: number, dy: number, around: Surroundings): { contact: Contact; obstacle: Obstacle } | undefined {
  let best: { contact: Contact; obstacle: Obstacle } | undefined;
  const consider = (box: Box, obstacle: Obstacle) => {
    const contact = sweepCircle(ball.x, ball.y, dx, dy, BALL.radius, box);
    if (contact !== undefined && contact.time < (best?.contact.time ?? Infinity)) best = { contact, obstacle };
  };
  for (const wall of WALLS) consider(wall, { kind: "wall" });
  for (const brick of around.bricks) consider(brick, { kind: "brick", brick });
  consider(paddleBox(around.paddle), { kind: "paddle" });
  return best;
}

/** The paddle's edges. */
export function paddleBox(paddle: Paddle): Box {
  return {
    left: paddle.x - paddle.width / 2,
    right: paddle.x + paddle.width / 2,
    top: PADDLE.y,
    bottom: PADDLE.y + PADDLE.height,
  };
}

/** A ball flies off the paddle by where it meets it: straight up from the middle, flat from the ends. */
export function steerOffPaddle(ball: Ball, paddle: Paddle): void {
  const offset = clamp((ball.x - paddle.x) / (paddle.width / 2), -1, 1);
  const angle = offset * PADDLE.maxAngle * Math.PI / 180;
  ball.directionX = Math.sin(angle);
  ball.directionY = -Math.cos(angle);
}

/**
 * Frees a ball that the paddle moved into: on its upper half the ball is lifted onto it as if it had been met there,
 * lower down it is pushed aside and lost. Returns whether the ball was lifted.
 */
export function resolveOverlap(ball: Ball, paddle: Paddle): boolean {
  const box = paddleBox(paddle);
  const nearX = clamp(ball.x, box.left, box.right), nearY = clamp(ball.y, box.top, box.bottom);
  if ((ball.x - nearX) ** 2 + (ball.y - nearY) ** 2 >= BALL.radius ** 2 || ball.directionY < 0) return false;
  if (ball.y < PADDLE.y + PADDLE.height / 2) {
    ball.y = PADDLE.y - BALL.radius - SKIN;
    steerOffPaddle(ball, paddle);
    return true;
  }
  const side = ball.x < paddle.x ? -1 : 1;
  // Between the paddle and a wall there may be no room; then the ball slips down along the wall.
  ball.x = clamp(paddle.x + side * (paddle.width / 2 + BALL.radius + SKIN), FIELD.left + BALL.radius, FIELD.right - BALL.radius);
  ball.directionX = Math.abs(ball.directionX) * side;
  return false;
}

function reflect(ball: Ball, contact: Contact): void {
  const along = ball.directionX * contact.normalX + ball.directionY * contact.normalY;
  // Against a corner the touch can be so slight that the ball moves away already.
  if (along >= 0) return;
  ball.directionX -= 2 * along * contact.normalX;
  ball.directionY -= 2 * along * contact.normalY;
  keepSteep(ball);
}

/** Turns a ball by an angle in radians, clockwise on the screen. */
export function turn(ball: Ball, angle: number): void {
  const { directionX: x, directionY: y } = ball;
  ball.directionX = x * Math.cos(angle) - y * Math.sin(angle);
  ball.directionY = x * Math.sin(angle) + y * Math.cos(angle);
  keepSteep(ball);
}

/** Keeps the direction a unit vector, and never too flat to come back. */
function keepSteep(ball: Ball): void {
  const flattest = Math.sin(BALL.minAngleFromWall * Math.PI / 180);
  if (Math.abs(ball.directionY) < flattest) {
    ball.directionY = (ball.directionY < 0 ? -1 : 1) * flattest;
  }
  const y = clamp(ball.directionY, -1, 1);
  ball.directionY = y;
  ball.directionX = (ball.directionX < 0 ? -1 : 1) * Math.sqrt(1 - y * y);
}
