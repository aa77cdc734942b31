// The numbers that make the game look and feel as it does. The rules' own numbers are in logic/.

/** The logical field in pixels; the window shows it as large as it goes. assets.py draws its backdrops in this size. */
export const FIELD = { width: 400, height: 300 };

/** Where fighters stand, and how much larger than drawn they are shown. */
export const STAND = { hero: 76, foe: 322, ground: 160 };
export const FIGHTER_SCALE = 1.5;
/** The bar below a fighter. */
export const HP_BAR = { width: 76, height: 9 };

export const CARD = { width: 58, height: 80 };
/** Middle of the hand, top of its cards, distance from card to card at most, and width that all of them may take. */
export const HAND = { x: 200, y: 215, spread: 60, width: 292, lift: 12 };
export const PILES = { draw: { x: 6, y: 258 }, discard: { x: 368, y: 258 } };
export const END_TURN = { x: 324, y: 188 };
export const ORB = { x: 6, y: 208 };

/** Seconds in which a card makes up two thirds of its way. */
export const CARD_SMOOTH = 0.06;

/** Seconds that each thing that happens is shown before the next. */
export const PACE = {
  turn: 0.35,
  draw: 0.07,
  shuffle: 0.3,
  play: 0.22,
  discard: 0.2,
  energy: 0.15,
  move: 0.4,
  hit: 0.26,
  hurt: 0.3,
  block: 0.24,
  heal: 0.3,
  status: 0.26,
  end: 0.9,
};

/** How far an attacker jumps forward, in pixels, and how long that takes. */
export const LUNGE = { distance: 26, time: 0.3 };
/** Seconds that a fighter flashes, and how far it shakes, when it is hit. */
export const FLINCH = { time: 0.22, distance: 5 };
/** Seconds that a number rises from a fighter, and how far. */
export const FLOAT = { time: 0.9, rise: 26 };

export const FADE = 0.35;
export const VOLUME = { music: 0.4, effects: 0.8 };
