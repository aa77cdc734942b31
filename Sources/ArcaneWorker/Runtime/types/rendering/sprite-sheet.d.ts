import type { Rect } from "../core/geometry.d.ts";
import { type SpritePlacement } from "./sprites.d.ts";
import { type TextureId } from "./texture.d.ts";
/** How the frames lie in a sheet. */
export interface SpriteSheetOptions {
    /** Width of a frame in pixels. */
    frameWidth: number;
    /** Height of a frame in pixels. */
    frameHeight: number;
    /** Frames per row. Default: as many as fit into the texture. */
    columns?: number;
    /** Pixels around all frames. Default 0. */
    margin?: number;
    /** Pixels between frames. Default 0. */
    spacing?: number;
}
/**
 * A texture cut into frames of one size, numbered from 0, left to right, then top to bottom.
 *
 * @example
 * ```ts
 * const coins = new SpriteSheet(loadTexture("coins.png"), { frameWidth: 16, frameHeight: 16 });
 * onFrame(() => coins.draw(Math.floor(getTime() * 10) % 8, { x: 100, y: 60 }));
 * ```
 */
export declare class SpriteSheet {
    #private;
    /** The texture that is cut. */
    readonly texture: TextureId;
    /** Width of a frame in pixels. */
    readonly frameWidth: number;
    /** Height of a frame in pixels. */
    readonly frameHeight: number;
    constructor(texture: TextureId, options: SpriteSheetOptions);
    /** Frames per row; 1 until the texture's size is known. */
    get columns(): number;
    /** Where a frame lies in the texture, in pixels. */
    source(frame: number): Rect;
    /**
     * Draws a frame.
     * @param frame Its number, from 0.
     * @param placement Where and how; width and height are those of a frame unless given.
     */
    draw(frame: number, placement: SpritePlacement): void;
}
