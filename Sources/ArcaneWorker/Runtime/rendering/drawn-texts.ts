// The texts of a frame, for those who look at the game without seeing it: the engine's `scene` asks for them by
// `globalThis[Symbol.for("arcane.drawnTexts")]`.

import { atFrameStart } from "../core/frame.ts";

/** A text as it was asked for, and the rectangle that it covers. */
export interface DrawnText {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  layer: number;
  /** In viewport units, not moved by the camera. */
  screen: boolean;
}

/** Texts of one frame that are kept. */
const MOST = 1000;

let texts: DrawnText[] = [];

/** Keeps a text of this frame. */
export function noteText(
  text: string,
  x: number,
  y: number,
  width: number,
  height: number,
  layer: number,
  screen: boolean,
): void {
  if (texts.length < MOST) texts.push({ text, x, y, width, height, layer, screen });
}

atFrameStart(() => {
  if (texts.length > 0) texts = [];
});

(globalThis as { [key: symbol]: unknown })[Symbol.for("arcane.drawnTexts")] = (): readonly DrawnText[] => texts;
