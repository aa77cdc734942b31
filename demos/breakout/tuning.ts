/**
 * Every number worth playing with. Run the game with `arcane-supervise dev`, change one, save, and feel it.
 *
 * Lengths are pixels of the logical field, speeds pixels per second, times seconds, angles degrees.
 */

/** The logical field: the game thinks in these pixels, whatever the size of the window. */
export const FIELD = {
  width: 400,
  height: 300,
  /** The inner edges of the walls. The bottom is open. */
  left: 8,
  right: 392,
  top: 26,
} as const;

export const BRICKS = {
  columns: 16,
  width: 24,
  height: 12,
  /** The top of the first row. */
  top: 44,
} as const;

export const PADDLE = {
  width: 48,
  wideWidth: 80,
  height: 10,
  /** Its upper edge. */
  y: 272,
  /** How fast keys and stick move it, and how long it takes to reach that speed. */
  speed: 380,
  rampUp: 0.08,
  /** How far from straight up a ball flies that meets the very end of the paddle. */
  maxAngle: 64,
} as const;

export const BALL = {
  radius: 4,
  speed: 205,
  /** Added by each level, by each touch of the paddle, and the limit of it all. */
  speedPerLevel: 6,
  speedPerTouch: 3,
  maxSpeed: 350,
  /** A ball never flies flatter than this, or it would bounce from wall to wall for ever. */
  minAngleFromWall: 14,
  /** After this time without a paddle or a brick that gives way, a ball is turned a little. */
  boredAfter: 6,
} as const;

export const POWER = {
  /** The share of broken bricks that let something fall. */
  dropChance: 0.16,
  maxFalling: 3,
  fallSpeed: 62,
  wideTime: 16,
  laserTime: 9,
  slowTime: 9,
  catchTime: 14,
  /** The speed of a slowed ball, as a share of its own. */
  slowFactor: 0.62,
  /** Time between two shots, and the speed of a bolt. */
  laserPause: 0.28,
  boltSpeed: 420,
  maxBalls: 9,
} as const;

export const SCORE = {
  lives: 3,
  maxLives: 6,
  /** Each so many bricks without touching the paddle raise the multiplier by one. */
  bricksPerStep: 3,
  maxMultiplier: 8,
  capsule: 25,
  /** For each life left when the last level is done. */
  perLifeAtEnd: 2000,
} as const;

export const LOOKS = {
  /** Shake in pixels when bricks break, bombs go off, and a ball is lost. 0 keeps the picture still. */
  shakeBrick: 0.6,
  shakeBomb: 3.5,
  shakeLost: 3,
  particlesPerBrick: 9,
  trailLength: 9,
  /** The loudness of effects and of the music, 0 to 1. */
  effects: 0.8,
  music: 0.35,
} as const;
