/**
 * Ways and sight on grids: A*, distance fields for many walkers, lines and fields of view.
 *
 * @module
 */

export type { Vec2 } from "../core/geometry.ts";
export { DistanceField, distanceField, type FieldOptions } from "./distance-field.ts";
export { findPath, type PathOptions } from "./find-path.ts";
export type { Grid, NeighbourOptions } from "./grid.ts";
export { fieldOfView, hasLineOfSight, type IsOpaque, lineOfCells } from "./sight.ts";
