import type { Rect } from "../core/geometry.d.ts";
import { type ColorLike } from "./color.d.ts";
import { type TextureId } from "./texture.d.ts";
/** How a sprite's color meets what is behind it. */
export type BlendMode = "alpha" | "additive" | "multiply" | "screen";
/** How to place and color a sprite: everything but its picture. */
export interface SpritePlacement {
    /** Left edge in world units (or the anchor's position, see `anchorX`). */
    x: number;
    /** Top edge in world units. */
    y: number;
    /** In world units. Default: the width of the picture in pixels. */
    width?: number;
    /** In world units. Default: the height of the picture in pixels. */
    height?: number;
    /** Higher layers are in front; a whole number. Default 0. On one layer, sprites of one texture keep call order. */
    layer?: number;
    /** Multiplied into the picture. Default white. */
    tint?: ColorLike;
    /** Radians, clockwise. Default 0. */
    rotation?: number;
    /** The point of the sprite that lies at `x`: 0 its left edge (the default), 0.5 its middle, 1 its right edge. */
    anchorX?: number;
    /** The point of the sprite that lies at `y`: 0 its top edge (the default), 0.5 its middle, 1 its bottom edge. */
    anchorY?: number;
    /** The point that it turns around, as a fraction of its width. Default: the middle. */
    originX?: number;
    /** The point that it turns around, as a fraction of its height. Default: the middle. */
    originY?: number;
    /** Mirrored left to right. */
    flipX?: boolean;
    /** Mirrored top to bottom. */
    flipY?: boolean;
    /** 0 (invisible) to 1 (the default). */
    opacity?: number;
    /** Default `alpha`. */
    blend?: BlendMode;
    /** `true`: x, y and sizes are in viewport units and the camera does not move it (HUD). Default false. */
    screen?: boolean;
    /** Whether lights act on it. Default: true in the world, false in screen space. */
    lit?: boolean;
}
/** A sprite: a picture, or a part of one, and its place. */
export interface SpriteOptions extends SpritePlacement {
    /** From {@link loadTexture}. */
    texture: TextureId;
    /** The part of the texture to show, in pixels from its top-left corner. Default: all of it. */
    source?: Rect;
    /** The part of the texture to show, as fractions 0…1 of its size; `source` goes before it. */
    uv?: Rect;
}
/** The engine's number of a blend mode. */
export declare function blendNumber(blend: BlendMode | undefined): number;
/**
 * Draws a sprite in this frame.
 *
 * @example
 * ```ts
 * drawSprite({ texture: hero, x: 40, y: 80 });
 * drawSprite({ texture: sheet, source: { x: 16, y: 0, width: 16, height: 16 }, x: 8, y: 8, width: 32, height: 32 });
 * drawSprite({ texture: needle, x: 100, y: 100, rotation: Math.PI / 4, anchorX: 0.5, anchorY: 0.5, layer: 10 });
 * ```
 */
export declare function drawSprite(options: SpriteOptions): void;
/** Draws a part of a texture (fractions 0…1) where `placement` says; width and height are defaults. */
export declare function placeSprite(texture: TextureId, u: number, v: number, uWidth: number, vHeight: number, width: number, height: number, placement: SpritePlacement): void;
/**
 * Draws a whole texture without an options object: the cheapest way to draw very many things.
 *
 * @param x Left edge, world units.
 * @param y Top edge, world units.
 * @param width World units.
 * @param height World units.
 * @param layer Higher is in front.
 */
export declare function drawTexture(texture: TextureId, x: number, y: number, width: number, height: number, layer?: number): void;
/** How many sprites have been drawn in this frame so far (letters and rectangles count, tilemaps do not). */
export declare function getSpriteCount(): number;
