import type { Rect } from "../core/geometry.ts";
import type { Hit } from "./sweep.ts";

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

/** Less than this is no distance: keeps a rectangle that stands on an edge from counting as inside the next tile. */
const EPSILON = 1e-6;

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
export function raycastTiles(
  x: number,
  y: number,
  dx: number,
  dy: number,
  tileSize: number,
  isSolid: IsSolid,
): TileHit | undefined {
  if (!Number.isFinite(x + y + dx + dy) || !(tileSize > 0)) return undefined;
  let column = Math.floor(x / tileSize);
  let row = Math.floor(y / tileSize);
  const length = Math.hypot(dx, dy);
  if (isSolid(column, row)) return { time: 0, normalX: 0, normalY: 0, x, y, column, row, distance: 0 };
  const stepX = Math.sign(dx);
  const stepY = Math.sign(dy);
  // Times at which the next border is crossed, and between borders (Amanatides and Woo, 1987).
  let nextX = stepX === 0 ? Infinity : ((column + (stepX > 0 ? 1 : 0)) * tileSize - x) / dx;
  let nextY = stepY === 0 ? Infinity : ((row + (stepY > 0 ? 1 : 0)) * tileSize - y) / dy;
  const everyX = stepX === 0 ? Infinity : tileSize / Math.abs(dx);
  const everyY = stepY === 0 ? Infinity : tileSize / Math.abs(dy);
  for (;;) {
    const horizontal = nextX <= nextY;
    const time = horizontal ? nextX : nextY;
    if (!(time <= 1)) return undefined;
    if (horizontal) {
      column += stepX;
      nextX += everyX;
    } else {
      row += stepY;
      nextY += everyY;
    }
    if (isSolid(column, row)) {
      return {
        time,
        normalX: horizontal ? -stepX : 0,
        normalY: horizontal ? 0 : -stepY,
        x: x + dx * time,
        y: y + dy * time,
        column,
        row,
        distance: length * time,
      };
    }
  }
}

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
export function moveInTiles(rect: Rect, dx: number, dy: number, tileSize: number, isSolid: IsSolid): TileMove {
  const result: TileMove = { x: rect.x, y: rect.y, hitX: 0, hitY: 0 };
  if (!Number.isFinite(rect.x + rect.y + rect.width + rect.height + dx + dy) || !(tileSize > 0)) return result;
  const horizontal = slide(rect.x, rect.width, dx, rect.y, rect.height, tileSize, isSolid);
  result.x = horizontal.position;
  result.hitX = horizontal.hit;
  const vertical = slide(rect.y, rect.height, dy, result.x, rect.width, tileSize, (row, column) => isSolid(column, row));
  result.y = vertical.position;
  result.hitY = vertical.hit;
  return result;
}

/** Moves an edge along one axis; `across` is the extent on the other. `blocked` takes (along, across). */
function slide(
  position: number,
  size: number,
  delta: number,
  across: number,
  acrossSize: number,
  tileSize: number,
  blocked: (along: number, across: number) => boolean,
): { position: number; hit: -1 | 0 | 1 } {
  if (delta === 0) return { position, hit: 0 };
  const first = Math.floor((across + EPSILON) / tileSize);
  const last = Math.floor((across + acrossSize - EPSILON) / tileSize);
  const wall = (along: number): boolean => {
    for (let other = first; other <= last; other += 1) if (blocked(along, other)) return true;
    return false;
  };
  if (delta > 0) {
    const from = Math.floor((position + size - EPSILON) / tileSize) + 1;
    const to = Math.floor((position + size + delta - EPSILON) / tileSize);
    for (let along = from; along <= to; along += 1) {
      if (wall(along)) return { position: along * tileSize - size, hit: 1 };
    }
  } else {
    const from = Math.floor((position + EPSILON) / tileSize) - 1;
    const to = Math.floor((position + delta + EPSILON) / tileSize);
    for (let along = from; along >= to; along -= 1) {
      if (wall(along)) return { position: (along + 1) * tileSize, hit: -1 };
    }
  }
  return { position: position + delta, hit: 0 };
}
