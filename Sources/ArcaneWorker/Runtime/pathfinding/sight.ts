import type { Vec2 } from "../core/geometry.ts";

/** Whether the cell in a column and row stops sight. Asked for cells outside the map too. */
export type IsOpaque = (x: number, y: number) => boolean;

/** The cells on the straight line between two cells (Bresenham), both included. */
export function lineOfCells(from: Vec2, to: Vec2): Vec2[] {
  const cells: Vec2[] = [];
  let { x, y } = from;
  const dx = Math.abs(to.x - x);
  const dy = -Math.abs(to.y - y);
  const stepX = x < to.x ? 1 : -1;
  const stepY = y < to.y ? 1 : -1;
  let error = dx + dy;
  for (;;) {
    cells.push({ x, y });
    if (x === to.x && y === to.y) return cells;
    const twice = error * 2;
    if (twice >= dy) {
      error += dy;
      x += stepX;
    }
    if (twice <= dx) {
      error += dx;
      y += stepY;
    }
  }
}

/** Whether nothing between two cells stops sight; the two cells themselves do not count. */
export function hasLineOfSight(from: Vec2, to: Vec2, isOpaque: IsOpaque): boolean {
  return lineOfCells(from, to).slice(1, -1).every(({ x, y }) => !isOpaque(x, y));
}

/** For each eighth of the circle: how rows and columns of the scan turn into x and y. */
const OCTANTS = [
  [1, 0, 0, 1], [0, 1, 1, 0], [0, -1, 1, 0], [-1, 0, 0, 1], [-1, 0, 0, -1], [0, -1, -1, 0], [0, 1, -1, 0], [1, 0, 0, -1],
] as const;

/**
 * Calls `visit` for each cell that is seen from a cell: its field of view (recursive shadow casting). Walls that are seen
 * are visited too. A cell may be visited more than once.
 *
 * @param radius How far is seen, in cells.
 * @example
 * ```ts
 * visible.clear();
 * fieldOfView(hero, 8, (x, y) => map.get(x, y) === WALL, (x, y) => visible.add(y * map.width + x));
 * ```
 */
export function fieldOfView(
  from: Vec2,
  radius: number,
  isOpaque: IsOpaque,
  visit: (x: number, y: number) => void,
): void {
  visit(from.x, from.y);
  for (const [xx, xy, yx, yy] of OCTANTS) {
    scan(1, 1, 0, radius, (column, row) => {
      const x = from.x + column * xx + row * xy;
      const y = from.y + column * yx + row * yy;
      if (column * column + row * row <= (radius + 0.5) * (radius + 0.5)) visit(x, y);
      return isOpaque(x, y);
    });
  }
}

/** Scans rows of an eighth, from `row` outward, between two slopes; `look` visits a cell and says if it stops sight. */
function scan(
  row: number,
  begin: number,
  end: number,
  radius: number,
  look: (column: number, row: number) => boolean,
): void {
  let start = begin;
  let blocked = false;
  for (let distance = row; distance <= radius && !blocked; distance += 1) {
    let nextStart = start;
    for (let column = distance; column >= 0; column -= 1) {
      const leftSlope = (column + 0.5) / (distance - 0.5);
      const rightSlope = (column - 0.5) / (distance + 0.5);
      if (rightSlope > start) continue;
      if (leftSlope < end) break;
      const opaque = look(column, distance);
      if (blocked) {
        if (opaque) {
          nextStart = rightSlope;
        } else {
          blocked = false;
          start = nextStart;
        }
      } else if (opaque && distance < radius) {
        blocked = true;
        scan(distance + 1, start, leftSlope, radius, look);
        nextStart = rightSlope;
      }
    }
  }
}
