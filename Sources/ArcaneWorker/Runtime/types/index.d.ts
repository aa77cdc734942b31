/**
 * The everyday names of the library: drawing, input, sound, chance, the window, and state across reloads. The sub-modules
 * (`@arcane/runtime/ui`, `…/physics`, `…/state`, …) have the rest.
 *
 * @module
 */
export * from "./app/index.d.ts";
export * from "./audio/index.d.ts";
export * from "./input/index.d.ts";
export * from "./random/index.d.ts";
export * from "./reload/index.d.ts";
export * from "./rendering/index.d.ts";
