/**
 * Every number worth playing with. Run the game with `arcane-supervise dev`, change one, save, and feel it.
 *
 * Lengths are pixels of the logical field (a tile is 16), speeds pixels per second, times seconds.
 */

/** The logical field: the game thinks in these pixels, whatever the size of the window. */
export const FIELD = { width: 400, height: 300 } as const;

/** Side of a tile. */
export const TILE = 16;

export const HERO = {
  /** The box that touches things. The fox that one sees is larger. */
  width: 10,
  height: 18,
  runSpeed: 124,
  /** How fast she reaches that speed, how fast she stops, and both in the air. */
  acceleration: 820,
  friction: 1100,
  airAcceleration: 620,
  airFriction: 260,
  /** How high a jump goes whose key is held, and how long she takes to get there: gravity follows from both. */
  jumpHeight: 57,
  jumpTime: 0.37,
  /** Gravity is so much stronger on the way down: jumps rise slowly and end quickly. */
  fallFactor: 1.35,
  /** What is left of the speed upward when the key is let go early. */
  jumpCut: 0.42,
  maxFall: 330,
  /** She may still jump so long after she ran off an edge... */
  coyoteTime: 0.1,
  /** ...and a jump that is pressed so long before she lands is made when she does. */
  jumpBuffer: 0.12,
  /** How long planks let her through after she asked to drop. */
  dropTime: 0.2,
  hearts: 3,
  /** How long nothing can hurt her again. */
  shieldTime: 1.4,
  /** How she is thrown when something hurts her, and how long she cannot steer then. */
  recoilX: 110,
  recoilY: 190,
  recoilTime: 0.3,
  /** Seconds from a fatal fall until she stands at her lantern again. */
  fallTime: 0.9,
  /** Seconds of joy in the gate before the level is left. */
  joyTime: 1.7,
} as const;

export const THINGS = {
  /** Height of a leap from a mushroom, and of the bounce from a stomped enemy (without and with the jump key held). */
  springHeight: 112,
  stompHeight: 20,
  stompHeightHeld: 58,
  /** Speed of moving platforms at their fastest, and their size. */
  platformSpeed: 62,
  platformWidth: 48,
  platformHeight: 10,
  /** How long a crumbling plank bears her, and how long it is gone. */
  crumbleHold: 0.4,
  crumbleGone: 2.4,
  /** Each so many embers heal a heart. */
  embersPerHeart: 25,
} as const;

export const ENEMIES = {
  beetle: { width: 16, height: 11, speed: 26 },
  hedgehog: { width: 16, height: 11, speed: 16 },
  moth: { width: 16, height: 12, rangeX: 36, rangeY: 14, time: 3.2 },
  /** How long one sees a stomped one. */
  squashTime: 0.6,
} as const;

export const CAMERA = {
  /** How far it looks ahead of her, and how fast it turns. */
  ahead: 44,
  aheadTime: 0.45,
  smoothTime: 0.1,
  deadZone: { width: 12, height: 44 },
} as const;

export const LOOKS = {
  /** Shake in pixels when she is hurt, stomps, and lands hard. 0 keeps the picture still. */
  shakeHurt: 4,
  shakeStomp: 1.6,
  shakeLand: 1.2,
  /** The loudness of effects and of the music, 0 to 1. */
  effects: 0.8,
  music: 0.35,
  /** Seconds of a change of scene. */
  fade: 0.5,
} as const;
