import { has, ops } from "./ops.ts";

const hasCamera = has("op_set_camera");
const hasViewport = has("op_get_viewport_size");

export type Camera = { x: number; y: number; zoom: number };

/** World point in the middle of the viewport. */
export function setCamera(x: number, y: number, zoom = 1): void {
  if (hasCamera) ops!.op_set_camera(x, y, zoom);
}

export function getCamera(): Camera {
  if (!hasCamera) return { x: 0, y: 0, zoom: 1 };
  const [x, y, zoom] = ops!.op_get_camera() as number[];
  return { x, y, zoom };
}

export function getViewport(): { width: number; height: number } {
  if (!hasViewport) return { width: 800, height: 600 };
  const [width, height] = ops!.op_get_viewport_size() as number[];
  return { width, height };
}

/** A place of the screen, in pixels from its top-left corner, as a place of the world. */
export function screenToWorld(sx: number, sy: number): { x: number; y: number } {
  const camera = getCamera();
  const { width, height } = getViewport();
  return { x: (sx - width / 2) / camera.zoom + camera.x, y: (sy - height / 2) / camera.zoom + camera.y };
}
