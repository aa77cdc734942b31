/**
 * Chance that can be repeated: generators with a seed.
 *
 * @module
 */
export { type Dice, parseDice } from "./dice.d.ts";
export { Random, random } from "./random.d.ts";
