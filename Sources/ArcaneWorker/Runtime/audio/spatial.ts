import { atFrameEnd } from "../core/frame.ts";
import type { Vec2 } from "../core/geometry.ts";
import { ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { getVisibleWorld } from "../rendering/camera.ts";
import { busNumber, usableVolume } from "./mixer.ts";
import { isSound, nextInstance, type SoundId, type SoundInstance, type SoundOptions, usablePitch } from "./sounds.ts";

/** How a sound with a place is played. */
export type SpatialOptions = Pick<SoundOptions, "volume" | "loop" | "bus" | "pitch">;

/** Where the listener was put; undefined: in the middle of the view. */
let listener: Vec2 | undefined;
/** Moved since the last frame. */
let moved: Record<number, Vec2> = {};
/** The listener's position that was last sent to the engine. */
let told: Vec2 = { x: 0, y: 0 };
let anyPlayed = false;

atFrameEnd(() => {
  if (!anyPlayed) return;
  const here = listenerPosition();
  const instanceIds = Object.keys(moved).map(Number);
  if (instanceIds.length === 0 && here.x === told.x && here.y === told.y) return;
  const sourceXs = instanceIds.map((id) => moved[id]!.x);
  const sourceYs = instanceIds.map((id) => moved[id]!.y);
  ops().op_update_spatial_positions(JSON.stringify({ instanceIds, sourceXs, sourceYs }), here.x, here.y);
  moved = {};
  told = here;
});

function listenerPosition(): Vec2 {
  if (listener !== undefined) return listener;
  const view = getVisibleWorld();
  return { x: view.x + view.width / 2, y: view.y + view.height / 2 };
}

function finite(what: string, x: number, y: number): boolean {
  if (Number.isFinite(x + y)) return true;
  warnOnce(`${what}:not-finite`, `${what}: x ${x}, y ${y} is not a place; the call has no effect.`);
  return false;
}

/**
 * Plays a sound at a place in the world: it is heard from its side, and fainter with distance.
 * @example
 * ```ts
 * playSoundAt(growl, monster.x, monster.y, { volume: 0.8 });
 * ```
 */
export function playSoundAt(sound: SoundId, x: number, y: number, options: SpatialOptions = {}): SoundInstance {
  const instance = nextInstance();
  if (!finite("playSoundAt", x, y) || !isSound(sound, "playSoundAt")) return instance;
  anyPlayed = true;
  told = listenerPosition();
  ops().op_play_sound_spatial(
    sound,
    instance,
    usableVolume(options.volume ?? 1),
    options.loop === true,
    busNumber(options.bus ?? "sfx"),
    usablePitch(options.pitch ?? 1),
    x,
    y,
    told.x,
    told.y,
  );
  return instance;
}

/** Moves the place of a sound that {@link playSoundAt} began. */
export function moveSound(instance: SoundInstance, x: number, y: number): void {
  if (finite("moveSound", x, y)) moved[instance] = { x, y };
}

/** Puts the ears of the player at a world point; `undefined` (the default) keeps them in the middle of the view. */
export function setListener(position: Vec2 | undefined): void {
  if (position === undefined || finite("setListener", position.x, position.y)) {
    listener = position === undefined ? undefined : { x: position.x, y: position.y };
  }
}
