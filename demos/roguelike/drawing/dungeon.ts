/** The ground of a depth: walls and floors as far as they are known, what stands on them, and the fog over all of it. */

import { Random } from "@arcane/runtime/random";
import { getTime, getVisibleWorld, loadTexture, Tilemap } from "@arcane/runtime/rendering";
import { approach } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { tiles, type TilesTile } from "../assets/tiles.ts";
import { CELL, cellAt, type Level, SIGHT, sightAt } from "../logic/level.ts";
import { lampsOf } from "../logic/sight.ts";
import type { World } from "../logic/world.ts";
import { CELL_SIZE, LOOKS } from "../tuning.ts";
import { type AtlasSprite, COLORS, draw, drawGlow, drawStanding, frameAt, LAYERS } from "./art.ts";

const texture = loadTexture(tiles.path);

/** What lies about for the eye alone, by place. */
const DECOR = {
  cellar: ["decor_skull", "decor_bone", "decor_pebbles", "decor_pot", "decor_crack"],
  cave: ["decor_pebbles", "decor_moss", "decor_moss", "decor_cap", "decor_bone"],
  vault: ["decor_rune", "decor_crack", "decor_skull", "decor_pot"],
} as const;

interface Decor {
  name: AtlasSprite;
  x: number;
  y: number;
  index: number;
}

export class DungeonView {
  readonly #level: Level;
  readonly #map: Tilemap;
  /** How dark each cell is shown: 1 black, 0 clear. */
  readonly #fog: Float32Array;
  readonly #variants: number[];
  readonly #decor: Decor[] = [];

