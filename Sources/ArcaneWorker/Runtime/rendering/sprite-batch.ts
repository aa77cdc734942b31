import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type ColorLike, toColor, WHITE } from "./color.ts";
import { pushRecords, SLOTS } from "./draw-list.ts";
import { blendNumber, type SpriteOptions } from "./sprites.ts";
import { isKnownTexture, textureHeight, textureWidth } from "./texture.ts";

/**
 * Many sprites that are laid out once and drawn in every frame: a background, a star field, a crowd. Drawing one costs a
 * copy of memory, whatever the number of sprites.
 *
 * @example
 * ```ts
 * const stars = new SpriteBatch();
 * for (let i = 0; i < 500; i += 1) stars.add({ texture: star, x: random.float(0, 800), y: random.float(0, 600) });
 * onFrame(() => stars.draw());
 * ```
 */
export class SpriteBatch {
  #floats = new Float32Array(0);
  #words = new Uint32Array(0);
  #integers = new Int32Array(0);
  #length = 0;
  readonly #screen: boolean;

  /** @param screen `true` if positions are in viewport units, not moved by the camera (HUD). */
  constructor(screen = false) {
    this.#screen = screen;
  }

  /** How many sprites it holds. */
  get length(): number {
    return this.#length;
  }

  /** Adds a sprite and returns its index. `screen` and `lit` are not read here. */
  add(options: SpriteOptions): number {
    const index = this.#length;
    if ((index + 1) * SLOTS > this.#words.length) this.#grow();
    this.#length += 1;
    this.set(index, options);
    return index;
  }

  /** Replaces the sprite at `index`. */
  set(index: number, options: SpriteOptions): void {
    if (!this.#has(index)) return;
    const { texture } = options;
    const fullWidth = textureWidth(texture);
    const fullHeight = textureHeight(texture);
    let uv = options.uv ?? { x: 0, y: 0, width: 1, height: 1 };
    if (options.source !== undefined && fullWidth > 0 && fullHeight > 0) {
      const { x, y, width, height } = options.source;
      uv = { x: x / fullWidth, y: y / fullHeight, width: width / fullWidth, height: height / fullHeight };
    }
    const width = options.width ?? options.source?.width ?? fullWidth * uv.width;
    const height = options.height ?? options.source?.height ?? fullHeight * uv.height;
    const drawable = Number.isFinite(options.x + options.y + width + height) &&
      (!hasRenderer() || isKnownTexture(texture));
    if (!Number.isFinite(options.x + options.y + width + height)) {
      warnOnce(
        "batch:not-finite",
        `SpriteBatch: x ${options.x}, y ${options.y}, width ${width}, height ${height} must be finite numbers; ` +
          "the sprite is left out.",
      );
    }
    const at = index * SLOTS;
    const f = this.#floats;
    // Texture 0 is never drawn: an unusable sprite keeps its index and stays invisible.
    this.#words[at] = drawable ? texture : 0;
    f[at + 1] = options.x - (options.anchorX ?? 0) * width;
    f[at + 2] = options.y - (options.anchorY ?? 0) * height;
    f[at + 3] = width;
    f[at + 4] = height;
    this.#integers[at + 5] = options.layer ?? 0;
    f[at + 6] = uv.x;
    f[at + 7] = uv.y;
    f[at + 8] = uv.width;
    f[at + 9] = uv.height;
    this.setTint(index, options.tint ?? WHITE);
    f[at + 14] = options.rotation ?? 0;
    f[at + 15] = options.originX ?? 0.5;
    f[at + 16] = options.originY ?? 0.5;
    f[at + 17] = options.flipX === true ? 1 : 0;
    f[at + 18] = options.flipY === true ? 1 : 0;
    f[at + 19] = options.opacity ?? 1;
    f[at + 20] = blendNumber(options.blend);
    this.#words[at + 21] = 0;
  }

  /** Moves the sprite at `index`: its left and top edge, world units. */
  setPosition(index: number, x: number, y: number): void {
    if (!this.#has(index)) return;
    this.#floats[index * SLOTS + 1] = x;
    this.#floats[index * SLOTS + 2] = y;
  }

  /** Turns the sprite at `index`: radians, clockwise. */
  setRotation(index: number, rotation: number): void {
    if (this.#has(index)) this.#floats[index * SLOTS + 14] = rotation;
  }

  /** Changes the tint of the sprite at `index`. */
  setTint(index: number, like: ColorLike): void {
    if (!this.#has(index)) return;
    const color = toColor(like);
    const at = index * SLOTS + 10;
    this.#floats[at] = color.r;
    this.#floats[at + 1] = color.g;
    this.#floats[at + 2] = color.b;
    this.#floats[at + 3] = color.a;
  }

  /** Removes all sprites. */
  clear(): void {
    this.#length = 0;
  }

  /** Draws all of it in this frame, moved by (dx, dy) world units. */
  draw(dx = 0, dy = 0): void {
    if (hasRenderer() && this.#length > 0) pushRecords(this.#words, this.#length, dx, dy, this.#screen);
  }

  #has(index: number): boolean {
    if (Number.isInteger(index) && index >= 0 && index < this.#length) return true;
    warnOnce("batch:index", `SpriteBatch: there is no sprite ${index}; it holds ${this.#length}.`);
    return false;
  }

  #grow(): void {
    const buffer = new ArrayBuffer(Math.max(64 * SLOTS * 4, this.#words.byteLength * 2));
    const words = new Uint32Array(buffer);
    words.set(this.#words);
    this.#words = words;
    this.#floats = new Float32Array(buffer);
    this.#integers = new Int32Array(buffer);
  }
}
