import type { Rect } from "../core/geometry.d.ts";
/** How {@link Stack} lays out. */
export interface StackOptions {
    /** Downward (the default) or to the right. */
    direction?: "column" | "row";
    /** Space between two, viewport units. Default 4. */
    gap?: number;
}
/**
 * Hands out rectangles in a column or a row.
 *
 * @example
 * ```ts
 * const menu = new Stack({ x: 100, y: 60, width: 120, height: 20 }, { gap: 6 });
 * if (button("Continue", menu.next())) resume();
 * if (button("Quit", menu.next())) exit();
 * ```
 */
export declare class Stack {
    #private;
    /** @param first The first rectangle; the others have its size unless {@link next} is told another. */
    constructor(first: Rect, options?: StackOptions);
    /**
     * The next rectangle.
     * @param size Its height in a column, its width in a row.
     */
    next(size?: number): Rect;
    /** Leaves space. */
    skip(size: number): void;
    /** The length that is used so far, without the last gap. */
    get length(): number;
}
/** A rectangle of a size in the middle of another. */
export declare function centerRect(outer: Rect, width: number, height: number): Rect;
/** A rectangle made smaller by `by` on all sides. */
export declare function insetRect(rect: Rect, by: number): Rect;
