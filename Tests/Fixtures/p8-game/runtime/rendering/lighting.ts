import { has, ops } from "./ops.ts";

const hasLights = has("op_set_ambient_light");

export function setAmbient(r: number, g: number, b: number): void {
  if (hasLights) ops!.op_set_ambient_light(r, g, b);
}
export function addLight(x: number, y: number, radius: number, r = 1, g = 1, b = 1, intensity = 1): void {
  if (hasLights) ops!.op_add_point_light(x, y, radius, r, g, b, intensity);
}
export function clearLights(): void {
  if (hasLights) ops!.op_clear_lights();
}
