/**
 * The everyday names of the library: drawing, input, sound, chance, the window, and state across reloads. The sub-modules
 * (`@arcane/runtime/ui`, `…/physics`, `…/state`, …) have the rest.
 *
 * @module
 */

export * from "./app/index.ts";
export * from "./audio/index.ts";
export * from "./input/index.ts";
export * from "./random/index.ts";
export * from "./reload/index.ts";
export * from "./rendering/index.ts";