  constructor(level: Level) {
    this.#level = level;
    this.#map = new Tilemap({
      texture,
      width: level.width,
      height: level.height,
      tileSize: CELL_SIZE,
      columns: tiles.columns,
      rows: tiles.rows,
    });
    const random = new Random(`looks of depth ${level.depth} at ${level.start.x}, ${level.start.y}`);
    this.#variants = level.cells.map(() => random.int(0, 99));
    this.#fog = Float32Array.from(level.sight, darkness);
    level.cells.forEach((cell, index) => {
      if (cell !== CELL.floor || !random.chance(0.06)) return;
      const x = index % level.width, y = Math.floor(index / level.width);
      this.#decor.push({
        name: random.pick(DECOR[level.theme]),
        x: x * CELL_SIZE + random.int(2, 7),
        y: y * CELL_SIZE + random.int(5, 9),
        index,
      });
    });
    this.refresh();
  }

  get level(): Level {
    return this.#level;
  }

  /** Lays what has become known, or has changed. */
  refresh(): void {
    for (let y = 0; y < this.#level.height; y++) {
      for (let x = 0; x < this.#level.width; x++) {
        const tile = sightAt(this.#level, x, y) === SIGHT.unknown ? 0 : tiles.tiles[this.#tile(x, y)];
        if (this.#map.get(x, y) !== tile) this.#map.set(x, y, tile);
      }
    }
  }

  /** Whether a cell is known not to be rock: a wall must not tell of what nobody has seen. */
  #isOpen(x: number, y: number): boolean {
    return cellAt(this.#level, x, y) !== CELL.rock && sightAt(this.#level, x, y) !== SIGHT.unknown;
  }

  #tile(x: number, y: number): TilesTile {
    const { theme } = this.#level;
    const variant = this.#variants[y * this.#level.width + x]!;
    const underWall = cellAt(this.#level, x, y - 1) === CELL.rock;
    const rockBeside = cellAt(this.#level, x - 1, y) === CELL.rock && cellAt(this.#level, x + 1, y) === CELL.rock;
    switch (cellAt(this.#level, x, y)) {
      case CELL.rock: {
        if (this.#isOpen(x, y + 1)) return `${theme}_face${variant < 76 ? 0 : variant < 88 ? 1 : 2}`;
        const sides = (this.#isOpen(x, y - 1) ? 1 : 0) + (this.#isOpen(x + 1, y) ? 2 : 0) +
          (this.#isOpen(x - 1, y) ? 4 : 0);
        return `${theme}_top${sides as 0}`;
      }
      case CELL.door:
        return rockBeside ? `${theme}_door` : `${theme}_door_side`;
      case CELL.openDoor:
        return rockBeside ? `${theme}_open` : `${theme}_open_side`;
      case CELL.stairs:
        return `${theme}_stairs`;
      case CELL.water:
        return cellAt(this.#level, x, y - 1) === CELL.water ? `${theme}_water${variant % 2 as 0}` : `${theme}_bank`;
      default:
        return `${theme}_${
          underWall ? "shade" : "floor"
        }${(variant < 40 ? 0 : variant < 65 ? 1 : variant < 85 ? 2 : 3) as 0}`;
    }
  }

  update(dt: number): void {
    const { sight } = this.#level;
    for (let index = 0; index < sight.length; index++) {
      this.#fog[index] = approach(this.#fog[index]!, darkness(sight[index]!), LOOKS.fogTime, dt);
    }
  }

  draw(world: World): void {
    this.#map.draw(0, 0, LAYERS.ground);
    const { sight, width, theme } = this.#level;
    for (const { name, x, y, index } of this.#decor) {
      if (sight[index] !== SIGHT.unknown) draw(name, x, y, { layer: LAYERS.decor });
    }
    const time = getTime();
    for (const { x, y } of lampsOf(this.#level)) {
      if (sight[y * width + x] === SIGHT.unknown) continue;
      const frames = atlas.animations[`lamp_${theme}`];
      drawStanding(frameAt(frames, time + x, theme === "cave" ? 3 : 8), (x + 0.5) * CELL_SIZE, (y + 1) * CELL_SIZE, {
        layer: LAYERS.standing + y,
      });
    }
    for (const { x, y, turns } of world.flames) {
      if (sight[y * width + x] !== SIGHT.visible) continue;
      const picture = frameAt(atlas.animations.fire, time + x * 0.3 + y * 0.7, 9);
      const size = turns > 1 ? 1 : 0.75;
      drawStanding(picture, (x + 0.5) * CELL_SIZE, (y + 1) * CELL_SIZE, {
        layer: LAYERS.standing + y,
        lit: false,
        width: atlas.sprites[picture].width * size,
        height: atlas.sprites[picture].height * size,
      });
      drawGlow((x + 0.5) * CELL_SIZE, (y + 0.5) * CELL_SIZE, 44, {
        tint: COLORS.orange,
        opacity: 0.35,
        layer: LAYERS.effects,
      });
    }
    this.#drawFog();
  }

  /** Each cell in quarters that lean toward their neighbours, so that the fog has no hard steps. */
  #drawFog(): void {
    const { width, height } = this.#level;
    const view = getVisibleWorld();
    const left = Math.max(0, Math.floor(view.x / CELL_SIZE)), top = Math.max(0, Math.floor(view.y / CELL_SIZE));
    const right = Math.min(width - 1, Math.ceil((view.x + view.width) / CELL_SIZE));
    const bottom = Math.min(height - 1, Math.ceil((view.y + view.height) / CELL_SIZE));
    const fog = (x: number, y: number): number =>
      x < 0 || y < 0 || x >= width || y >= height ? 1 : this.#fog[y * width + x]!;
    const half = CELL_SIZE / 2;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (this.#level.sight[y * width + x] === SIGHT.unknown) continue; // nothing is drawn there anyway
        const own = fog(x, y);
        for (let quarter = 0; quarter < 4; quarter++) {
          const dx = quarter % 2, dy = quarter >> 1;
          const across = fog(x + dx * 2 - 1, y), down = fog(x, y + dy * 2 - 1);
          const a = Math.min(1, (own * 2 + across + down) / 4);
          if (a < 0.02) continue;
          draw("pixel", x * CELL_SIZE + dx * half, y * CELL_SIZE + dy * half, {
            width: half,
            height: half,
            tint: COLORS.dark,
            opacity: a,
            lit: false,
            layer: LAYERS.fog,
          });
        }
      }
    }
  }
}

function darkness(sight: number): number {
  return sight === SIGHT.visible ? 0 : sight === SIGHT.remembered ? LOOKS.remembered : 1;
}
