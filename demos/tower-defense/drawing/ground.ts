/** The ground of a map as a tilemap, with a hedge all around, and what stands on it. */

import { Random } from "@arcane/runtime/random";
import { getTime, loadTexture, SpriteBatch, Tilemap } from "@arcane/runtime/rendering";
import { clamp } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { tiles, type TilesTile } from "../assets/tiles.ts";
import { cellAt, type GameMap } from "../logic/map.ts";
import { TILE } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawGlow, drawStanding, frameAt, LAYERS, sheet } from "./art.ts";

const texture = loadTexture(tiles.path);

/** So many tiles of hedge are seen around the board in windows of other shapes. */
const HEDGE = 24;

/** What grows in the grass of a place. */
const FLOWERS: Readonly<Record<GameMap["theme"], readonly AtlasSprite[]>> = {
  garden: ["daisy", "poppy", "bluebell", "daisy"],
  orchard: ["toadstool", "daisy", "toadstool"],
  meadow: ["daisy", "poppy", "bluebell"],
  night: ["bluebell", "toadstool"],
};

export class Ground {
  readonly map: GameMap;
  readonly #tiles: Tilemap;
  readonly #scenery = new SpriteBatch();
  /** The middle of the foot of the hive, and of each burrow. */
  readonly hive: { x: number; y: number };
  readonly #burrows: readonly { x: number; y: number }[];

  constructor(map: GameMap) {
    this.map = map;
    this.#tiles = new Tilemap({
      texture,
      width: map.width + 2 * HEDGE,
      height: map.height + 2 * HEDGE,
      tileSize: TILE,
      columns: tiles.columns,
      rows: tiles.rows,
    });
    const random = new Random(map.name);
    for (let row = -HEDGE; row < map.height + HEDGE; row++) {
      for (let column = -HEDGE; column < map.width + HEDGE; column++) {
        this.#tiles.set(column + HEDGE, row + HEDGE, tiles.tiles[tileName(map, column, row, random)]);
      }
    }
    const middle = (pick: "x" | "y") => map.hives.reduce((sum, cell) => sum + cell[pick] + 0.5, 0) / map.hives.length;
    // Neither hive nor burrow is cut off at the edge of the board.
    const inside = (x: number, half: number): number => clamp(x, half, map.width * TILE - half);
    this.hive = { x: inside(middle("x") * TILE, 17), y: (middle("y") + 0.8) * TILE };
    this.#burrows = map.gates.map(({ x, y }) => ({ x: inside((x + 0.5) * TILE, 10), y: (y + 1.1) * TILE }));
    this.#plant(random);
  }

  /** Trees and stones stand where the map says; flowers where there is room for them. */
  #plant(random: Random): void {
    const { map } = this;
    for (let row = 0; row < map.height; row++) {
      for (let column = 0; column < map.width; column++) {
        const x = (column + 0.5) * TILE, y = (row + 1) * TILE;
        switch (cellAt(map, column, row)) {
          case "t":
            this.#place(
              `tree_${map.theme}${random.int(0, 1) as 0 | 1}`,
              x + random.int(-1, 1),
              y + 2,
              LAYERS.standing + row,
            );
            break;
          case "o":
            this.#place(`stone${random.int(0, 1) as 0 | 1}`, x, y, LAYERS.marks);
            break;
          case "~":
            if (random.chance(0.2)) this.#place("lily", x, y - 5, LAYERS.marks);
            break;
          case ".":
            if (!random.chance(0.13)) break;
            this.#place(random.pick(FLOWERS[map.theme]), x + random.int(-5, 5), y - random.int(1, 6), LAYERS.marks);
        }
      }
    }
  }

  #place(name: AtlasSprite, x: number, y: number, layer: number): void {
    this.#scenery.add({ texture: sheet, source: atlas.sprites[name], x, y, anchorX: 0.5, anchorY: 1, layer });
  }

  /** @param hurt seconds since a bug got at the hive: it trembles for a moment */
  draw(hurt: number): void {
    this.#tiles.draw(-HEDGE * TILE, -HEDGE * TILE, LAYERS.ground);
    for (const { x, y } of this.#burrows) drawStanding("burrow", x, y, { layer: LAYERS.marks });
    this.#scenery.draw();
    const tremble = hurt < 0.35 ? Math.round(Math.sin(hurt * 70) * 2 * (1 - hurt / 0.35)) : 0;
    drawStanding(frameAt(atlas.animations.hive, getTime(), 1.4), this.hive.x + tremble, this.hive.y, {
      layer: LAYERS.standing + Math.floor(this.hive.y / TILE),
      ...(hurt < 0.1 ? { tint: COLORS.coral } : {}),
    });
    if (this.map.theme === "night") {
      drawGlow(this.hive.x, this.hive.y - 14, 90, { tint: COLORS.amber, opacity: 0.4, layer: LAYERS.effects });
    }
    this.#drawBees();
  }

  /** Two bees are always about. */
  #drawBees(): void {
    const time = getTime();
    for (let bee = 0; bee < 2; bee++) {
      const angle = time * (1.1 + bee * 0.5) + bee * 2.4;
      const x = this.hive.x + Math.cos(angle) * (20 + bee * 5), y = this.hive.y - 20 + Math.sin(angle * 1.7) * 14;
      drawStanding(frameAt(atlas.animations.bee, time + bee * 0.1, 14), x, y, {
        layer: LAYERS.flyers,
        flipX: Math.sin(angle) > 0,
      });
    }
  }
}

/** The picture of a cell; outside the board there is hedge. */
function tileName(map: GameMap, column: number, row: number, random: Random): TilesTile {
  const { theme } = map;
  const inside = column >= 0 && row >= 0 && column < map.width && row < map.height;
  if (!inside) return `${theme}_hedge${random.int(0, 1) as 0 | 1}`;
  const sides = (joins: string): 0 => {
    const open = (x: number, y: number, side: number): number => joins.includes(cellBeyond(map, x, y)) ? 0 : side;
    return open(column, row - 1, 1) + open(column + 1, row, 2) + open(column, row + 1, 4) +
      open(column - 1, row, 8) as 0;
  };
  switch (cellAt(map, column, row)) {
    case "#":
      return `${theme}_path${sides("#SH,")}`;
    case "S":
    case "H":
      // In a meadow gate and hive stand on it.
      return hasPath(map) ? `${theme}_path${sides("#SH,")}` : `${theme}_open0`;
    case "~":
      return `${theme}_water${sides("~")}`;
    case ",":
      return `${theme}_open${((column + row) % 2 + random.int(0, 1) * 2) as 0}`;
    default:
      return `${theme}_grass${(random.chance(0.75) ? random.int(0, 1) : random.int(2, 3)) as 0}`;
  }
}

/** Paths go on beyond the edge of the board where they leave it. */
function cellBeyond(map: GameMap, column: number, row: number): string {
  const x = Math.min(Math.max(column, 0), map.width - 1), y = Math.min(Math.max(row, 0), map.height - 1);
  const letter = cellAt(map, x, y);
  return x === column && y === row || letter === "S" ? letter : ".";
}

function hasPath(map: GameMap): boolean {
  return map.rows.some((row) => row.includes("#"));
}
