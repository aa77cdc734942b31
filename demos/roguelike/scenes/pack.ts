/** The pack: what he carries, what it does, and what to do with it. */

import { getMousePosition } from "@arcane/runtime/input";
import { drawRect, getViewportSize } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { centered, COLORS, draw, drawCentered, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { pictureOf } from "../drawing/pictures.ts";
import { armourOf } from "../logic/combat.ts";
import { dataOf, type Item, PACK_SIZE } from "../logic/items.ts";
import { aboutItem, nameOf } from "../logic/lore.ts";
import type { World } from "../logic/world.ts";
import { actions, session } from "../session.ts";
import { play } from "../sounds.ts";
import type { Director } from "./director.ts";

const WIDTH = 340;
const HEIGHT = 226;
const SLOT = 26;
const COLUMNS = 8;
const ORDERS = ["use", "throw", "drop"] as const;
type Order = (typeof ORDERS)[number];

export class PackScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;
  #cursor = 0;
  #mouse = { x: -1, y: -1 };

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    play("open");
    this.#mouse = getMousePosition();
  }

  update(): void {
    const world = session.world;
    if (world === undefined) return this.#director.close();
    const moved = actions.isPressed("right") ? 1 : actions.isPressed("left") ? -1 : 0;
    const rows = actions.isPressed("down") ? COLUMNS : actions.isPressed("up") ? -COLUMNS : 0;
    if (moved + rows !== 0) {
      this.#cursor = (this.#cursor + moved + rows + PACK_SIZE) % PACK_SIZE;
      play("cursor");
    }
    if (actions.isPressed("pack") || actions.isPressed("back")) return this.#director.close();
    if (actions.isPressed("confirm")) return this.#order(world, "use");
    if (actions.isPressed("throw")) return this.#order(world, "throw");
    if (actions.isPressed("drop")) return this.#order(world, "drop");
    this.#readMouse(world);
  }

  /** Pointing chooses, a click uses, a right click throws; the words below do what they say. */
  #readMouse(world: World): void {
    const mouse = getMousePosition();
    const slot = slotAt(mouse.x, mouse.y);
    const moved = mouse.x !== this.#mouse.x || mouse.y !== this.#mouse.y;
    this.#mouse = mouse;
    if (moved && slot !== undefined && slot !== this.#cursor) {
      this.#cursor = slot;
      play("cursor", 0.6);
    }
    const click = actions.isPressed("click"), right = actions.isPressed("rightClick");
    if (!click && !right) return;
    if (slot !== undefined) return this.#order(world, right ? "throw" : "use");
    const order = orderAt(mouse.x, mouse.y);
    if (order !== undefined) return this.#order(world, order);
    const { x, y } = centered(WIDTH, HEIGHT);
    if (mouse.x < x || mouse.y < y || mouse.x > x + WIDTH || mouse.y > y + HEIGHT) this.#director.close();
  }

  #order(world: World, order: Order): void {
    const index = this.#cursor;
    const item = world.hero.pack[index];
    if (item === undefined) return play("denied");
    const { type } = dataOf(item.kind);
    if (order === "throw" || (order === "use" && type === "missile")) return this.#director.choose({ aim: index });
    this.#director.choose({ do: order, index });
  }

  draw(): void {
    const world = session.world;
    if (world === undefined) return;
    const view = getViewportSize();
    const { hero, lore } = world;
    drawRect(0, 0, view.width, view.height, { color: { ...COLORS.ink, a: 0.5 }, layer: LAYERS.shade, screen: true });
    const { x, y } = centered(WIDTH, HEIGHT);
    drawPanel(x, y, WIDTH, HEIGHT);
    write("Your pack", x + 12, y + 10, { color: COLORS.yellow });
    write(`${hero.pack.length}/${PACK_SIZE}`, x + WIDTH - 12, y + 10, { align: "right", color: COLORS.mist });
    this.#drawWorn(world, x + 12, y + 26);
    for (let index = 0; index < PACK_SIZE; index++) {
      const at = slotPlace(index);
      const hot = index === this.#cursor;
      drawSlot(at.x, at.y, hero.pack[index], lore, hot);
    }
    const item = hero.pack[this.#cursor];
    const textY = y + 128;
    if (item === undefined) {
      write("Nothing.", x + 12, textY, { color: COLORS.steel });
    } else {
      write(nameOf(lore, item), x + 12, textY, { color: COLORS.white, maxWidth: WIDTH - 24 });
      write(`${aboutItem(lore, item)}${this.#compared(world, item)}`, x + 12, textY + 15, {
        color: COLORS.mist,
        maxWidth: WIDTH - 24,
      });
      this.#drawOrders(item);
    }
  }

  /** How it would be against what he has on. */
  #compared({ hero }: World, item: Item): string {
    const data = dataOf(item.kind);
    if (data.type !== "armour") return "";
    const change = data.armour + item.bonus - armourOf(hero);
    return change > 0 ? ` ${change} more than you wear.` : change < 0 ? ` ${-change} less than you wear.` : "";
  }

  #drawWorn({ hero, lore }: World, x: number, y: number): void {
    for (const [index, item] of [hero.weapon, hero.armour].entries()) {
      const left = x + index * 156;
      drawSlot(left, y, item, lore, false);
      write(nameOf(lore, item), left + 28, y + 3, { color: COLORS.fog });
      const data = dataOf(item.kind);
      const worth = data.type === "weapon"
        ? `damage ${data.damage}${item.bonus > 0 ? `+${item.bonus}` : ""}`
        : `armour ${armourOf(hero)}`;
      write(worth, left + 28, y + 13, { color: COLORS.steel });
    }
  }

  #drawOrders(item: Item): void {
    const pad = actions.lastDevice === "gamepad";
    const { type } = dataOf(item.kind);
    const use = type === "potion"
      ? "drink"
      : type === "scroll"
      ? "read"
      : type === "weapon"
      ? "wield"
      : type === "armour"
      ? "wear"
      : "throw";
    const labels = pad ? [`A ${use}`, "X throw", "LB drop"] : [`Enter ${use}`, "T throw", "G drop"];
    const hot = orderAt(this.#mouse.x, this.#mouse.y);
    labels.forEach((label, index) => {
      const place = orderPlace(index);
      drawPanel(place.x, place.y, place.width, place.height, { hot: ORDERS[index] === hot, layer: LAYERS.icons });
      write(label, place.x + place.width / 2, place.y + 6, { align: "center", color: COLORS.yellow });
    });
  }
}

