import { atFrameStart } from "../core/frame.ts";
import { type Easing, easings } from "./easing.ts";

/** The names of an object's properties that are numbers. */
export type NumberKeys<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];

/** How a change runs. */
export interface TweenOptions {
  /** Seconds; 0 or more. */
  duration: number;
  /** Seconds to wait before. Default 0. */
  delay?: number;
  /** Its course. Default `easings.quadOut`. */
  ease?: Easing;
  /** How often it runs again after the first time; `Infinity`: forever. Default 0. */
  repeat?: number;
  /** Whether every other run goes backward. Default false. */
  yoyo?: boolean;
  /** Called after each step with the part of the change that is done. */
  onUpdate?: (progress: number) => void;
  /** Called once at the end; not when it is cancelled. */
  onComplete?: () => void;
}

/** A change that runs over time. */
export class Tween {
  readonly #apply: (progress: number) => void;
  readonly #options: TweenOptions;
  #time = 0;
  #state: "running" | "done" | "cancelled" = "running";
  #paused = false;
  #resolve: (() => void) | undefined;
  #finished: Promise<void> | undefined;

  /** @internal */
  constructor(apply: (progress: number) => void, options: TweenOptions) {
    if (!(options.duration >= 0)) {
      throw new RangeError(`A tween cannot last ${options.duration} seconds; duration must be 0 or more.`);
    }
    this.#apply = apply;
    this.#options = options;
  }

  /** Whether it has reached its end. */
  get done(): boolean {
    return this.#state === "done";
  }

  /** Whether it still goes on (also while paused). */
  get running(): boolean {
    return this.#state === "running";
  }

  /** Settles when it ends or is cancelled. */
  get finished(): Promise<void> {
    if (this.#state !== "running") return Promise.resolve();
    this.#finished ??= new Promise((resolve) => {
      this.#resolve = resolve;
    });
    return this.#finished;
  }

  /** Stands still until {@link resume}. */
  pause(): void {
    this.#paused = true;
  }

  /** Goes on after {@link pause}. */
  resume(): void {
    this.#paused = false;
  }

  /** Ends it where it is. */
  cancel(): void {
    if (this.#state !== "running") return;
    this.#state = "cancelled";
    this.#resolve?.();
  }

  /** Goes to the end at once. Without an end (`repeat: Infinity`) it ends with this run. */
  complete(): void {
    if (this.#state !== "running") return;
    const repeat = this.#options.repeat ?? 0;
    this.#finish(Number.isFinite(repeat) ? repeat : 0);
  }

  /** Lets `dt` seconds pass. Returns the seconds that were left over after its end. */
  update(dt: number): number {
    if (this.#state !== "running" || this.#paused) return 0;
    const { delay = 0, duration, repeat = 0 } = this.#options;
    this.#time += dt;
    const passed = this.#time - delay;
    if (passed < 0) return 0;
    const total = duration * (repeat + 1);
    if (passed >= total || duration === 0) {
      this.#finish(Number.isFinite(repeat) ? repeat : 0);
      return Math.max(0, passed - (Number.isFinite(total) ? total : 0));
    }
    const run = Math.floor(passed / duration);
    this.#show(run, passed / duration - run);
    return 0;
  }

  #show(run: number, t: number): void {
    const backward = this.#options.yoyo === true && run % 2 === 1;
    const progress = (this.#options.ease ?? easings.quadOut)(backward ? 1 - t : t);
    this.#apply(progress);
    this.#options.onUpdate?.(progress);
  }

  #finish(lastRun: number): void {
    this.#state = "done";
    this.#show(lastRun, 1);
    this.#options.onComplete?.();
    this.#resolve?.();
  }
}

/**
 * Tweens that run together. The library keeps one set that runs with the frames; make your own for what has a time of its
 * own: a menu that moves while the game is paused, a test.
 */
export class Tweens {
  #tweens: Tween[] = [];

  /** How many are running. */
  get length(): number {
    return this.#tweens.length;
  }

  /** Changes number properties of an object from what they are when it begins. See the function {@link animate}. */
  animate<T extends object>(target: T, to: Partial<Pick<T, NumberKeys<T>>>, options: TweenOptions): Tween {
    const goals = Object.entries(to) as [keyof T, number][];
    const object = target as Record<keyof T, number>;
    let begins: number[] | undefined;
    return this.#add((progress) => {
      begins ??= goals.map(([key]) => object[key]);
      goals.forEach(([key, goal], index) => {
        const begin = begins![index]!;
        object[key] = begin + (goal - begin) * progress;
      });
    }, options);
  }

  /** Runs a number from `from` to `to` and hands it to `set`. */
  value(from: number, to: number, set: (value: number) => void, options: TweenOptions): Tween {
    return this.#add((progress) => set(from + (to - from) * progress), options);
  }

  /** Calls `action` after `seconds`. */
  after(seconds: number, action: () => void): Tween {
    return this.#add(() => {}, { duration: 0, delay: seconds, onComplete: action });
  }

  /** Lets `dt` seconds pass for all of them. */
  update(dt: number): void {
    // Those that are added meanwhile begin with the next update.
    const now = this.#tweens;
    this.#tweens = [];
    try {
      for (const tween of now) tween.update(dt);
    } finally {
      this.#tweens = [...now.filter((tween) => tween.running), ...this.#tweens];
    }
  }

  /** Ends all of them where they are. */
  cancelAll(): void {
    for (const tween of this.#tweens) tween.cancel();
    this.#tweens = [];
  }

  #add(apply: (progress: number) => void, options: TweenOptions): Tween {
    const tween = new Tween(apply, options);
    this.#tweens.push(tween);
    return tween;
  }
}

/** The set that runs with the frames: each frame moves it on by its delta time before the game's callback. */
export const tweens: Tweens = new Tweens();
atFrameStart((dt) => tweens.update(dt));

/**
 * Changes number properties of an object over time, with the frames.
 *
 * @param target The object.
 * @param to The values at the end.
 * @example
 * ```ts
 * animate(card, { x: 120, y: 40 }, { duration: 0.4, ease: easings.backOut });
 * await animate(title, { opacity: 0 }, { duration: 1, delay: 2 }).finished;
 * ```
 */
export function animate<T extends object>(
  target: T,
  to: Partial<Pick<T, NumberKeys<T>>>,
  options: TweenOptions,
): Tween {
  return tweens.animate(target, to, options);
}

/**
 * Runs a number from `from` to `to` over time, with the frames.
 * @example
 * ```ts
 * tweenValue(0, 1000, (shown) => (score = Math.round(shown)), { duration: 1 });
 * ```
 */
export function tweenValue(from: number, to: number, set: (value: number) => void, options: TweenOptions): Tween {
  return tweens.value(from, to, set, options);
}

/** Calls `action` after `seconds` of play. Unlike a timer it stands still when the game does. */
export function after(seconds: number, action: () => void): Tween {
  return tweens.after(seconds, action);
}
