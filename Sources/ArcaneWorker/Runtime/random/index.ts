/**
 * Chance that can be repeated: generators with a seed.
 *
 * @module
 */

export { type Dice, parseDice } from "./dice.ts";
export { Random, random } from "./random.ts";
