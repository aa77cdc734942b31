import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type ColorLike, toColor, WHITE } from "./color.ts";
import { pushRecords, SLOTS } from "./draw-list.ts";
import { blendNumber, type SpriteOptions } from "./sprites.ts";
import { isKnownTexture, textureHeight, textureWidth } from "./texture.ts";
import { Slot } from "./sprite-slots.ts";

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
    this.#words[at + Slot.textureID] = drawable ? texture : 0;
    f[at + Slot.x] = options.x - (options.anchorX ?? 0) * width;
    f[at + Slot.y] = options.y - (options.anchorY ?? 0) * height;
    f[at + Slot.width] = width;
    f[at + Slot.height] = height;
    this.#integers[at + Slot.layer] = options.layer ?? 0;
    f[at + Slot.uvX] = uv.x;
    f[at + Slot.uvY] = uv.y;
    f[at + Slot.uvWidth] = uv.width;
    f[at + Slot.uvHeight] = uv.height;
    this.setTint(index, options.tint ?? WHITE);
    f[at + Slot.rotation] = options.rotation ?? 0;
    f[at + Slot.originX] = options.originX ?? 0.5;
    f[at + Slot.originY] = options.originY ?? 0.5;
    f[at + Slot.flipX] = options.flipX === true ? 1 : 0;
    f[at + Slot.flipY] = options.flipY === true ? 1 : 0;
    f[at + Slot.opacity] = options.opacity ?? 1;
    f[at + Slot.blendMode] = blendNumber(options.blend);
    this.#words[at + Slot.shaderID] = 0;
  }

  /** Moves the sprite at `index`: its left and top edge, world units. */
  setPosition(index: number, x: number, y: number): void {
    if (!this.#has(index)) return;
    this.#floats[index * SLOTS + Slot.x] = x;
    this.#floats[index * SLOTS + Slot.y] = y;
  }

  /** Turns the sprite at `index`: radians, clockwise. */
  setRotation(index: number, rotation: number): void {
    if (this.#has(index)) this.#floats[index * SLOTS + Slot.rotation] = rotation;
  }

  /** Changes the tint of the sprite at `index`. */
  setTint(index: number, like: ColorLike): void {
    if (!this.#has(index)) return;
    const color = toColor(like);
    const at = index * SLOTS;
    this.#floats[at + Slot.red] = color.r;
    this.#floats[at + Slot.green] = color.g;
    this.#floats[at + Slot.blue] = color.b;
    this.#floats[at + Slot.alpha] = color.a;
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
