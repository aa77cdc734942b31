/** Draws what the player has to know: hearts, embers, foxfires, the time. */

import { getTime } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { count, type World } from "../logic/world.ts";
import { FIELD, HERO } from "../tuning.ts";
import { COLORS, draw, drawCentered, formatTime, frameAt, LAYERS, write } from "./art.ts";

const PLACE = { screen: true, layer: LAYERS.hud } as const;

export function drawHud(world: World): void {
  for (let i = 0; i < HERO.hearts; i++) {
    const has = i < world.hero.hearts;
    // The last heart beats.
    const beat = has && world.hero.hearts === 1 ? Math.round(Math.sin(getTime() * 9)) : 0;
    draw(has ? "heart" : "heart_empty", 8 + i * 17, 7 - beat, PLACE);
  }
  drawCentered(frameAt(atlas.animations.ember, getTime(), 6), 74, 14, PLACE);
  write(`${count(world.embers)}/${world.embers.length}`, 83, 10, { color: COLORS.yellow, layer: LAYERS.hud });
  world.foxfires.forEach((taken, index) => {
    const picture = taken ? frameAt(atlas.animations.foxfire, getTime() + index * 0.2, 8) : "foxfire_taken0";
    drawCentered(picture, FIELD.width / 2 + (index - 1) * 18, 15, PLACE);
  });
  write(formatTime(world.time), FIELD.width - 8, 10, { align: "right", layer: LAYERS.hud });
}