function drawSlot(x: number, y: number, item: Item | undefined, lore: World["lore"], hot: boolean): void {
  draw(hot ? "slot_hot" : "slot", x, y, { screen: true, layer: LAYERS.icons });
  if (item === undefined) return;
  drawCentered(pictureOf(lore, item.kind), x + 11, y + 11, { screen: true, layer: LAYERS.icons + 1 });
  const mark = item.count > 1 ? `${item.count}` : item.bonus > 0 ? `+${item.bonus}` : "";
  if (mark !== "") {
    write(mark, x + 22, y + 14, { align: "right", color: item.bonus > 0 ? COLORS.sky : COLORS.white });
  }
}

function slotPlace(index: number): { x: number; y: number } {
  const { x, y } = centered(WIDTH, HEIGHT);
  return { x: x + 67 + index % COLUMNS * SLOT, y: y + 66 + Math.floor(index / COLUMNS) * SLOT };
}

function slotAt(x: number, y: number): number | undefined {
  for (let index = 0; index < PACK_SIZE; index++) {
    const place = slotPlace(index);
    if (x >= place.x && y >= place.y && x < place.x + SLOT - 3 && y < place.y + SLOT - 3) return index;
  }
  return undefined;
}

function orderPlace(index: number): { x: number; y: number; width: number; height: number } {
  const { x, y } = centered(WIDTH, HEIGHT);
  return { x: x + 12 + index * 106, y: y + HEIGHT - 30, width: 104, height: 20 };
}

function orderAt(x: number, y: number): Order | undefined {
  return ORDERS.find((_, index) => {
    const place = orderPlace(index);
    return x >= place.x && y >= place.y && x < place.x + place.width && y < place.y + place.height;
  });
}
