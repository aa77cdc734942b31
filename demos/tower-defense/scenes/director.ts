/** What scenes ask of the game: which scene comes next. game.ts answers; so no scene needs to know another. */

/** What came of a map. */
export interface Outcome {
  won: boolean;
  lives: number;
  stars: number;
  /** Waves that were survived, and all there are; undefined if there was no end. */
  waves: number;
  allWaves: number | undefined;
  stopped: number;
  towers: number;
  /** Seconds of play. */
  time: number;
  /** Whether more lives were left than ever before on this map. */
  best: boolean;
}

/** Changes scenes. */
export interface Director {
  title(): void;
  maps(): void;
  /** Begins the map that the session names. */
  play(): void;
  pause(): void;
  goOn(): void;
  end(outcome: Outcome): void;
}
