// Shows what the rules did one thing after the other: the rules are at once done, the eye is not.

import type { Combat, Step } from "../logic/combat.ts";
import { PACE } from "../tuning.ts";

export class Timeline {
  #waiting: Step[] = [];
  #pause = 0;
  #shown: Combat;
  readonly #show: (step: Step) => void;

  /** @param shown What is seen at the beginning. @param show Called when a step's turn has come. */
  constructor(shown: Combat, show: (step: Step) => void) {
    this.#shown = shown;
    this.#show = show;
  }

  /** The fight as it is shown now. */
  get shown(): Combat {
    return this.#shown;
  }

  /** Whether something is still to be shown. */
  get busy(): boolean {
    return this.#waiting.length > 0 || this.#pause > 0;
  }

  add(steps: readonly Step[]): void {
    this.#waiting.push(...steps);
  }

  update(dt: number): void {
    this.#pause -= dt;
    while (this.#pause <= 0) {
      const step = this.#waiting.shift();
      if (step === undefined) {
        this.#pause = 0;
        return;
      }
      this.#shown = step.after;
      this.#show(step);
      this.#pause += PACE[step.event.what];
    }
  }
}
