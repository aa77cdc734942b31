// Rectangles are sprites of a white pixel: batched, and lit like sprites. Everything else is geometry, which is not lit
// and, within one layer, lies in front of sprites.

import type { Vec2 } from "../core/geometry.ts";
import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { getCamera } from "./camera.ts";
import { type ColorLike, toColor, WHITE } from "./color.ts";
import { pushPlain, pushShape, records } from "./draw-list.ts";
import { whiteTexture } from "./texture.ts";
import { Slot } from "./sprite-slots.ts";

/** How a shape is drawn. */
export interface ShapeOptions {
  /** Default white. */
  color?: ColorLike;
  /** Higher layers are in front. Default 0. */
  layer?: number;
  /** `true`: in viewport units, not moved by the camera (HUD). Default false. */
  screen?: boolean;
}

/** How a rectangle is drawn. */
export interface RectOptions extends ShapeOptions {
  /** Radians, clockwise around the middle. Default 0. */
  rotation?: number;
  /** Whether lights act on it. Default: true in the world, false in screen space. */
  lit?: boolean;
}

/** How a line or an outline is drawn. */
export interface LineOptions extends ShapeOptions {
  /** Width of the line in world units (viewport units in screen space). Default 1. */
  thickness?: number;
}

function finite(what: string, sum: number): boolean {
  if (sum - sum === 0) return true;
  warnOnce(`${what}:not-finite`, `${what}: a position or size is not a finite number; the shape is left out.`);
  return false;
}

function positive(what: string, value: number): boolean {
  if (value >= 0) return true;
  warnOnce(`${what}:negative`, `${what}: the size ${value} is negative; the shape is left out.`);
  return false;
}

/**
 * Draws a filled rectangle.
 * @param x Left edge.
 * @param y Top edge.
 * @param width Not negative.
 * @param height Not negative.
 * @example
 * ```ts
 * drawRect(10, 10, 100, 8, { color: hex("#38b764"), screen: true, layer: 90 });
 * ```
 */
export function drawRect(x: number, y: number, width: number, height: number, options: RectOptions = {}): void {
  if (!hasRenderer()) return;
  if (!finite("drawRect", x + y + width + height) || !positive("drawRect", Math.min(width, height))) return;
  const color = toColor(options.color ?? WHITE);
  const screen = options.screen === true;
  const at = pushPlain(
    whiteTexture(), x, y, width, height, options.layer ?? 0, 0, 0, 1, 1, color.r, color.g, color.b, color.a,
    options.lit ?? !screen, screen,
  );
  if (options.rotation !== undefined) records.floats[at + Slot.rotation] = options.rotation;
}

/** Draws the outline of a rectangle; the line lies inside it. */
export function drawRectOutline(x: number, y: number, width: number, height: number, options: LineOptions = {}): void {
  const line = Math.min(options.thickness ?? 1, width / 2, height / 2);
  drawRect(x, y, width, line, options);
  drawRect(x, y + height - line, width, line, options);
  drawRect(x, y + line, line, height - 2 * line, options);
  drawRect(x + width - line, y + line, line, height - 2 * line, options);
}

/** Draws a straight line with flat ends. */
export function drawLine(x1: number, y1: number, x2: number, y2: number, options: LineOptions = {}): void {
  if (!hasRenderer() || !finite("drawLine", x1 + y1 + x2 + y2)) return;
  const color = toColor(options.color ?? WHITE);
  pushShape(
    1, x1, y1, x2, y2, options.thickness ?? 1, 0, color.r, color.g, color.b, color.a, options.layer ?? 0,
    options.screen === true,
  );
}

/** Draws a filled triangle. */
export function drawTriangle(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  x3: number,
  y3: number,
  options: ShapeOptions = {},
): void {
  if (!hasRenderer() || !finite("drawTriangle", x1 + y1 + x2 + y2 + x3 + y3)) return;
  const color = toColor(options.color ?? WHITE);
  pushShape(
    0, x1, y1, x2, y2, x3, y3, color.r, color.g, color.b, color.a, options.layer ?? 0, options.screen === true,
  );
}

/** Draws a filled polygon. Its corners must be in order and it must be convex. */
export function drawPolygon(points: readonly Vec2[], options: ShapeOptions = {}): void {
  const first = points[0];
  if (first === undefined) return;
  for (let i = 2; i < points.length; i += 1) {
    const b = points[i - 1]!;
    const c = points[i]!;
    drawTriangle(first.x, first.y, b.x, b.y, c.x, c.y, options);
  }
}

/** Enough corners that a circle looks round at its size on the screen, and no more. */
function segmentsFor(radius: number, screen: boolean): number {
  const shown = radius * (screen ? 1 : getCamera().zoom);
  return Math.min(64, Math.max(12, Math.ceil(4 * Math.sqrt(shown))));
}

/**
 * Draws a filled circle.
 * @param x Center.
 * @param y Center.
 * @param radius Not negative.
 */
export function drawCircle(x: number, y: number, radius: number, options: ShapeOptions = {}): void {
  drawArc(x, y, 0, radius, 0, Math.PI * 2, options, "drawCircle");
}

/** Draws a ring; the line lies inside the circle. */
export function drawCircleOutline(x: number, y: number, radius: number, options: LineOptions = {}): void {
  drawArc(x, y, Math.max(0, radius - (options.thickness ?? 1)), radius, 0, Math.PI * 2, options, "drawCircleOutline");
}

/**
 * Draws a filled piece of a disc or ring: a pie, a cooldown, a range.
 * @param inner Radius of the hole; 0 for a pie.
 * @param outer Outer radius.
 * @param from Radians, clockwise from the right.
 * @param to Radians; a full turn above `from` closes the ring.
 */
export function drawSector(
  x: number,
  y: number,
  inner: number,
  outer: number,
  from: number,
  to: number,
  options: ShapeOptions = {},
): void {
  drawArc(x, y, inner, outer, from, to, options, "drawSector");
}

function drawArc(
  x: number,
  y: number,
  inner: number,
  outer: number,
  from: number,
  to: number,
  options: ShapeOptions,
  what: string,
): void {
  if (!hasRenderer() || !finite(what, x + y + inner + outer + from + to) || !positive(what, Math.min(inner, outer))) {
    return;
  }
  const { r, g, b, a } = toColor(options.color ?? WHITE);
  const layer = options.layer ?? 0;
  const screen = options.screen === true;
  const turn = Math.PI * 2;
  const sweep = Math.min(Math.max(to - from, -turn), turn);
  const segments = Math.max(1, Math.ceil((segmentsFor(outer, screen) * Math.abs(sweep)) / turn));
  let cos = Math.cos(from);
  let sin = Math.sin(from);
  for (let i = 1; i <= segments; i += 1) {
    const angle = from + (sweep * i) / segments;
    const nextCos = Math.cos(angle);
    const nextSin = Math.sin(angle);
    const [ax, ay, bx, by] = [x + cos * outer, y + sin * outer, x + nextCos * outer, y + nextSin * outer];
    if (inner === 0) {
      pushShape(0, x, y, ax, ay, bx, by, r, g, b, a, layer, screen);
    } else {
      const [cx, cy, dx, dy] = [x + cos * inner, y + sin * inner, x + nextCos * inner, y + nextSin * inner];
      pushShape(0, ax, ay, bx, by, cx, cy, r, g, b, a, layer, screen);
      pushShape(0, bx, by, dx, dy, cx, cy, r, g, b, a, layer, screen);
    }
    cos = nextCos;
    sin = nextSin;
  }
}
