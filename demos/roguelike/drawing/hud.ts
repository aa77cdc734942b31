/** Around the picture: life, what is on him, the log, the map in the corner, buttons for the mouse. */

import { type Color, drawRect, getTime, getViewportSize, measureText } from "@arcane/runtime/rendering";
import { approach } from "@arcane/runtime/tween";
import { armourOf, xpFor } from "../logic/combat.ts";
import type { Place } from "../logic/level.ts";
import type { Status, Tone, World } from "../logic/world.ts";
import { type AtlasSprite, COLORS, draw, LAYERS, write } from "./art.ts";
import { MapView } from "./map.ts";
import { pictureOf } from "./pictures.ts";

const MAP_SCALE = 2;
const LOG_LINES = 4;
const LINE = 11;

export const BUTTONS = [
  { action: "explore", sign: "sign_boot", hint: "Explore (X)" },
  { action: "rest", sign: "sign_moon", hint: "Rest (R)" },
  { action: "pack", sign: "sign_pack", hint: "Pack (I)" },
  { action: "chart", sign: "sign_map", hint: "Map (Tab)" },
  { action: "look", sign: "sign_eye", hint: "Look (V)" },
  { action: "pause", sign: "sign_gear", hint: "Menu (Esc)" },
] as const satisfies readonly { action: string; sign: AtlasSprite; hint: string }[];
export type ButtonAction = (typeof BUTTONS)[number]["action"];

const BUTTON = { size: 22, step: 23 };

const TONES: Readonly<Record<Tone, Color>> = {
  plain: COLORS.fog,
  good: COLORS.lime,
  bad: COLORS.coral,
  loot: COLORS.amber,
  magic: COLORS.sky,
  great: COLORS.yellow,
};

const STATUS_SIGNS: Readonly<Record<Status, AtlasSprite>> = {
  poison: "sign_poison",
  burn: "sign_burn",
  stun: "sign_stun",
  haste: "sign_haste",
  might: "sign_might",
  farsight: "sign_farsight",
  gloom: "sign_gloom",
};

export class Hud {
  readonly #map = new MapView(MAP_SCALE, LAYERS.hud + 1);
  #shownHp = 0;
  #pain = 0;

  refresh(world: World): void {
    this.#map.refresh(world);
  }

  update(dt: number, { hero }: World): void {
    if (hero.hp < this.#shownHp - 0.6) this.#pain = 0.5;
    this.#pain = Math.max(0, this.#pain - dt);
    this.#shownHp = this.#shownHp === 0 ? hero.hp : approach(this.#shownHp, hero.hp, 0.15, dt);
  }

  /** The button under a point of the screen. */
  buttonAt({ x, y }: Place): (typeof BUTTONS)[number] | undefined {
    return BUTTONS.find((_, index) => {
      const place = buttonPlace(index);
      return x >= place.x && y >= place.y && x < place.x + BUTTON.size && y < place.y + BUTTON.size;
    });
  }

  draw(world: World, mouse: Place | undefined): void {
    this.#drawPain(world);
    this.#drawHero(world);
    this.#drawMap(world);
    drawLog(world);
    this.#drawButtons(mouse);
  }

  /** The edges of the screen redden when he is hurt, and beat while he is in danger. */
  #drawPain({ hero, phase }: World): void {
    const { width, height } = getViewportSize();
    const danger = phase === "play" && hero.hp <= hero.maxHp * 0.3 ? 0.16 + 0.1 * Math.sin(getTime() * 6) : 0;
    const strength = Math.max(this.#pain * 0.5, danger);
    if (strength <= 0) return;
    for (let step = 0; step < 6; step++) {
      const edge = 2 + step * 3;
      const look = { color: { ...COLORS.red, a: strength * 0.11 }, layer: LAYERS.hud - 1, screen: true };
      drawRect(0, 0, width, edge, look);
      drawRect(0, height - edge, width, edge, look);
      drawRect(0, edge, edge, height - 2 * edge, look);
      drawRect(width - edge, edge, edge, height - 2 * edge, look);
    }
  }

  #drawHero({ hero, gold, lore }: World): void {
    const place = { screen: true, layer: LAYERS.hud + 1 } as const;
    box(4, 4, 128, 33);
    draw("sign_heart", 8, 7, place);
    meter(20, 8, 84, 8, this.#shownHp / hero.maxHp, hero.hp <= hero.maxHp * 0.3 ? COLORS.red : COLORS.coral);
    write(`${hero.hp}/${hero.maxHp}`, 62, 8, { align: "center", layer: LAYERS.hud + 3 });
    meter(20, 17, 84, 2, hero.xp / xpFor(hero.level), COLORS.amber);
    write(`L${hero.level}`, 128, 8, { align: "right", layer: LAYERS.hud + 3, color: COLORS.yellow });
    draw("sign_shield", 8, 22, place);
    write(`${armourOf(hero)}`, 20, 24, { layer: LAYERS.hud + 3 });
    draw(pictureOf(lore, hero.weapon.kind), 38, 20, { ...place, width: 14, height: 14 });
    if (hero.weapon.bonus > 0) write(`+${hero.weapon.bonus}`, 54, 24, { layer: LAYERS.hud + 3, color: COLORS.sky });
    draw("sign_coin", 86, 22, place);
    write(`${gold}`, 97, 24, { layer: LAYERS.hud + 3, color: COLORS.amber });
    let x = 5;
    for (const [status, turns] of Object.entries(hero.statuses) as [Status, number][]) {
      draw(STATUS_SIGNS[status], x, 40, place);
      write(`${turns}`, x + 11, 41, { layer: LAYERS.hud + 3, color: COLORS.fog });
      x += 14 + `${turns}`.length * 8;
    }
  }

  #drawMap(world: World): void {
    const { level } = world;
    const width = level.width * MAP_SCALE, height = level.height * MAP_SCALE;
    const x = getViewportSize().width - width - 6, y = 6;
    box(x - 2, y - 2, width + 4, height + 4);
    this.#map.draw(world, x, y);
    write(`Depth ${level.depth}`, x + width, y + height + 6, {
      align: "right",
      color: COLORS.mist,
      layer: LAYERS.hud + 3,
    });
  }

