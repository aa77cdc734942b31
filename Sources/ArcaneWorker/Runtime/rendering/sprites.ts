import type { Rect } from "../core/geometry.ts";
import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import type { Color } from "./color.ts";
import { pushSprite, spriteCount } from "./draw-list.ts";
import { isKnownTexture, type TextureId, textureHeight, textureWidth } from "./texture.ts";

/** How a sprite's colour meets what is behind it. */
export type BlendMode = "alpha" | "additive" | "multiply" | "screen";

/** How to place and colour a sprite: everything but its picture. */
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
  tint?: Color;
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
  if (!hasRenderer()) return;
  const texture = options.texture;
  const source = options.source;
  let u = 0;
  let v = 0;
  let uWidth = 1;
  let vHeight = 1;
  let width = options.width;
  let height = options.height;
  if (source !== undefined) {
    const fullWidth = textureWidth(texture);
    const fullHeight = textureHeight(texture);
    if (fullWidth > 0 && fullHeight > 0) {
      u = source.x / fullWidth;
      v = source.y / fullHeight;
      uWidth = source.width / fullWidth;
      vHeight = source.height / fullHeight;
    }
    if (width === undefined) width = source.width;
    if (height === undefined) height = source.height;
  } else {
    const uv = options.uv;
    if (uv !== undefined) {
      u = uv.x;
      v = uv.y;
      uWidth = uv.width;
      vHeight = uv.height;
    }
    if (width === undefined) width = textureWidth(texture) * uWidth;
    if (height === undefined) height = textureHeight(texture) * vHeight;
  }
  placeSprite(texture, u, v, uWidth, vHeight, width, height, options);
}

/** Draws a part of a texture (fractions 0…1) where `p` says. */
export function placeSprite(
  texture: TextureId,
  u: number,
  v: number,
  uWidth: number,
  vHeight: number,
  width: number,
  height: number,
  p: SpritePlacement,
): void {
  let x = p.x;
  let y = p.y;
  const rotation = p.rotation;
  // NaN and infinities make the difference NaN.
  const sum = x + y + width + height + (rotation === undefined ? 0 : rotation);
  if (sum - sum !== 0) {
    warnNotFinite(x, y, width, height, rotation);
    return;
  }
  if (!isKnownTexture(texture)) return;
  if (width < 0 || height < 0) warnNegative(width, height);
  const anchorX = p.anchorX;
  const anchorY = p.anchorY;
  if (anchorX !== undefined) x -= anchorX * width;
  if (anchorY !== undefined) y -= anchorY * height;
  const tint = p.tint;
  let r = 1;
  let g = 1;
  let b = 1;
  let a = 1;
  if (tint !== undefined) {
    r = tint.r;
    g = tint.g;
    b = tint.b;
    a = tint.a;
  }
  const layer = p.layer;
  const originX = p.originX;
  const originY = p.originY;
  const opacity = p.opacity;
  const screen = p.screen === true;
  const lit = p.lit;
  pushSprite(
    texture,
    x,
    y,
    width,
    height,
    layer === undefined ? 0 : layer,
    u,
    v,
    uWidth,
    vHeight,
    r,
    g,
    b,
    a,
    rotation === undefined ? 0 : rotation,
    originX === undefined ? 0.5 : originX,
    originY === undefined ? 0.5 : originY,
    p.flipX === true,
    p.flipY === true,
    opacity === undefined ? 1 : opacity,
    blendNumber(p.blend),
    lit === undefined ? !screen : lit,
    screen,
  );
}

function warnNotFinite(x: number, y: number, width: number, height: number, rotation: number | undefined): void {
  const turned = rotation === undefined ? "" : `, rotation ${rotation}`;
  warnOnce(
    "sprite:not-finite",
    `A sprite at x ${x}, y ${y} with width ${width}, height ${height}${turned} cannot be drawn and is left out: ` +
      "each must be a finite number.",
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
 * @param x Left edge, world units. @param y Top edge, world units.
 * @param width World units. @param height World units. @param layer Higher is in front.
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
  const sum = x + y + width + height;
  if (sum - sum !== 0) {
    warnNotFinite(x, y, width, height, undefined);
    return;
  }
  if (!isKnownTexture(texture)) return;
  pushSprite(
    texture, x, y, width, height, layer, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0.5, 0.5, false, false, 1, 0, true, false,
  );
}

/** How many sprites have been drawn in this frame so far (letters and rectangles count, tilemaps do not). */
export function getSpriteCount(): number {
  return spriteCount();
}
