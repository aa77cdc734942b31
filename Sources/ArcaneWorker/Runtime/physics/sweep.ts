import type { Circle, Rect } from "../core/geometry.ts";

/** Where something that moves, or a ray, meets something else. */
export interface Hit {
  /** Part of the way that is free: 0 at the start, 1 at the end of the movement. */
  time: number;
  /** Direction away from the surface that was met; a unit vector. */
  normalX: number;
  /** Direction away from the surface that was met; a unit vector. */
  normalY: number;
  /** Where the mover (its own x) or the ray's end is at that moment. */
  x: number;
  /** Where the mover (its own y) or the ray's end is at that moment. */
  y: number;
}

/**
 * Where the way from (x, y) by (dx, dy) enters a rectangle, or undefined if it does not. A way that starts inside enters
 * at time 0 with the normal (0, 0).
 */
export function raycastRect(x: number, y: number, dx: number, dy: number, rect: Rect): Hit | undefined {
  let enter = -Infinity;
  let leave = Infinity;
  let normalX = 0;
  let normalY = 0;
  const axes = [
    [x, dx, rect.x, rect.x + rect.width],
    [y, dy, rect.y, rect.y + rect.height],
  ] as const;
  for (let axis = 0; axis < 2; axis += 1) {
    const [from, delta, low, high] = axes[axis]!;
    if (delta === 0) {
      if (from <= low || from >= high) return undefined;
      continue;
    }
    const first = ((delta > 0 ? low : high) - from) / delta;
    const last = ((delta > 0 ? high : low) - from) / delta;
    if (first > enter) {
      enter = first;
      normalX = axis === 0 ? -Math.sign(delta) : 0;
      normalY = axis === 1 ? -Math.sign(delta) : 0;
    }
    leave = Math.min(leave, last);
  }
  // Beyond the end, behind the start, or past a corner.
  if (enter >= leave || enter > 1 || leave <= 0) return undefined;
  if (enter < 0) return { time: 0, normalX: 0, normalY: 0, x, y };
  return { time: enter, normalX, normalY, x: x + dx * enter, y: y + dy * enter };
}

/** Where the way from (x, y) by (dx, dy) enters a circle, or undefined if it does not. */
export function raycastCircle(x: number, y: number, dx: number, dy: number, circle: Circle): Hit | undefined {
  const fromX = x - circle.x;
  const fromY = y - circle.y;
  const c = fromX * fromX + fromY * fromY - circle.radius * circle.radius;
  if (c < 0) return { time: 0, normalX: 0, normalY: 0, x, y };
  const a = dx * dx + dy * dy;
  const b = fromX * dx + fromY * dy;
  if (a === 0 || b >= 0) return undefined;
  const discriminant = b * b - a * c;
  if (discriminant <= 0) return undefined;
  const time = (-b - Math.sqrt(discriminant)) / a;
  if (time > 1) return undefined;
  const hitX = x + dx * time;
  const hitY = y + dy * time;
  return { time, normalX: (hitX - circle.x) / circle.radius, normalY: (hitY - circle.y) / circle.radius, x: hitX, y: hitY };
}

/**
 * Where a rectangle that moves by (dx, dy) first meets another that stands still. However fast it is, it does not jump
 * through.
 * @returns The hit, with the mover's top-left corner at that moment; undefined if the way is free.
 */
export function sweepRect(mover: Rect, dx: number, dy: number, target: Rect): Hit | undefined {
  // A point against the target grown by the mover's size.
  return raycastRect(mover.x, mover.y, dx, dy, {
    x: target.x - mover.width,
    y: target.y - mover.height,
    width: target.width + mover.width,
    height: target.height + mover.height,
  });
}

/** Where a circle that moves by (dx, dy) first meets another; the hit has the mover's center at that moment. */
export function sweepCircles(mover: Circle, dx: number, dy: number, target: Circle): Hit | undefined {
  return raycastCircle(mover.x, mover.y, dx, dy, { x: target.x, y: target.y, radius: target.radius + mover.radius });
}

/** Where a circle that moves by (dx, dy) first meets a rectangle; the hit has the circle's center at that moment. */
export function sweepCircleRect(mover: Circle, dx: number, dy: number, rect: Rect): Hit | undefined {
  const { radius } = mover;
  const { x, y, width, height } = rect;
  // The rectangle grown by the radius has round corners: two rectangles that cross, and four circles.
  const flat = [
    raycastRect(mover.x, mover.y, dx, dy, { x: x - radius, y, width: width + 2 * radius, height }),
    raycastRect(mover.x, mover.y, dx, dy, { x, y: y - radius, width, height: height + 2 * radius }),
  ];
  const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]] as const;
  const round = corners.map(([cx, cy]) => raycastCircle(mover.x, mover.y, dx, dy, { x: cx, y: cy, radius }));
  return earliest([...flat, ...round]);
}

/** The hit that comes first, or undefined if there is none. */
export function earliest(hits: Iterable<Hit | undefined>): Hit | undefined {
  let best: Hit | undefined;
  for (const hit of hits) {
    if (hit !== undefined && (best === undefined || hit.time < best.time)) best = hit;
  }
  return best;
}
