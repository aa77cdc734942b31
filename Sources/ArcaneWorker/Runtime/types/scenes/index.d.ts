/**
 * Scenes: title, game, pause, end; one at a time or on top of each other, with a fade between.
 *
 * @module
 */
export { type Scene, type SceneOptions, Scenes } from "./scenes.d.ts";
