/** What scenes ask of the game: which scene comes next. game.ts answers; so no scene needs to know another. */

/** How a game ended. */
export interface Outcome {
  won: boolean;
  /** With the bonus. */
  points: number;
  /** For the lives that were left. */
  bonus: number;
  /** The level that was reached, an index into LEVELS. */
  level: number;
}

/** Where a game begins: at the first level, or where a reload of the code found it. */
export interface Start {
  level: number;
  points: number;
  lives: number;
}

/** Changes scenes. */
export interface Director {
  title(): void;
  play(): void;
  pause(): void;
  goOn(): void;
  end(outcome: Outcome): void;
}
