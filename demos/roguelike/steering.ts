/** Reads which way the player wants to go: eight directions from four keys, with repeats while they are held. */

import { actions } from "./session.ts";
import { PACE } from "./tuning.ts";

/** A step to one of the eight neighbours. */
interface Direction {
  dx: number;
  dy: number;
}

export class Steering {
  /** Seconds until a held direction is a step again. */
  #wait = 0;
  #held = "";
  /** A straight direction that waits a moment for a second key. */
  #first: { age: number; way: Direction } | undefined;

  /** The step that is wanted in this frame. */
  read(dt: number): Direction | undefined {
    const way = direction();
    if (way === undefined) {
      const first = this.#first;
      this.#reset();
      return first?.way; // let go before the moment was over: it was meant
    }
    const key = `${way.dx},${way.dy}`;
    const across = way.dx !== 0 && way.dy !== 0;
    if (this.#first !== undefined) {
      this.#first.age += dt;
      if (!across && this.#first.age < PACE.chord) return undefined;
      this.#first = undefined;
      this.#held = key;
      this.#wait = PACE.firstRepeat;
      return way;
    }
    if (this.#held === "" && !across) {
      this.#first = { age: 0, way };
      this.#held = key;
      return undefined;
    }
    if (this.#held === "") {
      this.#held = key;
      this.#wait = PACE.firstRepeat;
      return way;
    }
    this.#held = key;
    this.#wait -= dt;
    if (this.#wait > 0) return undefined;
    this.#wait = PACE.repeat;
    return way;
  }

  /** Forgets what is held until it is let go: after a scene has come up. */
  #reset(): void {
    this.#held = "";
    this.#wait = 0;
    this.#first = undefined;
  }

  /** Whether any direction is held. */
  get isHeld(): boolean {
    return direction() !== undefined;
  }
}

/** What is held now. A stick counts from a good half of its way. */
function direction(): Direction | undefined {
  const push = (negative: "left" | "up", positive: "right" | "down"): number => {
    const axis = actions.axis(negative, positive);
    return Math.abs(axis) > 0.45 ? Math.sign(axis) : 0;
  };
  let dx = push("left", "right"), dy = push("up", "down");
  for (const [name, x, y] of DIAGONALS) {
    if (actions.isDown(name)) [dx, dy] = [x, y];
  }
  return dx === 0 && dy === 0 ? undefined : { dx, dy };
}

const DIAGONALS = [["upLeft", -1, -1], ["upRight", 1, -1], ["downLeft", -1, 1], ["downRight", 1, 1]] as const;
