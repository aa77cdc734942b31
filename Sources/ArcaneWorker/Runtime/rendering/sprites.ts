import type { Rect } from "../core/geometry.ts";
import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type Color, type ColorLike, toColor, WHITE } from "./color.ts";
import { pushPlain, records, reserveSprite, spriteCount } from "./draw-list.ts";
import { isKnownTexture, type TextureId, textureHeight, textureWidth } from "./texture.ts";
import { Slot } from "./sprite-slots.ts";

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
export function blendNumber(blend: BlendMode | undefined): number {
  if (blend === undefined || blend === "alpha") return 0;
  if (blend === "additive") return 1;
  return blend === "multiply" ? 2 : 3;
}

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
export function drawSprite(options: SpriteOptions): void {
  if (hasRenderer()) submitSprite(options, false, 0, 0, 0, 1, 1, UNSET, UNSET);
}

/** Draws a part of a texture (fractions 0…1) where `placement` says; width and height are defaults. */
export function placeSprite(
  texture: TextureId,
  u: number,
  v: number,
  uWidth: number,
  vHeight: number,
  width: number,
  height: number,
  placement: SpritePlacement,
): void {
  submitSprite(placement, true, texture, u, v, uWidth, vHeight, width, height);
}

/** A size that was not given. */
const UNSET = -Infinity;

/**
 * Reads options and adds the sprite. `picture`: texture, its part and default sizes are given and not read.
 *
 * Games pass objects of many shapes, and V8 reads a property of a function that has seen many shapes through a slow,
 * megamorphic path: some 20 such reads cost 250 to 700 ns a sprite. Enumerating a plain object's own keys takes the values
 * by position instead, whatever the shape, and costs only the keys that are there: 120 to 180 ns (V8 10.2). Reading what
 * few sprites have in a second loop was tried: cheaper for those without, twice as dear for those with.
 */
function submitSprite(
  options: SpriteOptions | SpritePlacement,
  picture: boolean,
  texture: TextureId,
  u: number,
  v: number,
  uWidth: number,
  vHeight: number,
  width: number,
  height: number,
): void {
  let x = NaN;
  let y = NaN;
  let layer = 0;
  let tint: Readonly<Color> = WHITE;
  let rotation = 0;
  let anchorX = 0;
  let anchorY = 0;
  let originX = 0.5;
  let originY = 0.5;
  let flipX = false;
  let flipY = false;
  let opacity = 1;
  let blend = 0;
  let screen = false;
  let lit: boolean | undefined;
  let source: Rect | undefined;
  let uv: Rect | undefined;
  // Properties of a class (accessors) are not enumerable; such objects are rare and read name by name.
  const plain = (options.constructor === Object ? options : copyOptions(options)) as unknown as Reading;
  for (const key in plain) {
    const value = plain[key];
    if (value === undefined) continue;
    switch (key) {
      case "x":
        x = value as number;
        break;
      case "y":
        y = value as number;
        break;
      case "texture":
        if (!picture) texture = value as number;
        break;
      case "width":
        width = value as number;
        break;
      case "height":
        height = value as number;
        break;
      case "layer":
        layer = value as number;
        break;
      case "tint":
        tint = toColor(value as ColorLike);
        break;
      case "source":
        if (!picture) source = value as Rect;
        break;
      case "uv":
        if (!picture) uv = value as Rect;
        break;
      case "rotation":
        rotation = value as number;
        break;
      case "flipX":
        flipX = value === true;
        break;
      case "flipY":
        flipY = value === true;
        break;
      case "anchorX":
        anchorX = value as number;
        break;
      case "anchorY":
        anchorY = value as number;
        break;
      case "originX":
        originX = value as number;
        break;
      case "originY":
        originY = value as number;
        break;
      case "opacity":
        opacity = value as number;
        break;
      case "blend":
        blend = blendNumber(value as BlendMode);
        break;
      case "screen":
        screen = value === true;
        break;
      case "lit":
        lit = value === true;
        break;
      default:
        break;
    }
  }
  if (!isKnownTexture(texture)) return;
  if (source !== undefined) {
    const fullWidth = textureWidth(texture);
    const fullHeight = textureHeight(texture);
    if (fullWidth > 0 && fullHeight > 0) {
      u = source.x / fullWidth;
      v = source.y / fullHeight;
      uWidth = source.width / fullWidth;
      vHeight = source.height / fullHeight;
    }
    if (width === UNSET) width = source.width;
    if (height === UNSET) height = source.height;
  } else if (uv !== undefined) {
    u = uv.x;
    v = uv.y;
    uWidth = uv.width;
    vHeight = uv.height;
  }
  if (width === UNSET) width = textureWidth(texture) * uWidth;
  if (height === UNSET) height = textureHeight(texture) * vHeight;
  // NaN and infinities make the difference NaN.
  const sum = x + y + width + height + rotation + layer;
  if (sum - sum !== 0) {
    warnNotFinite(x, y, width, height, rotation, layer);
    return;
  }
  if (width < 0 || height < 0) warnNegative(width, height);
  const at = reserveSprite(screen);
  const { floats: f, words } = records;
  words[at + Slot.textureID] = texture;
  f[at + Slot.x] = x - anchorX * width;
  f[at + Slot.y] = y - anchorY * height;
  f[at + Slot.width] = width;
  f[at + Slot.height] = height;
  records.integers[at + Slot.layer] = layer;
  f[at + Slot.uvX] = u;
  f[at + Slot.uvY] = v;
  f[at + Slot.uvWidth] = uWidth;
  f[at + Slot.uvHeight] = vHeight;
  f[at + Slot.red] = tint.r;
  f[at + Slot.green] = tint.g;
  f[at + Slot.blue] = tint.b;
  f[at + Slot.alpha] = tint.a;
  f[at + Slot.rotation] = rotation;
  f[at + Slot.originX] = originX;
  f[at + Slot.originY] = originY;
  f[at + Slot.flipX] = flipX ? 1 : 0;
  f[at + Slot.flipY] = flipY ? 1 : 0;
  f[at + Slot.opacity] = opacity;
  f[at + Slot.blendMode] = blend;
  words[at + Slot.shaderID] = (lit === undefined ? !screen : lit) ? 0 : records.unlitShader;
}

