/** The rules of Lights: a press switches a lamp and its four neighbours; the aim is darkness. */

import { Random } from "@arcane/runtime/random";

export const SIZE = 5;

export interface Board {
  level: number;
  /** Row by row: whether each lamp shines. */
  lamps: boolean[];
  presses: number;
}

/** A board for a level, the same each time. It is made by presses from darkness, so it can be solved by the same ones. */
export function createBoard(level: number): Board {
  const board: Board = { level, lamps: Array<boolean>(SIZE * SIZE).fill(false), presses: 0 };
  const random = new Random(`level ${level}`);
  const cells = [...board.lamps.keys()];
  for (let presses = Math.min(2 + level, 15); presses > 0; presses--) {
    const [cell = 0] = cells.splice(random.int(0, cells.length - 1), 1);
    press(board, cell % SIZE, Math.floor(cell / SIZE));
  }
  board.presses = 0;
  return board;
}

/** Switches a lamp and its neighbours. */
export function press(board: Board, column: number, row: number): void {
  for (const [x, y] of [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
    const [c, r] = [column + x, row + y];
    if (c >= 0 && c < SIZE && r >= 0 && r < SIZE) board.lamps[r * SIZE + c] = !board.lamps[r * SIZE + c];
  }
  board.presses++;
}

export function isSolved(board: Board): boolean {
  return !board.lamps.includes(true);
}
