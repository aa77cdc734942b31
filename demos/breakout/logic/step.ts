/** Moves a world on by one step of time. Draws nothing, plays nothing: it returns what happened. */

import { BALL, FIELD, PADDLE, POWER, SCORE } from "../tuning.ts";
import { BRICK_POINTS, type Brick, isCleared, neighbours } from "./bricks.ts";
import { fly, paddleBox, resolveOverlap, steerOffPaddle, turn } from "./flight.ts";
import { clamp, overlaps } from "./geometry.ts";
import { pickPower, type Power, POWER_TIMES, type TimedPower } from "./powers.ts";
import { addBrick, endCombo } from "./score.ts";
import { type Ball, type GameEvent, serve, type World } from "./world.ts";

/** What the player wants during a step. */
export interface Command {
  /** Keys and stick: -1 full left to 1 full right. */
  move: number;
  /** Where the mouse wants the middle of the paddle; undefined when it does not move. */
  pointer: number | undefined;
  /** Let go of the ball. */
  launch: boolean;
  /** Shoot, if the paddle can. */
  fire: boolean;
}

/** Nothing wanted. */
export const IDLE: Command = { move: 0, pointer: undefined, launch: false, fire: false };

/** Half the size of a capsule, for catching it. */
const CAPSULE = { halfWidth: 10, halfHeight: 5 };
/** The time that a lit bomb waits, so that one sees a chain run along. */
const FUSE = 0.09;
/** How fast the paddle grows and shrinks, in pixels per second. */
const STRETCH = 160;

/**
 * Moves the world on by `seconds` (capped at a twentieth, so that a stall does not cost a life).
 *
 * @param random numbers from 0 up to, but not including, 1; the same numbers give the same game
 */
export function step(world: World, command: Command, seconds: number, random: () => number): GameEvent[] {
  const events: GameEvent[] = [];
  if (world.phase === "cleared" || world.phase === "over") return events;
  const dt = Math.min(seconds, 0.05);

  movePaddle(world, command, dt);
  if (command.launch) launch(world, events);
  if (command.fire) shoot(world, events);
  for (const ball of world.balls) moveBall(world, ball, dt, random, events);
  moveBolts(world, dt, random, events);
  burnFuses(world, dt, random, events);
  moveCapsules(world, dt, events);
  agePowers(world, dt, events);

  if (isCleared(world.bricks)) {
    world.phase = "cleared";
    events.push({ kind: "cleared" });
  } else {
    loseBalls(world, events);
  }
  return events;
}

function movePaddle(world: World, command: Command, dt: number): void {
  const { paddle } = world;
  const wantedWidth = world.powers.wide > 0 ? PADDLE.wideWidth : PADDLE.width;
  paddle.width += clamp(wantedWidth - paddle.width, -STRETCH * dt, STRETCH * dt);

  const wanted = clamp(command.move, -1, 1) * PADDLE.speed;
  const change = PADDLE.speed / PADDLE.rampUp * dt;
  // Stopping is at once: a paddle that glides on feels like soap.
  paddle.velocity = wanted === 0 ? 0 : paddle.velocity + clamp(wanted - paddle.velocity, -change, change);
  paddle.x = command.pointer ?? paddle.x + paddle.velocity * dt;
  paddle.x = clamp(paddle.x, FIELD.left + paddle.width / 2, FIELD.right - paddle.width / 2);
}

function launch(world: World, events: GameEvent[]): void {
  for (const ball of world.balls) {
    if (ball.stuckAt === undefined) continue;
    steerOffPaddle(ball, world.paddle);
    ball.stuckAt = undefined;
    world.phase = "play";
    events.push({ kind: "launch", x: ball.x, y: ball.y });
  }
}

function moveBall(world: World, ball: Ball, dt: number, random: () => number, events: GameEvent[]): void {
  if (ball.stuckAt !== undefined) {
    const reach = world.paddle.width / 2;
    ball.x = world.paddle.x + clamp(ball.stuckAt, -reach, reach);
    ball.y = PADDLE.y - BALL.radius;
    return;
  }
  ball.bored += dt;
  if (ball.bored > BALL.boredAfter) {
    ball.bored = 0;
    turn(ball, (random() < 0.5 ? -1 : 1) * (0.15 + 0.2 * random()));
  }
  if (resolveOverlap(ball, world.paddle) && touchPaddle(world, ball, events) === "stop") return;

  const speed = ball.speed * (world.powers.slow > 0 ? POWER.slowFactor : 1);
  fly(ball, speed * dt, {
    get bricks() {
      return world.bricks;
    },
    paddle: world.paddle,
    touched(obstacle) {
      if (obstacle.kind === "paddle") return touchPaddle(world, ball, events);
      if (obstacle.kind === "wall") events.push({ kind: "wall", x: ball.x, y: ball.y });
      else if (hitBrick(world, obstacle.brick, random, events)) ball.bored = 0;
      return "go on";
    },
  });
}

/** A ball meets the paddle: the combo ends, the ball gets faster, and stays if the paddle is sticky. */
function touchPaddle(world: World, ball: Ball, events: GameEvent[]): "go on" | "stop" {
  const sticks = world.powers.catch > 0 && ball.directionY < 0;
  world.touches += 1;
  endCombo(world.score);
  ball.bored = 0;
  ball.speed = Math.min(BALL.maxSpeed, ball.speed + BALL.speedPerTouch);
  events.push({ kind: "paddle", x: ball.x, y: ball.y, sticks });
  if (!sticks) return "go on";
  ball.stuckAt = ball.x - world.paddle.x;
  return "stop";
}

