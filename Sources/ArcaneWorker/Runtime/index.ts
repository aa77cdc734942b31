/**
 * The everyday names of the library. The sub-modules (`@arcane/runtime/rendering`, `…/ui`, …) have the rest.
 *
 * @module
 */

export * from "./rendering/index.ts";
export * from "./input/index.ts";
export * from "./audio/index.ts";
export * from "./app/index.ts";
export * from "./reload/index.ts";
export * from "./random/index.ts";