/** Options as a loop over their keys sees them. */
type Reading = Readonly<Record<string, unknown>>;

/** The options of an object with a prototype of its own, read by name, as a plain object. */
function copyOptions(options: SpriteOptions | SpritePlacement): SpriteOptions {
  const o = options as SpriteOptions;
  return {
    texture: o.texture,
    x: o.x,
    y: o.y,
    width: o.width,
    height: o.height,
    layer: o.layer,
    tint: o.tint,
    source: o.source,
    uv: o.uv,
    rotation: o.rotation,
    flipX: o.flipX,
    flipY: o.flipY,
    anchorX: o.anchorX,
    anchorY: o.anchorY,
    originX: o.originX,
    originY: o.originY,
    opacity: o.opacity,
    blend: o.blend,
    screen: o.screen,
    lit: o.lit,
  };
}

function warnNotFinite(x: number, y: number, width: number, height: number, rotation: number, layer: number): void {
  warnOnce(
    "sprite:not-finite",
    `A sprite at x ${x}, y ${y} with width ${width}, height ${height}, rotation ${rotation}, layer ${layer} cannot be ` +
      "drawn and is left out: each must be a finite number.",
  );
}

function warnNegative(width: number, height: number): void {
  warnOnce(
    "sprite:negative",
    `A sprite has the negative size ${width} x ${height} and is drawn mirrored; use flipX or flipY to mirror it.`,
  );
}

/**
 * Draws a whole texture without an options object: the cheapest way to draw very many things.
 *
 * @param x Left edge, world units.
 * @param y Top edge, world units.
 * @param width World units.
 * @param height World units.
 * @param layer Higher is in front.
 */
export function drawTexture(
  texture: TextureId,
  x: number,
  y: number,
  width: number,
  height: number,
  layer = 0,
): void {
  if (!hasRenderer()) return;
  const sum = x + y + width + height + layer;
  if (sum - sum !== 0) {
    warnNotFinite(x, y, width, height, 0, layer);
    return;
  }
  if (!isKnownTexture(texture)) return;
  pushPlain(texture, x, y, width, height, layer, 0, 0, 1, 1, 1, 1, 1, 1, true, false);
}

/** How many sprites have been drawn in this frame so far (letters and rectangles count, tilemaps do not). */
export function getSpriteCount(): number {
  return spriteCount();
}
