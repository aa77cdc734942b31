import type { Rect } from "../core/geometry.ts";
import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { placeSprite, type SpritePlacement } from "./sprites.ts";
import { type TextureId, textureHeight, textureWidth } from "./texture.ts";

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
export class SpriteSheet {
  /** The texture that is cut. */
  readonly texture: TextureId;
  /** Width of a frame in pixels. */
  readonly frameWidth: number;
  /** Height of a frame in pixels. */
  readonly frameHeight: number;
  readonly #columns: number | undefined;
  readonly #margin: number;
  readonly #spacing: number;

  constructor(texture: TextureId, options: SpriteSheetOptions) {
    if (!(options.frameWidth > 0 && options.frameHeight > 0)) {
      throw new RangeError(`SpriteSheet: a frame of ${options.frameWidth} x ${options.frameHeight} pixels is not possible.`);
    }
    this.texture = texture;
    this.frameWidth = options.frameWidth;
    this.frameHeight = options.frameHeight;
    this.#columns = options.columns;
    this.#margin = options.margin ?? 0;
    this.#spacing = options.spacing ?? 0;
  }

  /** Frames per row; 1 until the texture's size is known. */
  get columns(): number {
    if (this.#columns !== undefined) return this.#columns;
    const usable = textureWidth(this.texture) - 2 * this.#margin + this.#spacing;
    return Math.max(1, Math.floor(usable / (this.frameWidth + this.#spacing)));
  }

  /** Where a frame lies in the texture, in pixels. */
  source(frame: number): Rect {
    const columns = this.columns;
    return {
      x: this.#margin + (frame % columns) * (this.frameWidth + this.#spacing),
      y: this.#margin + Math.floor(frame / columns) * (this.frameHeight + this.#spacing),
      width: this.frameWidth,
      height: this.frameHeight,
    };
  }

  /**
   * Draws a frame.
   * @param frame Its number, from 0.
   * @param placement Where and how; width and height are those of a frame unless given.
   */
  draw(frame: number, placement: SpritePlacement): void {
    if (!hasRenderer()) return;
    if (!Number.isInteger(frame) || frame < 0) {
      warnOnce("sheet:frame", `SpriteSheet: frame ${frame} is not a whole number from 0; the sprite is left out.`);
      return;
    }
    const fullWidth = textureWidth(this.texture);
    const fullHeight = textureHeight(this.texture);
    const columns = this.columns;
    const left = this.#margin + (frame % columns) * (this.frameWidth + this.#spacing);
    const top = this.#margin + Math.floor(frame / columns) * (this.frameHeight + this.#spacing);
    if (fullHeight > 0 && top >= fullHeight) {
      warnOnce(
        `sheet:range:${this.texture}`,
        `SpriteSheet: frame ${frame} lies outside texture ${this.texture} of ${fullWidth} x ${fullHeight} pixels.`,
      );
    }
    const known = fullWidth > 0 && fullHeight > 0;
    placeSprite(
      this.texture,
      known ? left / fullWidth : 0,
      known ? top / fullHeight : 0,
      known ? this.frameWidth / fullWidth : 1,
      known ? this.frameHeight / fullHeight : 1,
      this.frameWidth,
      this.frameHeight,
      placement,
    );
  }
}
