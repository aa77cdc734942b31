/**
 * What touches what: overlaps, movement that does not pass through, rays, and movement among tiles. Plain functions on
 * plain objects.
 *
 * @module
 */
export type { Circle, Rect, Vec2 } from "../core/geometry.d.ts";
export { circleContainsPoint, containsPoint, overlapsCircles, overlapsRectCircle, overlapsRects, separateCircleRect, separateCircles, separateRects, } from "./overlap.d.ts";
export { SpatialHash } from "./spatial-hash.d.ts";
export { earliest, type Hit, raycastCircle, raycastRect, sweepCircleRect, sweepCircles, sweepRect, } from "./sweep.d.ts";
export { type IsSolid, moveInTiles, raycastTiles, type TileHit, type TileMove } from "./tiles.d.ts";
