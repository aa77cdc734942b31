/** What scenes ask of the game: which scene comes next. game.ts answers; so no scene needs to know another. */

import type { Result } from "../logic/progress.ts";

/** What came of a level. */
export interface Outcome extends Result {
  level: number;
  allEmbers: number;
  allFoxfires: number;
  falls: number;
  /** Whether no time was better. */
  fastest: boolean;
}

/** Changes scenes. */
export interface Director {
  title(): void;
  map(): void;
  /** Begins the level that the session names. */
  play(): void;
  pause(): void;
  goOn(): void;
  result(outcome: Outcome): void;
  finale(): void;
}
