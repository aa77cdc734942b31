import type { Circle, Rect, Vec2 } from "../core/geometry.ts";

/** Whether two rectangles share an area. Rectangles that only touch do not overlap. */
export function overlapsRects(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether two circles share an area. Circles that only touch do not overlap. */
export function overlapsCircles(a: Circle, b: Circle): boolean {
  const reach = a.radius + b.radius;
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return dx * dx + dy * dy < reach * reach;
}

/** Whether a rectangle and a circle share an area. */
export function overlapsRectCircle(rect: Rect, circle: Circle): boolean {
  const dx = circle.x - Math.min(Math.max(circle.x, rect.x), rect.x + rect.width);
  const dy = circle.y - Math.min(Math.max(circle.y, rect.y), rect.y + rect.height);
  return dx * dx + dy * dy < circle.radius * circle.radius;
}

/** Whether a point lies in a rectangle. The left and top edges belong to it, the right and bottom ones do not. */
export function containsPoint(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

/** Whether a point lies in a circle, its edge included. */
export function circleContainsPoint(circle: Circle, x: number, y: number): boolean {
  const dx = x - circle.x;
  const dy = y - circle.y;
  return dx * dx + dy * dy <= circle.radius * circle.radius;
}

/**
 * The shortest way to move `a` out of `b`, or undefined if they do not overlap.
 * @example
 * ```ts
 * const push = separateRects(player, crate);
 * if (push) { player.x += push.x; player.y += push.y; }
 * ```
 */
export function separateRects(a: Rect, b: Rect): Vec2 | undefined {
  if (!overlapsRects(a, b)) return undefined;
  const left = b.x - (a.x + a.width);
  const right = b.x + b.width - a.x;
  const up = b.y - (a.y + a.height);
  const down = b.y + b.height - a.y;
  const dx = -left < right ? left : right;
  const dy = -up < down ? up : down;
  return Math.abs(dx) < Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy };
}

/** The shortest way to move circle `a` out of circle `b`, or undefined if they do not overlap. */
export function separateCircles(a: Circle, b: Circle): Vec2 | undefined {
  if (!overlapsCircles(a, b)) return undefined;
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const distance = Math.hypot(dx, dy);
  const depth = a.radius + b.radius - distance;
  // Two circles on one point: any direction is the shortest.
  return distance === 0 ? { x: 0, y: -depth } : { x: (dx / distance) * depth, y: (dy / distance) * depth };
}

/** The shortest way to move a circle out of a rectangle, or undefined if they do not overlap. */
export function separateCircleRect(circle: Circle, rect: Rect): Vec2 | undefined {
  if (!overlapsRectCircle(rect, circle)) return undefined;
  const nearX = Math.min(Math.max(circle.x, rect.x), rect.x + rect.width);
  const nearY = Math.min(Math.max(circle.y, rect.y), rect.y + rect.height);
  const dx = circle.x - nearX;
  const dy = circle.y - nearY;
  const distance = Math.hypot(dx, dy);
  if (distance > 0) {
    const depth = circle.radius - distance;
    return { x: (dx / distance) * depth, y: (dy / distance) * depth };
  }
  // The center is inside: out through the nearest side.
  const { radius } = circle;
  const left = circle.x - rect.x + radius;
  const right = rect.x + rect.width - circle.x + radius;
  const up = circle.y - rect.y + radius;
  const down = rect.y + rect.height - circle.y + radius;
  const least = Math.min(left, right, up, down);
  if (least === left) return { x: -left, y: 0 };
  if (least === right) return { x: right, y: 0 };
  return least === up ? { x: 0, y: -up } : { x: 0, y: down };
}
