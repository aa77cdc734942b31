/** The choice of a level: a card for each, with the best that was reached there. */

import { getMousePosition, isGamepadButtonPressed, isKeyPressed, isMouseButtonPressed } from "@arcane/runtime/input";
import { drawSprite, getTime, loadTexture, setCamera, setCameraBounds } from "@arcane/runtime/rendering";
import { containsPoint, type Rect } from "@arcane/runtime/physics";
import type { Scene } from "@arcane/runtime/scenes";
import { atlas } from "../assets/atlas.ts";
import {
  COLORS,
  draw,
  drawCentered,
  drawFrame,
  drawStanding,
  formatTime,
  frameAt,
  LAYERS,
  write,
} from "../drawing/art.ts";
import { lightsOff } from "../drawing/lights.ts";
import { LEVELS } from "../logic/levels/all.ts";
import { drawParallax } from "../drawing/parallax.ts";
import { actions, openCount, session } from "../session.ts";
import { play, tune } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const CARD = { width: 168, height: 84, gap: 16, top: 72 } as const;
const COLUMNS = 2;
/** What a card shows: parts of the backdrops, with the row from which they are taken. */
const PICTURES = {
  forest: [["sky", 150], ["hills", 0], ["near", 28]],
  cave: [["sky", 118], ["far", 240], ["hills", 212]],
  heights: [["sky", 150], ["far", 20], ["hills", 60]],
} as const;

function cardOf(index: number): Rect {
  const left = (FIELD.width - COLUMNS * CARD.width - (COLUMNS - 1) * CARD.gap) / 2;
  return {
    x: left + index % COLUMNS * (CARD.width + CARD.gap),
    y: CARD.top + Math.floor(index / COLUMNS) * (CARD.height + CARD.gap),
    width: CARD.width,
    height: CARD.height,
  };
}

function cardUnderMouse(): number {
  const { x, y } = getMousePosition();
  return LEVELS.findIndex((_, index) => containsPoint(cardOf(index), x, y));
}

export class MapScene implements Scene {
  readonly #director: Director;
  #hovered = -1;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    tune("title");
    lightsOff();
    setCameraBounds(undefined);
    this.#hovered = cardUnderMouse();
  }

  update(): void {
    const hovered = cardUnderMouse();
    // A mouse at rest does not fight with the keys.
    if (hovered >= 0 && hovered !== this.#hovered) this.#choose(hovered);
    this.#hovered = hovered;
    if (actions.isPressed("left")) this.#choose(session.level - 1);
    if (actions.isPressed("right")) this.#choose(session.level + 1);
    if (actions.isPressed("down")) this.#choose(session.level + COLUMNS);
    if (isUp()) this.#choose(session.level - COLUMNS);
    if (actions.isPressed("back")) return this.#director.title();
    const clickedBeside = isMouseButtonPressed() && hovered < 0;
    if (!actions.isPressed("confirm") || clickedBeside) return;
    if (session.level >= openCount()) return play("locked");
    play("choose");
    this.#director.play();
  }

  #choose(index: number): void {
    if (LEVELS[index] === undefined || index === session.level) return;
    session.level = index;
    play("cursor");
  }

  draw(): void {
    const middle = FIELD.width / 2;
    setCamera(getTime() * 14, 0, 1);
    drawParallax(LEVELS[session.level]!.theme, 0);
    setCamera(0, 0, 1);
    write("Where to?", middle, 30, { align: "center", scale: 2, color: COLORS.yellow });
    LEVELS.forEach((_, index) => this.#drawCard(index));
    const device = actions.lastDevice === "gamepad";
    write(device ? "A: go   B: back" : "Space: go   Escape: back", middle, 278, {
      align: "center",
      color: COLORS.mist,
    });
  }

  #drawCard(index: number): void {
    const level = LEVELS[index]!, { x, y, width, height } = cardOf(index);
    const chosen = index === session.level, open = index < openCount();
    const lift = chosen ? -2 : 0;
    drawFrame(chosen ? "panel_hot" : "panel", x, y + lift, width, height);
    PICTURES[level.theme].forEach(([part, row], order) => {
      drawSprite({
        texture: loadTexture(`assets/${level.theme}_${part}.png`),
        source: { x: 60, y: row, width: width - 12, height: 40 },
        x: x + 6,
        y: y + 6 + lift,
        layer: LAYERS.panel + 1 + order,
        screen: true,
        opacity: open ? 1 : 0.25,
      });
    });
    write(`${index + 1}. ${level.name}`, x + 8, y + 51 + lift, { color: open ? COLORS.white : COLORS.steel });
    if (!open) {
      drawCentered("lock", x + width / 2, y + 26 + lift, { screen: true, layer: LAYERS.text });
      return;
    }
    const best = session.progress[level.name];
    for (let flame = 0; flame < level.foxfires.length; flame++) {
      const picture = best !== undefined && flame < best.foxfires ? "foxfire0" : "foxfire_taken0";
      draw(picture, x + width - 20 - flame * 13, y + 61 + lift, {
        screen: true,
        layer: LAYERS.icons,
        width: 12,
        height: 15,
      });
    }
    const line = best === undefined ? "new" : `${best.embers}/${level.embers.length}  ${formatTime(best.time)}`;
    write(line, x + 8, y + 66 + lift, { color: best === undefined ? COLORS.steel : COLORS.amber });
    if (chosen) {
      drawStanding(frameAt(atlas.animations.run, getTime(), 12), x + width - 26, y + 46 + lift, {
        screen: true,
        layer: LAYERS.text,
      });
    }
  }
}

/** Up is a jump in the game, where no map is. */
function isUp(): boolean {
  return isKeyPressed("ArrowUp") || isKeyPressed("KeyW") || isGamepadButtonPressed("DPadUp");
}
