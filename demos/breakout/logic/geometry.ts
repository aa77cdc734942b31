/** Where and when a moving circle first touches a box: exact, so that no speed lets a ball pass through a brick. */

/** A box by its edges, in logical pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A contact: the share of the movement made until then (0 to 1), and the unit vector away from the surface. */
export interface Contact {
  time: number;
  normalX: number;
  normalY: number;
}

/**
 * Sweeps a circle from (x, y) by (dx, dy) against a box. To do so the circle shrinks to a point and the box grows
 * by its radius, with rounded corners. A circle that already overlaps the box, or moves away from it, touches nothing.
 */
export function sweepCircle(x: number, y: number, dx: number, dy: number, radius: number, box: Box): Contact | undefined {
  const left = box.left - radius, right = box.right + radius;
  const top = box.top - radius, bottom = box.bottom + radius;

  // The movement is inside the grown box between the later of its two entries and the earlier of its two exits.
  const [enterX, leaveX] = crossing(x, dx, left, right);
  const [enterY, leaveY] = crossing(y, dy, top, bottom);
  const time = Math.max(enterX, enterY);
  if (time < 0 || time > 1 || time >= Math.min(leaveX, leaveY)) return undefined;

  const hitX = x + dx * time, hitY = y + dy * time;
  const cornerX = hitX < box.left ? box.left : hitX > box.right ? box.right : undefined;
  const cornerY = hitY < box.top ? box.top : hitY > box.bottom ? box.bottom : undefined;
  if (cornerX !== undefined && cornerY !== undefined) return sweepPoint(x, y, dx, dy, radius, cornerX, cornerY);

  return enterX > enterY
    ? { time, normalX: -Math.sign(dx), normalY: 0 }
    : { time, normalX: 0, normalY: -Math.sign(dy) };
}

/** Sweeps a circle against a single point: the corner of a box. */
function sweepPoint(x: number, y: number, dx: number, dy: number, radius: number, px: number, py: number): Contact | undefined {
  // |start + t * movement - point| = radius is a quadratic equation in t; the smaller root is the first touch.
  const fromX = x - px, fromY = y - py;
  const a = dx * dx + dy * dy;
  const b = fromX * dx + fromY * dy;
  const c = fromX * fromX + fromY * fromY - radius * radius;
  const discriminant = b * b - a * c;
  if (a === 0 || discriminant < 0) return undefined;
  const time = (-b - Math.sqrt(discriminant)) / a;
  if (time < 0 || time > 1) return undefined;
  return { time, normalX: (fromX + dx * time) / radius, normalY: (fromY + dy * time) / radius };
}

/** When a coordinate that starts at `from` and changes by `by` enters and leaves the span from `low` to `high`. */
function crossing(from: number, by: number, low: number, high: number): [enter: number, leave: number] {
  if (by === 0) return from > low && from < high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const first = (low - from) / by, second = (high - from) / by;
  return first < second ? [first, second] : [second, first];
}

/** Whether two boxes share some area. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The number, moved to the nearest end of the span if it lies outside. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
