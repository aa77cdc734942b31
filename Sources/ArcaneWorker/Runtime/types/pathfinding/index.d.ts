/**
 * Ways and sight on grids: A*, distance fields for many walkers, lines and fields of view.
 *
 * @module
 */
export type { Vec2 } from "../core/geometry.d.ts";
export { DistanceField, distanceField, type FieldOptions } from "./distance-field.d.ts";
export { findPath, type PathOptions } from "./find-path.d.ts";
export type { Grid, NeighbourOptions } from "./grid.d.ts";
export { fieldOfView, hasLineOfSight, type IsOpaque, lineOfCells } from "./sight.d.ts";