  #drawButtons(mouse: Place | undefined): void {
    const hot = mouse === undefined ? undefined : this.buttonAt(mouse);
    BUTTONS.forEach((button, index) => {
      const { x, y } = buttonPlace(index);
      draw(button === hot ? "slot_hot" : "slot", x, y, {
        screen: true,
        layer: LAYERS.hud,
        opacity: button === hot ? 1 : 0.85,
      });
      draw(button.sign, x + 11, y + 11, { anchorX: 0.5, anchorY: 0.5, screen: true, layer: LAYERS.hud + 1 });
      if (button !== hot) return;
      write(button.hint, x - 4, y + 7, { align: "right", color: COLORS.yellow });
    });
  }
}

function buttonPlace(index: number): Place {
  const { width, height } = getViewportSize();
  return { x: width - BUTTON.size - 4, y: height - 4 - BUTTON.step * (BUTTONS.length - index) };
}

/** The last lines, the newest at the bottom; what is older than this turn fades. */
function drawLog({ log, turn }: World): void {
  const { width, height } = getViewportSize();
  const maxWidth = width - 44;
  let y = height - 6;
  for (let index = log.length - 1, lines = 0; index >= 0 && lines < LOG_LINES; index--) {
    const line = log[index]!;
    const text = line.times > 1 ? `${line.text} x${line.times}` : line.text;
    const size = measureText(text, { maxWidth });
    const rows = Math.max(1, Math.round(size.height / LINE));
    lines += rows;
    y -= rows * LINE;
    const age = turn - line.turn;
    const a = age <= 1 ? 1 : age <= 6 ? 0.75 : 0.5;
    write(text, 7, y, {
      maxWidth,
      color: { ...TONES[line.tone], a },
      shadow: { ...COLORS.ink, a },
      layer: LAYERS.hud + 3,
    });
  }
  for (let step = 0; step < 4; step++) {
    const top = y - 6 + step * 4;
    drawRect(0, top, maxWidth + 14, height - top, {
      color: { ...COLORS.ink, a: 0.17 },
      layer: LAYERS.hud - 2,
      screen: true,
    });
  }
}

/** A dark box behind numbers. */
function box(x: number, y: number, width: number, height: number): void {
  drawRect(x, y, width, height, { color: { ...COLORS.ink, a: 0.72 }, layer: LAYERS.hud, screen: true });
}

function meter(x: number, y: number, width: number, height: number, part: number, color: Color): void {
  drawRect(x - 1, y - 1, width + 2, height + 2, { color: COLORS.ink, layer: LAYERS.hud + 1, screen: true });
  drawRect(x, y, width, height, { color: COLORS.maroon, layer: LAYERS.hud + 1, screen: true });
  const full = Math.max(0, Math.min(1, part)) * width;
  drawRect(x, y, full, height, { color, layer: LAYERS.hud + 2, screen: true });
  if (height > 4) drawRect(x, y, full, 2, { color: { ...COLORS.white, a: 0.25 }, layer: LAYERS.hud + 2, screen: true });
}
