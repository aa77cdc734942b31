import { hasRenderer, ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { pushTilemap } from "./draw-list.ts";
import { isKnownTexture, type TextureId } from "./texture.ts";

/** What a tilemap is made of. */
export interface TilemapOptions {
  /** The atlas: tiles of one size without gaps. */
  texture: TextureId;
  /** Size of the map in tiles. */
  width: number;
  /** Size of the map in tiles. */
  height: number;
  /** Side of a tile in world units. */
  tileSize: number;
  /** Tiles per row of the atlas. */
  columns: number;
  /** Rows of the atlas. */
  rows: number;
}

/**
 * A grid of tiles that the engine draws, only the visible ones. Tile 0 is empty; tile k shows cell k - 1 of the atlas,
 * counted left to right, then top to bottom. The map keeps its own copy of the tiles, so game logic can ask it where there
 * is no renderer.
 *
 * @example
 * ```ts
 * const map = new Tilemap({ texture: tiles, width: 40, height: 20, tileSize: 16, columns: 8, rows: 8 });
 * map.load([
 *   "..........",
 *   "..==..==..",
 *   "##########",
 * ], { "=": 5, "#": 1 });
 * onFrame(() => map.draw(0, 0));
 * ```
 */
export class Tilemap {
  /** Size in tiles. */
  readonly width: number;
  /** Size in tiles. */
  readonly height: number;
  /** Side of a tile in world units. */
  readonly tileSize: number;
  readonly #tiles: Uint16Array;
  readonly #texture: TextureId;
  readonly #columns: number;
  readonly #rows: number;
  #id = 0;

  /** @throws RangeError if a size is not a whole number above 0. */
  constructor(options: TilemapOptions) {
    for (const name of ["width", "height", "columns", "rows"] as const) {
      if (!Number.isInteger(options[name]) || options[name] < 1) {
        throw new RangeError(`Tilemap: ${name} is ${options[name]}; it must be a whole number above 0.`);
      }
    }
    if (!(options.tileSize > 0)) throw new RangeError(`Tilemap: tileSize is ${options.tileSize}; it must be above 0.`);
    this.width = options.width;
    this.height = options.height;
    this.tileSize = options.tileSize;
    this.#texture = options.texture;
    this.#columns = options.columns;
    this.#rows = options.rows;
    this.#tiles = new Uint16Array(options.width * options.height);
  }

  /** Whether a cell lies in the map. */
  contains(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  /** The tile in a cell (column, row); 0 outside the map. */
  get(x: number, y: number): number {
    return this.contains(x, y) ? this.#tiles[Math.floor(y) * this.width + Math.floor(x)]! : 0;
  }

  /** Sets the tile in a cell (column, row); outside the map nothing happens. */
  set(x: number, y: number, tile: number): void {
    if (!Number.isInteger(x) || !Number.isInteger(y) || !Number.isInteger(tile) || tile < 0 || tile > 0xffff) {
      warnOnce("tilemap:set", `Tilemap.set: column ${x}, row ${y}, tile ${tile} must be whole numbers (tile 0 to 65535).`);
      return;
    }
    if (!this.contains(x, y)) return;
    this.#tiles[y * this.width + x] = tile;
    if (this.#id !== 0) ops().op_set_tile(this.#id, x, y, tile);
  }

  /** Sets all cells of a rectangle (columns and rows) to one tile; without a rectangle the whole map. */
  fill(tile: number, x = 0, y = 0, width = this.width, height = this.height): void {
    for (let row = y; row < y + height; row += 1) {
      for (let column = x; column < x + width; column += 1) this.set(column, row, tile);
    }
  }

  /**
   * Sets tiles from text: one string per row, one character per cell. Characters that the legend does not name are empty.
   */
  load(rows: readonly string[], legend: Readonly<Record<string, number>>): void {
    rows.forEach((row, y) => [...row].forEach((character, x) => this.set(x, y, legend[character] ?? 0)));
  }

  /** Calls `visit` for each cell that is not empty, row by row. */
  forEach(visit: (tile: number, x: number, y: number) => void): void {
    for (let at = 0; at < this.#tiles.length; at += 1) {
      const tile = this.#tiles[at]!;
      if (tile !== 0) visit(tile, at % this.width, Math.floor(at / this.width));
    }
  }

  /**
   * Draws the visible part in this frame.
   * @param x World position of the map's left edge.
   * @param y World position of its top edge.
   */
  draw(x = 0, y = 0, layer = 0): void {
    if (!hasRenderer() || !isKnownTexture(this.#texture)) return;
    if (this.#id === 0) this.#create();
    pushTilemap(this.#id, x, y, layer);
  }

  #create(): void {
    const { op_create_tilemap } = ops();
    this.#id = op_create_tilemap(this.#texture, this.width, this.height, this.tileSize, this.#columns, this.#rows);
    this.forEach((tile, x, y) => ops().op_set_tile(this.#id, x, y, tile));
  }
}