/** Hits a brick once; returns whether that changed it. */
function hitBrick(world: World, brick: Brick, random: () => number, events: GameEvent[]): boolean {
  brick.hits -= 1;
  if (brick.hits > 0) {
    events.push({ kind: "chip", brick });
    return brick.hits !== Infinity;
  }
  breakBrick(world, brick, random, events);
  return true;
}

function breakBrick(world: World, brick: Brick, random: () => number, events: GameEvent[]): void {
  brick.hits = 0;
  world.bricks = world.bricks.filter((other) => other !== brick);
  const combo = world.score.combo;
  events.push({ kind: "break", brick, points: addBrick(world.score, BRICK_POINTS[brick.kind]), combo });

  const x = (brick.left + brick.right) / 2, y = (brick.top + brick.bottom) / 2;
  // The dice are thrown for every brick, so that what one brick drops does not depend on how many are falling.
  const lucky = random() < POWER.dropChance;
  if (brick.kind === "gift" || (lucky && world.capsules.length < POWER.maxFalling)) {
    const capsule = { power: pickPower(random), x, y };
    world.capsules.push(capsule);
    events.push({ kind: "drop", capsule });
  }
  if (brick.kind === "bomb") {
    events.push({ kind: "explosion", x, y });
    for (const other of neighbours(world.bricks, brick)) {
      if (other.kind === "bomb") other.fuse ??= FUSE;
      else if (other.hits !== Infinity) breakBrick(world, other, random, events);
    }
  }
}

function burnFuses(world: World, dt: number, random: () => number, events: GameEvent[]): void {
  for (const brick of world.bricks) {
    if (brick.fuse === undefined) continue;
    brick.fuse -= dt;
    if (brick.fuse <= 0 && brick.hits > 0) breakBrick(world, brick, random, events);
  }
}

function shoot(world: World, events: GameEvent[]): void {
  if (world.powers.laser <= 0 || world.laserPause > 0) return;
  world.laserPause = POWER.laserPause;
  for (const side of [-1, 1]) {
    const bolt = { x: world.paddle.x + side * (world.paddle.width / 2 - 4), y: PADDLE.y };
    world.bolts.push(bolt);
    events.push({ kind: "shot", x: bolt.x, y: bolt.y });
  }
}

function moveBolts(world: World, dt: number, random: () => number, events: GameEvent[]): void {
  world.laserPause = Math.max(0, world.laserPause - dt);
  world.bolts = world.bolts.filter((bolt) => {
    const from = bolt.y;
    bolt.y -= POWER.boltSpeed * dt;
    // The lowest brick that the bolt passed during the step is the one it hits.
    const path = { left: bolt.x - 1, right: bolt.x + 1, top: bolt.y, bottom: from };
    let target: Brick | undefined;
    for (const brick of world.bricks) {
      if (overlaps(path, brick) && brick.bottom > (target?.bottom ?? -Infinity)) target = brick;
    }
    if (target !== undefined) hitBrick(world, target, random, events);
    return target === undefined && bolt.y > FIELD.top;
  });
}

function moveCapsules(world: World, dt: number, events: GameEvent[]): void {
  const paddle = paddleBox(world.paddle);
  world.capsules = world.capsules.filter((capsule) => {
    capsule.y += POWER.fallSpeed * dt;
    const { x, y } = capsule;
    const caught = overlaps(paddle, {
      left: x - CAPSULE.halfWidth,
      right: x + CAPSULE.halfWidth,
      top: y - CAPSULE.halfHeight,
      bottom: y + CAPSULE.halfHeight,
    });
    if (caught) {
      world.score.points += SCORE.capsule;
      givePower(world, capsule.power);
      events.push({ kind: "power", power: capsule.power, x, y });
    }
    return !caught && y < FIELD.height + CAPSULE.halfHeight;
  });
}

/** Gives the player a power at once. A timed one begins anew; the laser and the sticky paddle exclude each other. */
export function givePower(world: World, power: Power): void {
  switch (power) {
    case "life":
      world.lives = Math.min(SCORE.maxLives, world.lives + 1);
      return;
    case "multi":
      splitBalls(world);
      return;
    case "laser":
      world.powers.catch = 0;
      break;
    case "catch":
      world.powers.laser = 0;
      break;
    case "wide":
    case "slow":
      break;
  }
  world.powers[power] = POWER_TIMES[power];
}

/** Every flying ball becomes three, fanned out, up to the limit. */
function splitBalls(world: World): void {
  for (const ball of [...world.balls]) {
    if (ball.stuckAt !== undefined) continue;
    for (const angle of [-0.4, 0.4]) {
      if (world.balls.length >= POWER.maxBalls) return;
      const twin = { ...ball };
      turn(twin, angle);
      world.balls.push(twin);
    }
  }
}

function agePowers(world: World, dt: number, events: GameEvent[]): void {
  for (const power of Object.keys(world.powers) as TimedPower[]) {
    if (world.powers[power] <= 0) continue;
    world.powers[power] = Math.max(0, world.powers[power] - dt);
    if (world.powers[power] > 0) continue;
    // A ball that still sticks when the glue dries stays until it is let go.
    events.push({ kind: "expired", power });
  }
}

function loseBalls(world: World, events: GameEvent[]): void {
  const lastX = world.balls[0]?.x ?? world.paddle.x;
  world.balls = world.balls.filter((ball) => ball.y - BALL.radius < FIELD.height);
  if (world.balls.length > 0) return;
  world.lives -= 1;
  events.push({ kind: "lifeLost", x: lastX });
  if (world.lives > 0) {
    serve(world);
  } else {
    world.phase = "over";
    events.push({ kind: "over" });
  }
}
