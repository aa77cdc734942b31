/**
 * When what happened is shown. The rules do a turn at once; a knife takes its time, and what monsters do is seen a little
 * after what the hero did. Nobody waits for it: the next turn shows at once what is left of the last.
 */

import type { GameEvent } from "../logic/world.ts";
import { PACE } from "../tuning.ts";

export class Timeline {
  #pending: { event: GameEvent; at: number }[] = [];
  #time = 0;

  /** Takes the events of a turn. Returns what is left of earlier ones, to be shown now. */
  add(events: readonly GameEvent[]): GameEvent[] {
    const late = this.#pending.map(({ event }) => event);
    let delay = 0, answered = false;
    this.#pending = events.map((event) => {
      if (
        "who" in event && event.who !== 0 &&
        (event.what === "attack" || event.what === "move" || event.what === "windup")
      ) {
        delay = answered ? Math.max(delay, PACE.answer) : PACE.answer;
        answered = true;
      }
      if (event.what === "shot") {
        const start = answered ? PACE.answer : 0;
        delay = start + Math.hypot(event.to.x - event.from.x, event.to.y - event.from.y) / PACE.shot;
        return { event, at: this.#time + start };
      }
      return { event, at: this.#time + delay };
    });
    return late;
  }

  /** Lets `dt` seconds pass. Returns what is due. */
  update(dt: number): GameEvent[] {
    this.#time += dt;
    const due = this.#pending.filter(({ at }) => at <= this.#time).map(({ event }) => event);
    if (due.length > 0) this.#pending = this.#pending.filter(({ at }) => at > this.#time);
    return due;
  }
}
