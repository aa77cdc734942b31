import type { Size } from "../core/geometry.d.ts";
import { type ColorLike } from "./color.d.ts";
/** A texture's number. 0 means "nothing" and is never drawn. */
export type TextureId = number;
/** How a texture looks when it is drawn larger or smaller than it is. */
export interface TextureOptions {
    /**
     * `nearest` (the default) keeps hard pixels. `linear` mixes neighboring pixels, weighed by their alpha, and only those of
     * the part that a sprite shows. The first load of a path decides.
     */
    filter?: "nearest" | "linear";
}
/** Whether `id` came from one of the functions here. Says so once if not. */
export declare function isKnownTexture(id: TextureId): boolean;
/**
 * Loads a picture. Returns at once; a sprite drawn with it in the same frame is already visible. The same path gives the
 * same id.
 *
 * Formats: PNG, JPEG, BMP, TGA, GIF (the first frame), PSD (the flattened picture) and PNM, up to 16,384 pixels on a side;
 * more than 8 bits a channel become 8. A photograph comes upright, as its Exif orientation says. WebP, AVIF and SVG are not
 * read.
 *
 * @param path Relative to the folder of the game's entry file, or absolute.
 * @returns The texture's id; 0 where there is no renderer (tests). A file that cannot be read is reported and keeps its id.
 * @example
 * ```ts
 * const hero = loadTexture("assets/hero.png");
 * ```
 */
export declare function loadTexture(path: string, options?: TextureOptions): TextureId;
/**
 * Makes a texture of one pixel of one color. The same name gives the same id.
 * @example
 * ```ts
 * const red = createSolidTexture("red", rgb(255, 0, 0));
 * ```
 */
export declare function createSolidTexture(name: string, like: ColorLike): TextureId;
/**
 * Makes a texture from pixels.
 *
 * @param name The same name gives the same id.
 * @param width In pixels.
 * @param height In pixels.
 * @param pixels Red, green, blue, alpha (0 to 255, sRGB) per pixel, row by row from the top: width * height * 4 bytes.
 * @throws RangeError if the number of bytes does not fit the size.
 */
export declare function createTexture(name: string, width: number, height: number, pixels: Uint8Array): TextureId;
/** The texture of the built-in bitmap font: 16 by 6 cells of 8 by 8 pixels, characters 32 to 127. */
export declare function fontTexture(): TextureId;
/** Takes a texture of the engine's own making (a font's atlas) as known. */
export declare function adoptTexture(id: TextureId): TextureId;
/** A white pixel: what rectangles are drawn with. */
export declare function whiteTexture(): TextureId;
/** Width of a texture in pixels; 0 if unknown. */
export declare function textureWidth(id: TextureId): number;
/** Height of a texture in pixels; 0 if unknown. */
export declare function textureHeight(id: TextureId): number;
/**
 * The size of a texture in pixels. Waits for the picture to be decoded; 0 by 0 if it could not be, or where there is no
 * renderer.
 */
export declare function getTextureSize(id: TextureId): Size;
