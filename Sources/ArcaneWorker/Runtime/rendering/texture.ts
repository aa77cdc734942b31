// Textures: pictures on the graphics card, known by number. The engine gives the same key the same number through
// every reload.

import { frame } from "../core/frame.ts";
import type { Size } from "../core/geometry.ts";
import { ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type ColorLike, linearToSrgb, toColor } from "./color.ts";

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

// What is known of textures, in pages of neighboring ids: ids only count up, so those of a long session are large numbers,
// and few of them are the game's. Created when first needed, so that the startup snapshot holds no buffers.
const PAGE_BITS = 10;
const PAGE_SIZE = 1 << PAGE_BITS;

class Page {
  readonly known = new Uint8Array(PAGE_SIZE);
  readonly widths = new Float64Array(PAGE_SIZE);
  readonly heights = new Float64Array(PAGE_SIZE);
  /** The frame of the measure, counted from 1; 0 for none. */
  readonly measuredIn = new Int32Array(PAGE_SIZE);
}

let pages = new Map<number, Page>();
// The page that was looked at last: neighboring sprites have neighboring textures.
let recentNumber = -1;
let recentPage: Page | undefined;

/** The page of a known texture. */
function pageOf(id: TextureId): Page | undefined {
  const number = id >>> PAGE_BITS;
  if (number !== recentNumber) {
    recentNumber = number;
    recentPage = pages.get(number);
  }
  return recentPage !== undefined && recentPage.known[id & (PAGE_SIZE - 1)] === 1 ? recentPage : undefined;
}

function remember(id: TextureId): TextureId {
  // Games load all of their pictures at each reload.
  if (pageOf(id) !== undefined) return id;
  if (id === 0) return 0;
  const number = id >>> PAGE_BITS;
  let page = pages.get(number);
  if (page === undefined) {
    page = new Page();
    pages.set(number, page);
  }
  [recentNumber, recentPage] = [number, page];
  page.known[id & (PAGE_SIZE - 1)] = 1;
  return id;
}

/** Whether `id` came from one of the functions here. Says so once if not. */
export function isKnownTexture(id: TextureId): boolean {
  // Of what is no whole number, `>>>` makes another one.
  if (Number.isInteger(id) && pageOf(id) !== undefined) return true;
  warnOnce(
    `texture:${id}`,
    id === 0 || id === undefined
      ? `Texture ${id} is nothing: pass what loadTexture returned. The sprite is left out.`
      : `There is no texture with the id ${id}: pass what loadTexture returned. The sprite is left out.`,
  );
  return false;
}

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
export function loadTexture(path: string, options?: TextureOptions): TextureId {
  const id = options?.filter === "linear" ? ops().op_load_texture_linear(path) : ops().op_load_texture(path);
  return remember(id);
}

/**
 * Makes a texture of one pixel of one color. The same name gives the same id.
 * @example
 * ```ts
 * const red = createSolidTexture("red", rgb(255, 0, 0));
 * ```
 */
export function createSolidTexture(name: string, like: ColorLike): TextureId {
  const color = toColor(like);
  const byte = (linear: number): number => Math.round(Math.min(Math.max(linearToSrgb(linear), 0), 1) * 255);
  const alpha = Math.round(Math.min(Math.max(color.a, 0), 1) * 255);
  return remember(ops().op_create_solid_texture(name, byte(color.r), byte(color.g), byte(color.b), alpha));
}

/**
 * Makes a texture from pixels.
 *
 * @param name The same name gives the same id.
 * @param width In pixels.
 * @param height In pixels.
 * @param pixels Red, green, blue, alpha (0 to 255, sRGB) per pixel, row by row from the top: width * height * 4 bytes.
 * @throws RangeError if the number of bytes does not fit the size.
 */
export function createTexture(name: string, width: number, height: number, pixels: Uint8Array): TextureId {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`createTexture: ${width} x ${height} is not a size in pixels.`);
  }
  if (pixels.length !== width * height * 4) {
    throw new RangeError(
      `createTexture: ${width} x ${height} pixels are ${width * height * 4} bytes, not ${pixels.length}.`,
    );
  }
  return remember(ops().op_upload_rgba_texture(name, width, height, pixels));
}

/** The texture of the built-in bitmap font: 16 by 6 cells of 8 by 8 pixels, characters 32 to 127. */
export function fontTexture(): TextureId {
  return remember(ops().op_create_font_texture());
}

/** Takes a texture of the engine's own making (a font's atlas) as known. */
export function adoptTexture(id: TextureId): TextureId {
  return remember(id);
}

let white: TextureId = 0;

/** A white pixel: what rectangles are drawn with. */
export function whiteTexture(): TextureId {
  if (white === 0) white = remember(ops().op_create_solid_texture("arcane:white", 255, 255, 255, 255));
  return white;
}

function measured(id: TextureId): Page | undefined {
  const page = pageOf(id);
  if (page === undefined) return undefined;
  const index = id & (PAGE_SIZE - 1);
  // Once a frame: a changed file may have another size.
  if (page.measuredIn[index] !== frame.number + 1) {
    const size = ops().op_arcane_texture_size(id);
    page.widths[index] = size[0] ?? 0;
    page.heights[index] = size[1] ?? 0;
    page.measuredIn[index] = frame.number + 1;
  }
  return page;
}

/** Width of a texture in pixels; 0 if unknown. */
export function textureWidth(id: TextureId): number {
  return measured(id)?.widths[id & (PAGE_SIZE - 1)] ?? 0;
}

/** Height of a texture in pixels; 0 if unknown. */
export function textureHeight(id: TextureId): number {
  return measured(id)?.heights[id & (PAGE_SIZE - 1)] ?? 0;
}

/**
 * The size of a texture in pixels. Waits for the picture to be decoded; 0 by 0 if it could not be, or where there is no
 * renderer.
 */
export function getTextureSize(id: TextureId): Size {
  return { width: textureWidth(id), height: textureHeight(id) };
}

/**
 * Forgets all textures, for tests.
 * @internal
 */
export function resetTextures(): void {
  pages = new Map();
  [recentNumber, recentPage] = [-1, undefined];
  white = 0;
}
