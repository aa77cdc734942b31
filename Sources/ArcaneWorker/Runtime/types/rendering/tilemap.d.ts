import { type TextureId } from "./texture.d.ts";
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
export declare class Tilemap {
    #private;
    /** Size in tiles. */
    readonly width: number;
    /** Size in tiles. */
    readonly height: number;
    /** Side of a tile in world units. */
    readonly tileSize: number;
    /** @throws RangeError if a size is not a whole number above 0. */
    constructor(options: TilemapOptions);
    /** Whether a cell lies in the map. */
    contains(x: number, y: number): boolean;
    /** The tile in a cell (column, row); 0 outside the map. */
    get(x: number, y: number): number;
    /** Sets the tile in a cell (column, row); outside the map nothing happens. */
    set(x: number, y: number, tile: number): void;
    /** Sets all cells of a rectangle (columns and rows) to one tile; without a rectangle the whole map. */
    fill(tile: number, x?: number, y?: number, width?: number, height?: number): void;
    /**
     * Sets tiles from text: one string per row, one character per cell. Characters that the legend does not name are empty.
     */
    load(rows: readonly string[], legend: Readonly<Record<string, number>>): void;
    /** Calls `visit` for each cell that is not empty, row by row. */
    forEach(visit: (tile: number, x: number, y: number) => void): void;
    /**
     * Draws the visible part in this frame.
     * @param x World position of the map's left edge.
     * @param y World position of its top edge.
     */
    draw(x?: number, y?: number, layer?: number): void;
}
