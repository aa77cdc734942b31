import { type ColorLike } from "./color.d.ts";
import { type SpriteOptions } from "./sprites.d.ts";
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
export declare class SpriteBatch {
    #private;
    /** @param screen `true` if positions are in viewport units, not moved by the camera (HUD). */
    constructor(screen?: boolean);
    /** How many sprites it holds. */
    get length(): number;
    /** Adds a sprite and returns its index. `screen` and `lit` are not read here. */
    add(options: SpriteOptions): number;
    /** Replaces the sprite at `index`. */
    set(index: number, options: SpriteOptions): void;
    /** Moves the sprite at `index`: its left and top edge, world units. */
    setPosition(index: number, x: number, y: number): void;
    /** Turns the sprite at `index`: radians, clockwise. */
    setRotation(index: number, rotation: number): void;
    /** Changes the tint of the sprite at `index`. */
    setTint(index: number, like: ColorLike): void;
    /** Removes all sprites. */
    clear(): void;
    /** Draws all of it in this frame, moved by (dx, dy) world units. */
    draw(dx?: number, dy?: number): void;
}
