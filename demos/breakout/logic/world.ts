/** The state of one game, from the first serve to the last ball: plain data, which step.ts moves on. */

import { BALL, FIELD, PADDLE, SCORE } from "../tuning.ts";
import { type Brick, buildWall } from "./bricks.ts";
import { LEVELS } from "./levels.ts";
import type { Power, TimedPower } from "./powers.ts";
import type { Score } from "./score.ts";

/** A ball; its direction is a unit vector, y downwards. */
export interface Ball {
  x: number;
  y: number;
  directionX: number;
  directionY: number;
  /** Pixels per second, before it is slowed by a power-up. */
  speed: number;
  /** Where it sticks to the paddle, in pixels right of its middle; undefined while it flies. */
  stuckAt: number | undefined;
  /** Seconds since it last met the paddle or a brick that gave way. */
  bored: number;
}

/** The paddle; x is its middle. */
export interface Paddle {
  x: number;
  width: number;
  /** Pixels per second, negative to the left: for keys, which take a moment to reach full speed. */
  velocity: number;
}

/** A power-up on its way down; x, y is its middle. */
export interface Capsule {
  power: Power;
  x: number;
  y: number;
}

/** A laser bolt on its way up; x, y is its tip. */
export interface Bolt {
  x: number;
  y: number;
}

/** Where the game stands. */
export type Phase =
  /** The ball lies on the paddle; a launch begins. */
  | "serve"
  | "play"
  /** The wall is gone: startLevel() begins the next. */
  | "cleared"
  /** No life is left. */
  | "over";

/** Everything that matters of a game. */
export interface World {
  phase: Phase;
  /** Index into LEVELS. */
  level: number;
  lives: number;
  score: Score;
  bricks: Brick[];
  balls: Ball[];
  paddle: Paddle;
  capsules: Capsule[];
  bolts: Bolt[];
  /** Seconds that each timed power still lasts; 0 when it is off. */
  powers: Record<TimedPower, number>;
  /** Seconds until the paddle can shoot again. */
  laserPause: number;
  /** How often a ball touched the paddle in this game. */
  touches: number;
}

/** Something that happened during a step, for those who draw and sound it. Positions are logical pixels. */
export type GameEvent =
  | { kind: "launch"; x: number; y: number }
  | { kind: "wall"; x: number; y: number }
  | { kind: "paddle"; x: number; y: number; sticks: boolean }
  /** A brick was hit and stands. */
  | { kind: "chip"; brick: Brick }
  | { kind: "break"; brick: Brick; points: number; combo: number }
  | { kind: "explosion"; x: number; y: number }
  | { kind: "drop"; capsule: Capsule }
  | { kind: "power"; power: Power; x: number; y: number }
  | { kind: "expired"; power: TimedPower }
  | { kind: "shot"; x: number; y: number }
  | { kind: "lifeLost"; x: number }
  | { kind: "cleared" }
  | { kind: "over" };

/** A new game, ready to serve in the given level (an index into LEVELS). */
export function createWorld(level = 0): World {
  const world: World = {
    phase: "serve",
    level,
    lives: SCORE.lives,
    score: { points: 0, combo: 0 },
    bricks: [],
    balls: [],
    paddle: { x: (FIELD.left + FIELD.right) / 2, width: PADDLE.width, velocity: 0 },
    capsules: [],
    bolts: [],
    powers: { wide: 0, laser: 0, slow: 0, catch: 0 },
    laserPause: 0,
    touches: 0,
  };
  startLevel(world, level);
  return world;
}

/** Puts up the wall of a level and lays a ball on the paddle; score and lives stay. */
export function startLevel(world: World, level: number): void {
  const chosen = LEVELS[level];
  if (chosen === undefined) throw new RangeError(`there is no level ${level}; they run from 0 to ${LEVELS.length - 1}`);
  world.level = level;
  world.bricks = buildWall(chosen.rows);
  serve(world);
}

/** Whether the level that is being played is the last. */
export function isLastLevel(world: World): boolean {
  return world.level === LEVELS.length - 1;
}

/** Lays a ball on the paddle and takes away what the last one left: powers, capsules, bolts, the combo. */
export function serve(world: World): void {
  world.phase = "serve";
  world.score.combo = 0;
  world.capsules = [];
  world.bolts = [];
  world.powers = { wide: 0, laser: 0, slow: 0, catch: 0 };
  world.laserPause = 0;
  world.balls = [{
    x: world.paddle.x,
    y: PADDLE.y - BALL.radius,
    directionX: 0,
    directionY: -1,
    speed: Math.min(BALL.maxSpeed, BALL.speed + world.level * BALL.speedPerLevel),
    // A little off the middle, so that the first flight is not straight up and down.
    stuckAt: 5,
    bored: 0,
  }];
}
