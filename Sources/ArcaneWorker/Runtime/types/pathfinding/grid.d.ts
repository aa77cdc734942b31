import type { Vec2 } from "../core/geometry.d.ts";
/** A map to find ways on: columns and rows of cells. */
export interface Grid {
    /** Columns. */
    width: number;
    /** Rows. */
    height: number;
    /**
     * What it costs to enter a cell: 1 for plain ground, more for hard going; 0, negative or infinite if it cannot be
     * entered. Booleans mean 1 and "cannot".
     */
    cost(x: number, y: number): number | boolean;
}
/** Which neighbors a cell has. */
export interface NeighbourOptions {
    /** `true`: eight neighbors, and no way through between two blocked cells' corners. Default: four. */
    diagonal?: boolean;
}
export declare const DIAGONAL: number;
/** The four straight steps, then the four diagonal ones. */
export declare const STEPS: readonly [readonly [0, -1], readonly [1, 0], readonly [0, 1], readonly [-1, 0], readonly [1, -1], readonly [1, 1], readonly [-1, 1], readonly [-1, -1]];
/** The cost of entering a cell, infinite if that is not possible. */
export declare function entryCost(grid: Grid, x: number, y: number): number;
/** Whether a diagonal step is free: both cells beside it can be entered. */
export declare function canCut(grid: Grid, x: number, y: number, dx: number, dy: number): boolean;
/** Refuses a grid without cells. */
export declare function checkGrid(grid: Grid, what: string): void;
/** Whether a cell lies on the grid. */
export declare function onGrid(grid: Grid, { x, y }: Vec2): boolean;
