import { type ColorLike } from "./color.d.ts";
/** The engine computes this many point lights per frame. */
export declare const MAX_POINT_LIGHTS = 8;
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
/**
 * Sets the light that is everywhere. White (the default) shows everything as painted; black leaves only point lights. It
 * stays until set again.
 * @example
 * ```ts
 * setAmbientLight(rgb(60, 60, 90)); // night
 * ```
 */
export declare function setAmbientLight(color: ColorLike): void;
/**
 * Adds a light to this frame; at most {@link MAX_POINT_LIGHTS}. Add it in each frame in which it shines.
 * @example
 * ```ts
 * addPointLight({ x: torch.x, y: torch.y, radius: 96, color: rgb(255, 180, 90) });
 * ```
 */
export declare function addPointLight(light: PointLight): void;
