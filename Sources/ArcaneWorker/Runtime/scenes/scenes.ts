import { frame, onFrame } from "../core/frame.ts";
import { nearestName } from "../core/warn.ts";
import { BLACK, type Color, type ColorLike, toColor, withAlpha } from "../rendering/color.ts";
import { drawRect } from "../rendering/shapes.ts";
import { getViewportSize } from "../rendering/viewport.ts";

/** A part of a game that takes over the screen. */
export interface Scene {
  /** Called when the scene comes up, with what {@link Scenes.go} or {@link Scenes.push} was given. */
  enter?(params: unknown): void;
  /** Called when the scene goes away. */
  exit?(): void;
  /** Called when a scene that was on top of it goes away. */
  resume?(): void;
  /** Called in each frame in which it is the top scene; not while a fade runs. */
  update?(dt: number): void;
  /** Called in each frame in which it is seen. */
  draw?(): void;
  /** Whether the scene below is seen through it (a pause menu). Default false. */
  overlay?: boolean;
}

/** How a scene comes up. */
export interface SceneOptions {
  /** Given to the scene's `enter`. */
  params?: unknown;
  /** Seconds of fading out and in, together. Default 0: at once. */
  fade?: number;
  /** The color between. Default black. */
  color?: ColorLike;
}

/** Above what games draw, below the bars of a virtual resolution. */
const FADE_LAYER = 1_000_000;

/**
 * The scenes of a game, by name.
 *
 * @example
 * ```ts
 * const scenes = new Scenes({ title, play, pause });
 * scenes.run("title");
 * // in the title scene:
 * if (isKeyPressed("Enter")) scenes.go("play", { fade: 0.5, params: { level: 1 } });
 * ```
 */
export class Scenes<Name extends string> {
  readonly #scenes: Readonly<Record<Name, Scene>>;
  #stack: Name[] = [];
  #fade: { change: () => void; changed: boolean; time: number; length: number; color: Color } | undefined;

  /** @param scenes The scenes by name. */
  constructor(scenes: Readonly<Record<Name, Scene>>) {
    this.#scenes = scenes;
  }

  /** The name of the top scene; undefined before the first. */
  get current(): Name | undefined {
    return this.#stack.at(-1);
  }

  /** The names of all scenes that are up, the lowest first. */
  get stack(): readonly Name[] {
    return this.#stack;
  }

  /** Whether a fade is going on. */
  get fading(): boolean {
    return this.#fade !== undefined;
  }

  /** Begins with a scene and makes the scenes the game's frame callback. */
  run(first: Name, params?: unknown): void {
    this.go(first, { params });
    onFrame((dt) => this.frame(dt));
  }

  /** One frame: update and draw. For games with a frame callback of their own. */
  frame(dt: number): void {
    this.update(dt);
    this.draw();
  }

  /** Ends all scenes that are up and begins another. */
  go(name: Name, options: SceneOptions = {}): void {
    const scene = this.#scene(name);
    this.#change(options, () => {
      while (this.#stack.length > 0) this.#scene(this.#stack.pop()!).exit?.();
      this.#stack.push(name);
      scene.enter?.(options.params);
    });
  }

  /** Puts a scene on top of the present one, which waits. */
  push(name: Name, options: SceneOptions = {}): void {
    const scene = this.#scene(name);
    this.#change(options, () => {
      this.#stack.push(name);
      scene.enter?.(options.params);
    });
  }

  /** Ends the top scene; the one below goes on. The last scene stays. */
  pop(options: Omit<SceneOptions, "params"> = {}): void {
    this.#change(options, () => {
      if (this.#stack.length < 2) return;
      this.#scene(this.#stack.pop()!).exit?.();
      this.#scene(this.#stack.at(-1)!).resume?.();
    });
  }

  /** Lets `dt` seconds pass: for the top scene, or for a fade. */
  update(dt: number): void {
    const fade = this.#fade;
    if (fade === undefined) {
      const name = this.current;
      if (name !== undefined) this.#scene(name).update?.(dt);
      return;
    }
    fade.time += dt;
    if (!fade.changed && fade.time >= fade.length / 2) {
      fade.changed = true;
      fade.change();
    }
    if (fade.time >= fade.length && this.#fade === fade) this.#fade = undefined;
  }

  /** Draws the scenes that are seen, and the fade. */
  draw(): void {
    let first = this.#stack.length - 1;
    while (first > 0 && this.#scene(this.#stack[first]!).overlay === true) first -= 1;
    // A copy: a scene may go on to another while it draws.
    for (const name of this.#stack.slice(Math.max(0, first))) this.#scene(name).draw?.();
    const fade = this.#fade;
    if (fade === undefined || !frame.inside) return;
    const darkness = 1 - Math.abs((2 * fade.time) / fade.length - 1);
    const { width, height } = getViewportSize();
    const color = withAlpha(fade.color, fade.color.a * Math.min(1, Math.max(0, darkness)));
    drawRect(0, 0, width, height, { color, layer: FADE_LAYER, screen: true });
  }

  #change(options: SceneOptions, change: () => void): void {
    const pending = this.#fade;
    this.#fade = undefined;
    // A change that was asked for still happens, even when the next one comes before its turn.
    if (pending !== undefined && !pending.changed) pending.change();
    const length = options.fade ?? 0;
    if (length > 0) this.#fade = { change, changed: false, time: 0, length, color: toColor(options.color ?? BLACK) };
    else change();
  }

  #scene(name: Name): Scene {
    const scene = Object.hasOwn(this.#scenes, name) ? this.#scenes[name] : undefined;
    if (scene !== undefined) return scene;
    const near = nearestName(name, Object.keys(this.#scenes));
    throw new RangeError(`There is no scene "${name}"` + (near === undefined ? "." : `; did you mean "${near}"?`));
  }
}
