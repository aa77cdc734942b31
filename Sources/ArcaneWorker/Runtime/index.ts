/**
 * The everyday names of the library. The sub-modules (`@arcane/runtime/rendering`, `…/ui`, …) have the rest.
 *
 * @module
 */

export * from "./rendering/index.ts";
