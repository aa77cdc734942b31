// The journey as a row of dots: fights that are won, the one that goes on, those to come; a crown for the last.

import type { Run } from "../logic/run.ts";
import { draw, fillRect, INK, LAYER, sizeOf, STEEL } from "./art.ts";

const STEP = 24;

export function drawRoad(run: Run, middle: number, y: number): void {
  const { width, height } = sizeOf("node");
  const left = middle - ((run.road.length - 1) * STEP + width) / 2;
  const line = y + Math.floor(height / 2);
  fillRect(left, line - 1, (run.road.length - 1) * STEP, 3, INK, LAYER.interface);
  fillRect(left, line, (run.road.length - 1) * STEP, 1, STEEL, LAYER.interface);
  run.road.forEach((_, index) => {
    const x = left + index * STEP;
    const name = index < run.fight ? "node_done" : index === run.fight ? "node_now" : "node";
    draw(name, x, y, { layer: LAYER.interface + 1 });
    if (index === run.road.length - 1) {
      draw("crown", x + width / 2, y + 3, { anchorX: 0.5, layer: LAYER.interface + 2 });
    }
  });
}
