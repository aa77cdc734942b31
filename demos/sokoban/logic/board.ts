// A level being played: where the keeper and the crates are now, and every step that led there.

import { type Cell, type Direction, type Level, neighbour } from "./level.ts";

/** One step of the keeper. `crate` is the index of the crate that it pushed, or -1. */
export interface Step {
  direction: Direction;
  crate: number;
}

/** Steps are written as letters, pushes as capitals: the usual notation for solutions. */
const LETTERS: Readonly<Record<Direction, string>> = { up: "u", right: "r", down: "d", left: "l" };
const OPPOSITE: Readonly<Record<Direction, Direction>> = { up: "down", right: "left", down: "up", left: "right" };

/** The direction that a letter of a solution stands for, or undefined. */
export function directionOf(letter: string): Direction | undefined {
  const found = Object.entries(LETTERS).find(([, sign]) => sign === letter.toLowerCase());
  return found?.[0] as Direction | undefined;
}

export class Board {
  readonly level: Level;
  #keeper: Cell;
  readonly #crates: Cell[];
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  #pushes = 0;

  constructor(level: Level) {
    this.level = level;
    this.#keeper = level.keeper;
    this.#crates = [...level.crates];
  }

  get keeper(): Cell {
    return this.#keeper;
  }

  get crates(): readonly Cell[] {
    return this.#crates;
  }

  /** Steps of the keeper, pushes included. */
  get moves(): number {
    return this.#done.length;
  }

  get pushes(): number {
    return this.#pushes;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** The index of the crate on a cell, or -1. */
  crateAt(cell: Cell): number {
    return this.#crates.indexOf(cell);
  }

  isOnGoal(crate: number): boolean {
    return this.level.goals.includes(this.#crates[crate] ?? -1);
  }

  get solved(): boolean {
    return this.#crates.every((cell) => this.level.goals.includes(cell));
  }

  /**
   * Moves the keeper one cell, pushing a crate if one is in the way. Returns the step, or undefined if it is
   * blocked.
   */
  move(direction: Direction): Step | undefined {
    const step = this.#tryStep(direction);
    if (step !== undefined) this.#undone.length = 0;
    return step;
  }

  /** Takes the last step back and returns it, or undefined at the beginning. */
  undo(): Step | undefined {
    const step = this.#done.pop();
    if (step === undefined) return undefined;
    const { direction, crate } = step;
    if (crate >= 0) {
      this.#crates[crate] = this.#keeper;
      this.#pushes -= 1;
    }
    this.#keeper = neighbour(this.level, this.#keeper, OPPOSITE[direction]);
    this.#undone.push(step);
    return step;
  }

  /** Does again what was undone last, or returns undefined if nothing was. */
  redo(): Step | undefined {
    const step = this.#undone.pop();
    return step === undefined ? undefined : this.#tryStep(step.direction);
  }

  /** Takes every step back. They can be redone, so a restart by mistake costs nothing. */
  restart(): void {
    while (this.undo() !== undefined);
  }

  /** The steps so far, such as `"urRd"`; capitals are pushes. */
  get notation(): string {
    return this.#done.map((step) => (step.crate < 0 ? LETTERS[step.direction] : LETTERS[step.direction].toUpperCase()))
      .join("");
  }

  /**
   * Plays steps in the notation of {@link notation}; capitals and small letters mean the same.
   * @returns How many were played: less than all if one is blocked or no letter of a direction.
   */
  play(notation: string): number {
    let played = 0;
    for (const letter of notation) {
      const direction = directionOf(letter);
      if (direction === undefined || this.move(direction) === undefined) break;
      played += 1;
    }
    return played;
  }

  /** The shortest way for the keeper to a cell without pushing; undefined if there is none. */
  pathTo(goal: Cell): Direction[] | undefined {
    const cameBy = new Map<Cell, Direction | undefined>([[this.#keeper, undefined]]);
    const queue = [this.#keeper];
    for (const cell of queue) {
      if (cell === goal) return this.#wayBack(cameBy, goal);
      for (const direction of Object.keys(LETTERS) as Direction[]) {
        const next = neighbour(this.level, cell, direction);
        if (cameBy.has(next) || !this.level.floor[next] || this.crateAt(next) >= 0) continue;
        cameBy.set(next, direction);
        queue.push(next);
      }
    }
    return undefined;
  }

  #wayBack(cameBy: ReadonlyMap<Cell, Direction | undefined>, goal: Cell): Direction[] {
    const way: Direction[] = [];
    let cell = goal;
    for (let direction = cameBy.get(cell); direction !== undefined; direction = cameBy.get(cell)) {
      way.unshift(direction);
      cell = neighbour(this.level, cell, OPPOSITE[direction]);
    }
    return way;
  }

  #tryStep(direction: Direction): Step | undefined {
    const target = neighbour(this.level, this.#keeper, direction);
    if (!this.level.floor[target]) return undefined;
    const crate = this.crateAt(target);
    if (crate >= 0) {
      const beyond = neighbour(this.level, target, direction);
      if (!this.level.floor[beyond] || this.crateAt(beyond) >= 0) return undefined;
      this.#crates[crate] = beyond;
      this.#pushes += 1;
    }
    this.#keeper = target;
    const step = { direction, crate };
    this.#done.push(step);
    return step;
  }
}
