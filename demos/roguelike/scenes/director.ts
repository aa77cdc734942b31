/** What scenes ask of the game: which scene comes next. game.ts answers; so no scene needs to know another. */

import type { Command } from "../logic/perform.ts";

/** What the player has decided in the pack: something to do, or a thing to throw, which needs a goal. */
export type PackChoice = Command | { aim: number };

export interface Director {
  title(): void;
  /** Goes on with the game of the session. */
  play(): void;
  pack(): void;
  chart(): void;
  pause(): void;
  ending(): void;
  /** Closes the scene on top. */
  close(): void;
  /** Closes the pack with a decision. */
  choose(choice: PackChoice): void;
}
