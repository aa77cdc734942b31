import { has, ops } from "./ops.ts";
import type { Rect } from "./types.ts";

const hasCamera = has("op_set_camera");
const hasViewport = has("op_get_viewport_size");

export type Camera = { x: number; y: number; zoom: number };

/** World point at the viewport's top-left corner, rounded to whole units. */
export function setCamera(x: number, y: number, zoom = 1): void {
  if (hasCamera) ops!.op_set_camera(Math.round(x), Math.round(y), zoom);
}

export function getCamera(): Camera {
  if (!hasCamera) return { x: 0, y: 0, zoom: 1 };
  const [x, y, zoom] = ops!.op_get_camera() as number[];
  return { x: Math.round(x), y: Math.round(y), zoom };
}

export function setBounds(minX: number, minY: number, maxX: number, maxY: number): void {
  if (hasCamera) ops!.op_set_camera_bounds(minX, minY, maxX, maxY);
}
export function clearBounds(): void {
  if (hasCamera) ops!.op_clear_camera_bounds();
}
export function getBounds(): Rect | undefined {
  if (!hasCamera) return undefined;
  const bounds = ops!.op_get_camera_bounds() as number[];
  if (bounds.length === 0) return undefined;
  const [minX, minY, maxX, maxY] = bounds;
  return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
}

/** Logical pixels. */
export function getViewport(): { width: number; height: number } {
  if (!hasViewport) return { width: 800, height: 600 };
  const [width, height] = ops!.op_get_viewport_size() as number[];
  return { width, height };
}
export function getScaleFactor(): number {
  return hasViewport ? ops!.op_get_scale_factor() : 1;
}
/** Linear light, 0 to 1. */
export function setBackground(r: number, g: number, b: number): void {
  if (hasViewport) ops!.op_set_background_color(r, g, b);
}

export function screenToWorld(sx: number, sy: number): { x: number; y: number } {
  const camera = getCamera();
  return { x: sx / camera.zoom + camera.x, y: sy / camera.zoom + camera.y };
}
