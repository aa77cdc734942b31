// What the scene is made of, apart from drawing it.
import level from "./level.json" with { type: "json" };

export { level };

export type Scene = "colors" | "lights" | "bounds";

/** Sixty frames a scene; the last one stays. `frame` counts callbacks from 1. */
export function sceneAt(frame: number): Scene {
  if (frame <= 60) return "colors";
  return frame <= 120 ? "lights" : "bounds";
}

/** A picture two pixels wide and high: red, green over blue, white. */
export function checker(): Uint8Array {
  return new Uint8Array([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]);
}
