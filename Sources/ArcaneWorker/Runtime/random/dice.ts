/** A throw of dice: `count` dice of `sides`, plus `bonus`. */
export interface Dice {
  count: number;
  sides: number;
  bonus: number;
}

/**
 * Reads the notation of dice: `d6`, `2d6`, `3d8+2`, `1d20-1`.
 * @throws RangeError if the text is no such throw, or has no dice or sides.
 */
export function parseDice(text: string): Dice {
  const parts = /^\s*(\d{0,3})d(\d{1,6})\s*(?:([+-])\s*(\d{1,6}))?\s*$/i.exec(text);
  const count = parts?.[1] === "" ? 1 : Number(parts?.[1]);
  const sides = Number(parts?.[2]);
  if (parts === null || count < 1 || sides < 1) {
    throw new RangeError(`dice: "${text}" is not a throw; write it like 2d6+1.`);
  }
  const bonus = parts[4] === undefined ? 0 : Number(parts[4]) * (parts[3] === "-" ? -1 : 1);
  return { count, sides, bonus };
}
