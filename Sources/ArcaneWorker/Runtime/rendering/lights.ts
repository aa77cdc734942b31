import { atFrameStart } from "../core/frame.ts";
import { ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type ColorLike, toColor, WHITE } from "./color.ts";

/** The engine computes this many point lights per frame. */
export const MAX_POINT_LIGHTS = 8;

/** A light that shines in a circle. */
export interface PointLight {
  /** Center in world units. */
  x: number;
  /** Center in world units. */
  y: number;
  /** Where it has faded to nothing, in world units from the center; above 0. */
  radius: number;
  /** Default white. */
  color?: ColorLike;
  /** Brightness; 1 is the default. */
  intensity?: number;
}

let lights = 0;
atFrameStart(() => {
  lights = 0;
});

/**
 * Sets the light that is everywhere. White (the default) shows everything as painted; black leaves only point lights. It
 * stays until set again.
 * @example
 * ```ts
 * setAmbientLight(rgb(60, 60, 90)); // night
 * ```
 */
export function setAmbientLight(color: ColorLike): void {
  const { r, g, b } = toColor(color);
  ops().op_set_ambient_light(r, g, b);
}

/**
 * Adds a light to this frame; at most {@link MAX_POINT_LIGHTS}. Add it in each frame in which it shines.
 * @example
 * ```ts
 * addPointLight({ x: torch.x, y: torch.y, radius: 96, color: rgb(255, 180, 90) });
 * ```
 */
export function addPointLight(light: PointLight): void {
  const sum = light.x + light.y + light.radius;
  if (sum - sum !== 0 || light.radius <= 0) {
    warnOnce(
      "light:shape",
      `A light at x ${light.x}, y ${light.y} with radius ${light.radius} is left out: ` +
        "the position must be finite and the radius above 0.",
    );
    return;
  }
  lights += 1;
  if (lights > MAX_POINT_LIGHTS) {
    warnOnce("light:many", `More than ${MAX_POINT_LIGHTS} point lights in a frame: the later ones do not shine.`);
    return;
  }
  const { r, g, b } = toColor(light.color ?? WHITE);
  ops().op_add_point_light(light.x, light.y, light.radius, r, g, b, light.intensity ?? 1);
}
