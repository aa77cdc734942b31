/** The map on a sheet of its own, and the last lines of the log. */

import { drawRect, getViewportSize, measureText } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { centered, COLORS, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { MapView } from "../drawing/map.ts";
import { THEME_NAMES } from "../logic/generate.ts";
import { actions, session } from "../session.ts";
import { play } from "../sounds.ts";
import type { Director } from "./director.ts";

export class ChartScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;
  #map: MapView | undefined;
  #scale = 1;
  #log = false;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    play("open");
    this.#map = undefined;
    this.#log = false;
  }

  update(): void {
    if (actions.isPressed("left") || actions.isPressed("right")) this.#log = !this.#log;
    else if (
      actions.isPressed("chart") || actions.isPressed("back") || actions.isPressed("confirm") ||
      actions.isPressed("click")
    ) {
      this.#director.close();
    }
  }

  draw(): void {
    const world = session.world;
    if (world === undefined) return;
    const view = getViewportSize();
    const { level } = world;
    drawRect(0, 0, view.width, view.height, { color: { ...COLORS.ink, a: 0.6 }, layer: LAYERS.shade, screen: true });
    const scale = Math.max(2, Math.floor(Math.min((view.width - 24) / level.width, (view.height - 56) / level.height)));
    const width = level.width * scale, height = level.height * scale;
    const { x, y } = centered(width, height);
    drawPanel(x - 6, y - 22, width + 12, height + 44);
    write(this.#log ? "What happened" : `Depth ${level.depth}: ${THEME_NAMES[level.theme]}`, x + width / 2, y - 13, {
      align: "center",
      color: COLORS.yellow,
    });
    write(this.#log ? "< > the map" : "< > what happened", x + width / 2, y + height + 6, {
      align: "center",
      color: COLORS.mist,
    });
    if (this.#log) return this.#drawLog(x + 4, y, width - 8, height);
    if (this.#map === undefined || this.#scale !== scale) {
      this.#map = new MapView(scale, LAYERS.icons);
      this.#scale = scale;
    }
    this.#map.refresh(world);
    this.#map.draw(world, x, y);
  }

  #drawLog(x: number, top: number, maxWidth: number, height: number): void {
    let y = top + height;
    for (const line of [...session.world?.log ?? []].reverse()) {
      const text = line.times > 1 ? `${line.text} x${line.times}` : line.text;
      y -= measureText(text, { maxWidth }).height + 2;
      if (y < top) return;
      write(text, x, y, { maxWidth, color: COLORS.fog });
    }
  }
}
