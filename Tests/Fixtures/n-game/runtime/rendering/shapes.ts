import { has, ops } from "./ops.ts";
import type { Color } from "./types.ts";

const hasShapes = has("op_geo_triangle");

export function triangle(points: [number, number][], { r, g, b, a }: Color, layer = 0): void {
  if (!hasShapes) return;
  const [[x1, y1], [x2, y2], [x3, y3]] = points;
  ops!.op_geo_triangle(x1, y1, x2, y2, x3, y3, r, g, b, a, layer);
}
export function line(x1: number, y1: number, x2: number, y2: number, thickness: number, { r, g, b, a }: Color, layer = 0): void {
  if (hasShapes) ops!.op_geo_line(x1, y1, x2, y2, thickness, r, g, b, a, layer);
}
