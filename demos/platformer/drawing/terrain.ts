/** The ground of a level as a tilemap, and the plants and stones that stand on it. */

import { Random } from "@arcane/runtime/random";
import { drawRect, getTime, loadTexture, SpriteBatch, Tilemap } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { tiles, type TilesTile } from "../assets/tiles.ts";
import { isGround, type Level, type Theme, tileAt } from "../logic/level.ts";
import { TILE } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawStanding, frameAt, LAYERS, sheet } from "./art.ts";

const texture = loadTexture(tiles.path);

/** What may stand on the ground, with how often (per hundred tiles) and how many flat tiles it needs to each side. */
const SCENERY: Readonly<Record<Theme, readonly (readonly [name: AtlasSprite, often: number, room: number])[]>> = {
  forest: [
    ["forest_tree", 7, 2],
    ["forest_birch", 5, 2],
    ["forest_bush", 9, 1],
    ["forest_fern", 12, 0],
    ["forest_stump", 3, 1],
    ["forest_flower_red", 6, 0],
    ["forest_flower_blue", 5, 0],
    ["forest_flower_white", 5, 0],
    ["forest_tuft", 22, 0],
  ],
  cave: [
    ["cave_crystal_blue", 7, 1],
    ["cave_crystal_violet", 5, 1],
    ["cave_stone", 12, 0],
    ["cave_glow", 10, 0],
  ],
  heights: [
    ["heights_column", 7, 1],
    ["heights_column_low", 8, 1],
    ["heights_banner0", 5, 1],
    ["heights_pot", 6, 0],
    ["heights_tuft", 30, 0],
  ],
};

/** Pits get darker in steps, so that nobody takes the wood behind them for a floor. */
const ABYSS = { height: 44, steps: 4, color: { ...COLORS.ink, a: 0.4 } } as const;

export class Terrain {
  readonly #map: Tilemap;
  readonly #scenery = new SpriteBatch();
  /** Where there is no floor: the lower edges of what gets dark toward the bottom. In the sky one sees it anyway. */
  #abysses: { x: number; y: number; width: number }[] = [];
  /** Where banners and things that glow stand. */
  readonly banners: { x: number; y: number }[] = [];
  readonly glows: { x: number; y: number; violet: boolean }[] = [];

  constructor(level: Level) {
    this.#map = new Tilemap({
      texture,
      width: level.width,
      height: level.height,
      tileSize: TILE,
      columns: tiles.columns,
      rows: tiles.rows,
    });
    const random = new Random(level.name);
    for (let row = 0; row < level.height; row++) {
      for (let column = 0; column < level.width; column++) {
        const name = tileName(level, column, row, random);
        if (name !== undefined) this.#map.set(column, row, tiles.tiles[name]);
      }
    }
    this.#plant(level, random);
    if (level.theme !== "heights") this.#abysses = findAbysses(level);
  }

  draw(): void {
    this.#scenery.draw();
    for (const { x, y, width } of this.#abysses) {
      for (let step = 0; step < ABYSS.steps; step++) {
        const height = ABYSS.height * (1 - step / ABYSS.steps);
        drawRect(x, y - height, width, height, { color: ABYSS.color, layer: LAYERS.scenery });
      }
    }
    this.#map.draw(0, 0, LAYERS.tiles);
    for (const { x, y } of this.banners) {
      drawStanding(frameAt(atlas.animations.heights_banner, getTime() + x, 7), x, y + 2, { layer: LAYERS.scenery });
    }
  }

  #plant(level: Level, random: Random): void {
    const taken = new Set([level.gate, ...level.lanterns, ...level.signs, ...level.springs].flatMap(({ x, y }) => {
      const column = Math.floor(x / TILE), row = y / TILE;
      return [-1, 0, 1].map((side) => `${column + side},${row}`);
    }));
    for (let row = 1; row < level.height; row++) {
      for (let column = 0; column < level.width; column++) {
        const x = (column + 0.5) * TILE;
        if (
          level.theme === "cave" && isGround(level, column, row - 1) && isFree(level, column, row) &&
          random.chance(0.12)
        ) {
          this.#place("cave_hanging", x, row * TILE + atlas.sprites.cave_hanging.height);
        }
        if (!isFloor(level, column, row) || taken.has(`${column},${row}`)) continue;
        let dice = random.float(0, 100);
        for (const [name, often, room] of SCENERY[level.theme]) {
          dice -= often;
          if (dice >= 0) continue;
          const flat = Array.from({ length: 2 * room + 1 }, (_, index) => column - room + index);
          if (flat.every((near) => isFloor(level, near, row))) this.#place(name, x + random.int(-4, 4), row * TILE);
          break;
        }
      }
    }
  }

  #place(name: AtlasSprite, x: number, y: number): void {
    if (name === "heights_banner0") {
      this.banners.push({ x, y });
      return;
    }
    if (name.startsWith("cave_crystal") || name === "cave_glow") {
      this.glows.push({ x, y: y - 8, violet: name === "cave_crystal_violet" });
    }
    // Roots go a little into the ground, behind which they are.
    this.#scenery.add({
      texture: sheet,
      source: atlas.sprites[name],
      x,
      y: name === "cave_hanging" ? y - 1 : y + 2,
      anchorX: 0.5,
      anchorY: 1,
      layer: LAYERS.scenery,
    });
  }
}

function findAbysses(level: Level): { x: number; y: number; width: number }[] {
  const found: { x: number; y: number; width: number }[] = [];
  for (let column = 0; column < level.width; column++) {
    if (tileAt(level, column, level.height - 1) !== ".") continue;
    const x = column * TILE, last = found.at(-1);
    if (last !== undefined && last.x + last.width === x) last.width += TILE;
    else found.push({ x, y: level.height * TILE, width: TILE });
  }
  return found;
}

function isFree(level: Level, column: number, row: number): boolean {
  return tileAt(level, column, row) === ".";
}

function isFloor(level: Level, column: number, row: number): boolean {
  return column >= 0 && column < level.width && isGround(level, column, row) && isFree(level, column, row - 1);
}

/** The picture of a cell. What crumbles or flows is drawn apart, since it moves. */
function tileName(level: Level, column: number, row: number, random: Random): TilesTile | undefined {
  const { theme } = level;
  switch (tileAt(level, column, row)) {
    case "#":
      return groundName(level, column, row, random);
    case "=": {
      const left = tileAt(level, column - 1, row) !== "=", right = tileAt(level, column + 1, row) !== "=";
      return `${theme}_plank${left && right ? "" : left ? "_left" : right ? "_right" : "_middle"}`;
    }
    case "^":
      return `${theme}_spikes`;
    case "v":
      return `${theme}_hanging`;
    default:
      return undefined;
  }
}

function groundName(level: Level, column: number, row: number, random: Random): TilesTile {
  // Beyond the edges of the level the ground goes on.
  const solid = (x: number, y: number): boolean => y < 0 || y >= level.height || isGround(level, x, y);
  const sides = (solid(column, row - 1) ? 0 : 1) + (solid(column + 1, row) ? 0 : 2) +
    (solid(column, row + 1) ? 0 : 4) + (solid(column - 1, row) ? 0 : 8);
  if (sides === 0 && random.chance(0.1)) return `${level.theme}_rock${random.int(0, 2) as 0 | 1 | 2}`;
  return `${level.theme}_${sides as 0}`;
}
