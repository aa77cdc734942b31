// Lets tools look at the game as text and play it.

import { registerAgent } from "@arcane/runtime/agent";
import { Board } from "./logic/board.ts";
import { type Stage, STAGES } from "./logic/levels.ts";

/** What a tool sees: which scene is up, which level, and the steps that were made in it. */
export interface Glance {
  scene: string;
  stage: number;
  steps: string;
}

/** Registers the game; `show` is called with what an action led to. */
export function registerSokoban(getState: () => Glance, show: (glance: Glance) => void): void {
  registerAgent<Glance>({
    name: "sokoban",
    getState,
    setState: show,
    describe,
    actions: {
      play: {
        description: "Make steps in the level, until one is blocked.",
        args: { steps: { type: "string", description: "letters u, d, l, r" } },
        run: (state, { steps }) => {
          const board = boardOf(state);
          board.play(String(steps));
          return { ...state, scene: "play", steps: board.notation };
        },
      },
      undo: {
        description: "Take the last step back.",
        run: (state) => ({ ...state, steps: state.steps.slice(0, -1) }),
      },
      level: {
        description: "Begin a level.",
        args: { number: { type: "number", description: `1 to ${STAGES.length}` } },
        run: (state, { number }) => {
          const stage = Number(number) - 1;
          if (STAGES[stage] === undefined) {
            throw new RangeError(`number must be a whole number from 1 to ${STAGES.length}`);
          }
          return { ...state, scene: "play", stage, steps: "" };
        },
      },
    },
  });
}

function stageOf(state: Glance): Stage {
  return STAGES[state.stage] ?? STAGES[0]!;
}

function boardOf(state: Glance): Board {
  const board = new Board(stageOf(state).level);
  board.play(state.steps);
  return board;
}

/** The level in the notation of level.ts, as it stands. */
function describe(state: Glance): string {
  const board = boardOf(state);
  const { level } = board;
  const rows = Array.from({ length: level.height }, (_, y) =>
    Array.from({ length: level.width }, (_, x) => {
      const cell = y * level.width + x;
      const goal = level.goals.includes(cell);
      if (level.walls[cell]) return "#";
      if (board.crateAt(cell) >= 0) return goal ? "*" : "$";
      if (board.keeper === cell) return goal ? "+" : "@";
      return goal ? "." : " ";
    }).join("").trimEnd());
  return [
    `Sokoban, scene ${state.scene}: level ${state.stage + 1} of ${STAGES.length}, ${level.name}`,
    `moves ${board.moves}, pushes ${board.pushes}, ${board.solved ? "solved" : "not solved"}`,
    ...rows,
  ].join("\n");
}
