/** The title: the name, and the fox on her way, after the fires that lead her. */

import { drawSprite, getTime, loadTexture, setCamera, setCameraBounds } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { atlas } from "../assets/atlas.ts";
import { tiles } from "../assets/tiles.ts";
import { COLORS, draw, drawCentered, drawGlow, drawStanding, frameAt, LAYERS, write } from "../drawing/art.ts";
import { lightsOff } from "../drawing/lights.ts";
import { drawParallax } from "../drawing/parallax.ts";
import { play, tune } from "../sounds.ts";
import { actions } from "../session.ts";
import { FIELD, TILE } from "../tuning.ts";
import type { Director } from "./director.ts";

const FLOOR = 254;
/** Pixels a second that the wood passes behind the title. */
const STROLL = 42;
const tileTexture = loadTexture(tiles.path);

export class TitleScene implements Scene {
  readonly #director: Director;
  #way = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    tune("title");
    lightsOff();
    setCameraBounds(undefined);
  }

  update(dt: number): void {
    this.#way += STROLL * dt;
    if (!actions.isPressed("confirm") && !actions.isPressed("jump")) return;
    play("choose");
    this.#director.map();
  }

  draw(): void {
    const time = getTime(), middle = FIELD.width / 2;
    setCamera(this.#way, 0, 1);
    drawParallax("forest", FIELD.height / TILE);
    setCamera(0, 0, 1);
    this.#drawGround();

    drawStanding(frameAt(atlas.animations.run, time, 13), middle - 8, FLOOR + 1, { screen: true, layer: LAYERS.hero });
    for (let i = 0; i < 5; i++) {
      const x = middle + 44 + i * 26 + 7 * Math.sin(time * 1.3 + i), y = FLOOR - 26 - 12 * Math.sin(time * 2 + i * 1.1);
      drawGlow(x, y, 44, { tint: COLORS.sky, opacity: 0.6 - i * 0.08, screen: true, layer: LAYERS.effects });
      drawCentered(frameAt(atlas.animations.foxfire, time + i * 0.17, 8), x, y, {
        screen: true,
        layer: LAYERS.effects,
      });
    }
    drawGlow(middle, 92, 330, {
      tint: COLORS.sky,
      opacity: 0.3 + 0.05 * Math.sin(time * 2),
      screen: true,
      layer: LAYERS.panel,
    });
    drawCentered("title", middle, 92 + Math.sin(time * 1.8) * 3, { layer: LAYERS.panel, screen: true });
    write("A fox cub on her way home", middle, 122, { align: "center", color: COLORS.night, shadow: COLORS.ice });
    if (time % 1.2 < 0.85) write("Press Space, A or click", middle, 158, { align: "center", color: COLORS.white });
    write("M sound   F full screen", middle, 284, { align: "center", color: COLORS.rose });
  }

  #drawGround(): void {
    const look = { screen: true, layer: LAYERS.tiles } as const;
    const cell = (index: number) => ({
      x: (index - 1) % tiles.columns * TILE,
      y: Math.floor((index - 1) / tiles.columns) * TILE,
      width: TILE,
      height: TILE,
    });
    const shift = this.#way * 1.6 % TILE;
    const first = Math.floor(this.#way * 1.6 / TILE);
    for (let column = 0; column <= FIELD.width / TILE + 1; column++) {
      const x = Math.round((column * TILE - shift) * 2) / 2;
      drawSprite({ texture: tileTexture, source: cell(tiles.tiles.forest_1), x, y: FLOOR, ...look });
      for (let row = 1; row < 4; row++) {
        const stone = (first + column) * 7 % 11 === row;
        drawSprite({
          texture: tileTexture,
          source: cell(stone ? tiles.tiles.forest_rock0 : tiles.tiles.forest_0),
          x,
          y: FLOOR + row * TILE,
          ...look,
        });
      }
      const plant = PLANTS[(first + column) * 5 % PLANTS.length];
      if (plant === undefined) continue;
      draw(plant, x + 8, FLOOR + 2, { anchorX: 0.5, anchorY: 1, screen: true, layer: LAYERS.scenery });
    }
  }
}

/** What grows on the way, again and again; nothing where there is nothing. */
const PLANTS = [
  "forest_tuft",
  undefined,
  "forest_bush",
  undefined,
  "forest_flower_red",
  undefined,
  undefined,
  "forest_tree",
  undefined,
  "forest_fern",
  "forest_tuft",
  undefined,
  "forest_flower_white",
  undefined,
  "forest_birch",
  undefined,
  undefined,
] as const;
