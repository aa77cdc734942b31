/** The map that the hero draws as he goes: small in a corner, large on a sheet of its own. */

import { type ColorLike, drawRect, getTime, SpriteBatch } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { CELL, isVisible, SIGHT } from "../logic/level.ts";
import type { World } from "../logic/world.ts";
import { COLORS, sheet } from "./art.ts";
import { isDisguised } from "../logic/combat.ts";

export class MapView {
  readonly #batch = new SpriteBatch(true);
  readonly #scale: number;
  readonly #layer: number;
  #drawn: readonly number[] = [];

  /** @param scale Side of a cell on the map, pixels of the field. */
  constructor(scale: number, layer: number) {
    this.#scale = scale;
    this.#layer = layer;
  }

  /** Draws the ground anew, if something has become known. */
  refresh({ level }: World): void {
    const known = level.sight.map((sight, index) => sight * 8 + level.cells[index]!);
    if (known.length === this.#drawn.length && known.every((value, index) => value === this.#drawn[index])) return;
    this.#drawn = known;
    this.#batch.clear();
    for (let index = 0; index < level.cells.length; index++) {
      if (level.sight[index] === SIGHT.unknown) continue;
      const color = colorOf(level.cells[index]!, level.sight[index] === SIGHT.visible);
      if (color === undefined) continue;
      this.#batch.add({
        texture: sheet,
        source: atlas.sprites.pixel,
        x: index % level.width * this.#scale,
        y: Math.floor(index / level.width) * this.#scale,
        width: this.#scale,
        height: this.#scale,
        tint: color,
        layer: this.#layer,
      });
    }
  }

  draw(world: World, x: number, y: number): void {
    const { level, hero } = world;
    const scale = this.#scale;
    const dot = (at: { x: number; y: number }, color: ColorLike, grow = 0): void => {
      drawRect(x + at.x * scale - grow, y + at.y * scale - grow, scale + 2 * grow, scale + 2 * grow, {
        color,
        screen: true,
        layer: this.#layer + 1,
      });
    };
    this.#batch.draw(x, y);
    const blink = getTime() % 0.8 < 0.5;
    for (const thing of world.items) {
      if (thing.seen) dot(thing, thing.item.kind === "gold" ? COLORS.amber : COLORS.aqua);
    }
    const { stairs } = level;
    if (stairs !== undefined && level.sight[stairs.y * level.width + stairs.x] !== SIGHT.unknown) {
      dot(stairs, blink ? COLORS.yellow : COLORS.white, 0.5);
    }
    for (const monster of world.monsters) {
      if (isVisible(level, monster) && !isDisguised(monster)) dot(monster, COLORS.red);
    }
    dot(hero, blink ? COLORS.white : COLORS.lime, 0.5);
  }
}

function colorOf(cell: number, visible: boolean): ColorLike | undefined {
  switch (cell) {
    case CELL.rock:
      return visible ? COLORS.slate : COLORS.dusk;
    case CELL.door:
    case CELL.openDoor:
      return COLORS.sand;
    case CELL.water:
      return visible ? COLORS.azure : "#2f53a6";
    case CELL.lamp:
      return COLORS.orange;
    default:
      return visible ? COLORS.mist : COLORS.steel;
  }
}
