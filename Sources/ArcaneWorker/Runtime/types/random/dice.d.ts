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
export declare function parseDice(text: string): Dice;
