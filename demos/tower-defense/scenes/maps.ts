/** The choice of a map: a card for each, with the map in small and the stars that were won there. */

import { isMouseButtonPressed } from "@arcane/runtime/input";
import { type Color, hex } from "@arcane/runtime/rendering";
import type { Rect } from "@arcane/runtime/physics";
import type { Scene } from "@arcane/runtime/scenes";
import { Ground } from "../drawing/ground.ts";
import { COLORS, drawFrame, drawOnField, fillOnField, LAYERS, pointsAt, wholeView, write } from "../drawing/art.ts";
import { lightsOff } from "../drawing/lights.ts";
import { cellAt, type GameMap, type Theme } from "../logic/map.ts";
import { MAPS } from "../logic/maps/all.ts";
import { actions, openCount, session, starsOfMap } from "../session.ts";
import { play, tune } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const CARD = { width: 184, height: 88, gap: 10, top: 52 } as const;
const COLUMNS = 2;
/** Side of a cell of the small map. */
const DOT = 4;

/** Grass, path, mown meadow, trees, water. */
const INKS: Readonly<Record<Theme, readonly [Color, Color, Color, Color, Color]>> = {
  garden: [hex("#2a6b4a"), hex("#b57a52"), hex("#4ea153"), hex("#17403d"), hex("#2f53a6")],
  orchard: [hex("#7a4a36"), hex("#e0b184"), hex("#b57a52"), hex("#a14a2a"), hex("#2f53a6")],
  meadow: [hex("#4ea153"), hex("#b57a52"), hex("#4ea153"), hex("#2a6b4a"), hex("#2f53a6")],
  night: [hex("#3a3557"), hex("#7f7f9f"), hex("#585379"), hex("#17403d"), hex("#1f2b5c")],
};

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
  return MAPS.findIndex((_, index) => pointsAt(cardOf(index)));
}

export class MapsScene implements Scene {
  readonly #director: Director;
  readonly #grounds = new Map<GameMap, Ground>();
  #hovered = -1;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    tune("title");
    lightsOff();
    this.#hovered = cardUnderMouse();
  }

  update(): void {
    const hovered = cardUnderMouse();
    // A mouse at rest does not fight with the keys.
    if (hovered >= 0 && hovered !== this.#hovered) this.#choose(hovered);
    this.#hovered = hovered;
    if (actions.isPressed("left")) this.#choose(session.map - 1);
    if (actions.isPressed("right")) this.#choose(session.map + 1);
    if (actions.isPressed("down")) this.#choose(session.map + COLUMNS);
    if (actions.isPressed("up")) this.#choose(session.map - COLUMNS);
    if (actions.isPressed("back")) return this.#director.title();
    const clickedBeside = isMouseButtonPressed() && hovered < 0;
    if (!actions.isPressed("confirm") || clickedBeside) return;
    if (isMouseButtonPressed()) this.#choose(hovered);
    if (session.map >= openCount()) return play("refuse");
    play("choose");
    this.#director.play();
  }

  #choose(index: number): void {
    if (MAPS[index] === undefined || index === session.map) return;
    session.map = index;
    play("cursor");
  }

  draw(): void {
    const map = MAPS[session.map]!, view = wholeView();
    let ground = this.#grounds.get(map);
    if (ground === undefined) this.#grounds.set(map, ground = new Ground(map));
    ground.draw(9);
    fillOnField(view.x, view.y, view.width, view.height, { ...COLORS.ink, a: 0.55 }, LAYERS.shade);
    write("Where to?", FIELD.width / 2, 14, { align: "center", scale: 2, color: COLORS.yellow });
    const stars = MAPS.reduce((sum, _, index) => sum + starsOfMap(index), 0);
    drawOnField("star_small", FIELD.width - 76, 22, { layer: LAYERS.panelIcons });
    write(`${stars}/${MAPS.length * 3}`, FIELD.width - 66, 18, { color: COLORS.amber });
    MAPS.forEach((_, index) => this.#drawCard(index));
    const line = session.map < openCount() ? map.says : "Win the map before it first";
    write(line, FIELD.width / 2, 250, { align: "center", color: COLORS.cream });
    const pad = actions.lastDevice === "gamepad";
    write(pad ? "A: go   B: back" : "Space: go   Escape: back", FIELD.width / 2, 276, {
      align: "center",
      color: COLORS.mist,
    });
  }

  #drawCard(index: number): void {
    const map = MAPS[index]!, rect = cardOf(index);
    const chosen = index === session.map, open = index < openCount();
    const { x, width } = rect, y = rect.y - (chosen ? 2 : 0);
    drawFrame(chosen ? "panel_hot" : "panel", { ...rect, y }, LAYERS.panel);
    drawSmall(map, x + 8, y + 12, open ? 1 : 0.3);
    const left = x + 96;
    write(map.name.split(" ")[0]!, left, y + 12, { color: open ? COLORS.white : COLORS.steel });
    write(map.name.split(" ").slice(1).join(" "), left, y + 23, { color: open ? COLORS.white : COLORS.steel });
    if (!open) {
      drawOnField("lock", x + 8 + map.width * DOT / 2, y + 44, { layer: LAYERS.text });
      return;
    }
    write(`${map.waves.length} waves`, left, y + 40, { color: COLORS.mist });
    for (let star = 0; star < 3; star++) {
      drawOnField(star < starsOfMap(index) ? "star" : "star_empty", x + width - 72 + star * 20, y + 66, {
        layer: LAYERS.panelIcons,
      });
    }
  }
}

/** A map with a dot for each cell. */
function drawSmall(map: GameMap, x: number, y: number, opacity: number): void {
  const [grass, path, mown, tree, water] = INKS[map.theme];
  const inks: Readonly<Record<string, Color>> = {
    "#": path,
    ",": mown,
    "t": tree,
    "o": COLORS.steel,
    "~": water,
    "S": COLORS.red,
    "H": COLORS.yellow,
  };
  const width = map.width * DOT, height = map.height * DOT;
  fillOnField(x - 1, y - 1, width + 2, height + 2, COLORS.ink, LAYERS.panel + 1);
  fillOnField(x, y, width, height, { ...grass, a: opacity }, LAYERS.panel + 1);
  for (let row = 0; row < map.height; row++) {
    for (let column = 0; column < map.width; column++) {
      const ink = inks[cellAt(map, column, row)];
      if (ink !== undefined) {
        fillOnField(x + column * DOT, y + row * DOT, DOT, DOT, { ...ink, a: opacity }, LAYERS.panel + 1);
      }
    }
  }
}
