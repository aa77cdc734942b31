// What the scene is made of, apart from drawing it.
import level from "./level.json" with { type: "json" };

export { level };

export type Scene = "colors" | "lights" | "zoom";

/** Sixty frames a scene; the last one stays. `frame` counts callbacks from 1. */
export function sceneAt(frame: number): Scene {
  if (frame <= 60) return "colors";
  return frame <= 120 ? "lights" : "zoom";
}

export type Player = { x: number; y: number };

/** Four pixels a frame. */
export function step(player: Player, keys: { left: boolean; right: boolean }): Player {
  return { ...player, x: player.x + (keys.right ? 4 : 0) - (keys.left ? 4 : 0) };
}
