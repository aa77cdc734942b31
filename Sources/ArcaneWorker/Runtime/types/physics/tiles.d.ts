import type { Rect } from "../core/geometry.d.ts";
import type { Hit } from "./sweep.d.ts";
/** Whether the tile in a column and row stops what moves. Asked for tiles outside the map too. */
export type IsSolid = (column: number, row: number) => boolean;
/** A tile that a ray met. */
export interface TileHit extends Hit {
    /** Column of the tile. */
    column: number;
    /** Row of the tile. */
    row: number;
    /** Way to the tile in world units. */
    distance: number;
}
/** Where a rectangle came to among tiles, and what stopped it. */
export interface TileMove {
    /** New left edge. */
    x: number;
    /** New top edge. */
    y: number;
    /** -1: stopped by a tile to the left; 1: to the right; 0: not stopped. */
    hitX: -1 | 0 | 1;
    /** -1: stopped by a tile above; 1: by the ground; 0: not stopped. */
    hitY: -1 | 0 | 1;
}
/**
 * The first solid tile on the way from (x, y) by (dx, dy), or undefined. A way that starts in a solid tile meets it at
 * time 0 with the normal (0, 0).
 *
 * @param tileSize Side of a tile in world units; tile (0, 0) begins at the world's origin.
 * @example
 * ```ts
 * const wall = raycastTiles(eye.x, eye.y, target.x - eye.x, target.y - eye.y, 16, (c, r) => map.get(c, r) === WALL);
 * const visible = wall === undefined;
 * ```
 */
export declare function raycastTiles(x: number, y: number, dx: number, dy: number, tileSize: number, isSolid: IsSolid): TileHit | undefined;
/**
 * Moves a rectangle by (dx, dy) among tiles: first along x, then along y, each until a solid tile stops it. However fast
 * it is, it does not jump through.
 *
 * @param tileSize Side of a tile in world units; tile (0, 0) begins at the world's origin.
 * @example
 * ```ts
 * const moved = moveInTiles(player, vx * dt, vy * dt, 16, (c, r) => map.get(c, r) === WALL);
 * player.x = moved.x;
 * player.y = moved.y;
 * const onGround = moved.hitY === 1;
 * ```
 */
export declare function moveInTiles(rect: Rect, dx: number, dy: number, tileSize: number, isSolid: IsSolid): TileMove;
