import type { Vec2 } from "../core/geometry.d.ts";
import { type SoundId, type SoundInstance, type SoundOptions } from "./sounds.d.ts";
/** How a sound with a place is played. */
export type SpatialOptions = Pick<SoundOptions, "volume" | "loop" | "bus" | "pitch">;
/**
 * Plays a sound at a place in the world: it is heard from its side, and fainter with distance.
 * @example
 * ```ts
 * playSoundAt(growl, monster.x, monster.y, { volume: 0.8 });
 * ```
 */
export declare function playSoundAt(sound: SoundId, x: number, y: number, options?: SpatialOptions): SoundInstance;
/** Moves the place of a sound that {@link playSoundAt} began. */
export declare function moveSound(instance: SoundInstance, x: number, y: number): void;
/** Puts the ears of the player at a world point; `undefined` (the default) keeps them in the middle of the view. */
export declare function setListener(position: Vec2 | undefined): void;
