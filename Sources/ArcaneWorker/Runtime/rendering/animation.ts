/** A row of frames of a {@link SpriteSheet}, shown one after the other. */
export interface AnimationClip {
  /** Frame numbers in the sheet, in order; at least one. */
  frames: readonly number[];
  /** Frames per second. */
  fps: number;
  /** Whether it begins again at the end (the default) or stays on its last frame. */
  loop?: boolean;
}

/**
 * Plays one of several clips: keeps the time and gives the frame of the sheet to draw. It draws nothing itself, so it
 * can live in the game's logic.
 *
 * @example
 * ```ts
 * const hero = new Animator({
 *   idle: { frames: [0, 1], fps: 2 },
 *   run: { frames: [2, 3, 4, 5], fps: 12 },
 *   jump: { frames: [6, 7], fps: 8, loop: false },
 * }, "idle");
 * onFrame((dt) => {
 *   hero.play(speed > 0 ? "run" : "idle");
 *   hero.update(dt);
 *   sheet.draw(hero.frame, { x, y, flipX: facing < 0 });
 * });
 * ```
 */
export class Animator<Name extends string> {
  readonly #clips: Readonly<Record<Name, AnimationClip>>;
  #current: Name;
  #time = 0;
  /** Playing speed: 1 normal, 2 twice as fast, 0 paused. */
  speed = 1;

  /**
   * @param clips The clips by name.
   * @param start The one to begin with.
   * @throws RangeError if a clip has no frames or a frame rate that is not above 0.
   */
  constructor(clips: Readonly<Record<Name, AnimationClip>>, start: NoInfer<Name>) {
    for (const [name, clip] of Object.entries<AnimationClip>(clips)) {
      if (clip.frames.length === 0) throw new RangeError(`Animator: clip "${name}" has no frames.`);
      if (!(clip.fps > 0)) throw new RangeError(`Animator: clip "${name}" has ${clip.fps} frames per second.`);
    }
    this.#clips = clips;
    this.#current = start;
  }

  /** The name of the clip that plays. */
  get current(): Name {
    return this.#current;
  }

  /** Switches to a clip. The one that plays already goes on, unless `restart` is true. */
  play(name: Name, restart = false): void {
    if (name === this.#current && !restart) return;
    this.#current = name;
    this.#time = 0;
  }

  /** Lets `dt` seconds pass. */
  update(dt: number): void {
    this.#time += dt * this.speed;
  }

  /** The frame of the sheet to draw now. */
  get frame(): number {
    const { frames } = this.#clips[this.#current];
    return frames[this.index] ?? 0;
  }

  /** Position of the present frame in the clip, from 0. */
  get index(): number {
    const { frames, fps, loop = true } = this.#clips[this.#current];
    // The small addition keeps sums of dt such as 0.1 + 0.2 from landing just before a frame's begin.
    const passed = Math.max(0, Math.floor(this.#time * fps + 1e-9));
    return loop ? passed % frames.length : Math.min(passed, frames.length - 1);
  }

  /** Whether a clip that does not loop has shown all its frames. */
  get finished(): boolean {
    const { frames, fps, loop = true } = this.#clips[this.#current];
    return !loop && this.#time * fps + 1e-9 >= frames.length;
  }
}
