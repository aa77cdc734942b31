// What comes up when a level is solved: stars, the result, and how to go on.

import { clamp, easings } from "@arcane/runtime/tween";
import type { Board } from "../logic/board.ts";
import { type Result, stars } from "../logic/progress.ts";
import { actions, currentStage, noteResult } from "../session.ts";
import { FIELD, SOLVED_DELAY, STAR_INTERVAL } from "../tuning.ts";
import { AMBER, draw, drawPanel, LAYER, LIME, MIST, write } from "../view/art.ts";
import { play } from "../view/sounds.ts";

const SIZE = { width: 196, height: 96 };
const DROP_TIME = 0.35;

export class SolvedPanel {
  readonly #result: Result;
  readonly #shown: boolean;
  readonly #stars: number;
  readonly #isBest: boolean;
  #time = 0;
  #starsSeen = 0;

  /** @param shown Whether the game has shown its own solution, which is no result of the player's. */
  constructor(board: Board, shown: boolean) {
    this.#result = { moves: board.moves, pushes: board.pushes };
    this.#shown = shown;
    this.#stars = shown ? 0 : stars(this.#result, currentStage().solution.length);
    this.#isBest = !shown && noteResult(this.#result);
  }

  /** Whether the player may go on. */
  get ready(): boolean {
    return this.#time > SOLVED_DELAY + DROP_TIME;
  }

  /** Returns true in the frame in which the keeper begins to cheer. */
  update(dt: number): boolean {
    const before = this.#time;
    this.#time += dt;
    const seen = clamp(Math.floor((this.#time - SOLVED_DELAY - DROP_TIME) / STAR_INTERVAL), 0, this.#stars);
    if (seen > this.#starsSeen) play("star", 1 + 0.12 * (seen - 1));
    this.#starsSeen = seen;
    return before < SOLVED_DELAY / 2 && this.#time >= SOLVED_DELAY / 2;
  }

  draw(): void {
    const dropped = clamp((this.#time - SOLVED_DELAY) / DROP_TIME, 0, 1);
    if (dropped === 0) return;
    const x = (FIELD.width - SIZE.width) / 2;
    const y = Math.round(-SIZE.height + (SIZE.height + 44) * easings.backOut(dropped));
    const middle = FIELD.width / 2;
    drawPanel(x, y, SIZE.width, SIZE.height, LAYER.overlay);
    write(this.#shown ? "So it goes" : "Solved!", middle, y + 12, { align: "center", color: AMBER });
    for (let star = 0; star < 3 && !this.#shown; star += 1) {
      const name = star < this.#starsSeen ? "star" : "star_empty";
      draw(name, middle + (star - 1) * 30, y + 40, {
        anchorX: 0.5,
        anchorY: 0.5,
        width: 26,
        height: 24,
        layer: LAYER.overlay + 1,
      });
    }
    const { moves, pushes } = this.#result;
    write(`${moves} moves, ${pushes} pushes`, middle, y + 59, { align: "center", color: MIST });
    if (this.#shown) write("now it is your turn", middle, y + 36, { align: "center" });
    else if (this.#isBest && this.ready) write("your best!", middle, y + 70, { align: "center", color: LIME });
    const key = actions.lastDevice === "gamepad" ? "A" : "Enter";
    if (this.ready) {
      write(`${key}: ${this.#shown ? "play" : "next"}   ${key === "A" ? "Y" : "R"}: again`, middle, y + 82, {
        align: "center",
        color: AMBER,
      });
    }
  }
}
