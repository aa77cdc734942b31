import type { Rect } from "../core/geometry.ts";

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
export class Stack {
  readonly #first: Rect;
  readonly #row: boolean;
  readonly #gap: number;
  #position = 0;

  /** @param first The first rectangle; the others have its size unless {@link next} is told another. */
  constructor(first: Rect, options: StackOptions = {}) {
    this.#first = { ...first };
    this.#row = options.direction === "row";
    this.#gap = options.gap ?? 4;
  }

  /**
   * The next rectangle.
   * @param size Its height in a column, its width in a row.
   */
  next(size: number = this.#row ? this.#first.width : this.#first.height): Rect {
    const { x, y, width, height } = this.#first;
    const at = this.#position;
    this.#position += size + this.#gap;
    return this.#row ? { x: x + at, y, width: size, height } : { x, y: y + at, width, height: size };
  }

  /** Leaves space. */
  skip(size: number): void {
    this.#position += size;
  }

  /** The length that is used so far, without the last gap. */
  get length(): number {
    return Math.max(0, this.#position - this.#gap);
  }
}

/** A rectangle of a size in the middle of another. */
export function centerRect(outer: Rect, width: number, height: number): Rect {
  return {
    x: Math.round(outer.x + (outer.width - width) / 2),
    y: Math.round(outer.y + (outer.height - height) / 2),
    width,
    height,
  };
}

/** A rectangle made smaller by `by` on all sides. */
export function insetRect(rect: Rect, by: number): Rect {
  return {
    x: rect.x + by,
    y: rect.y + by,
    width: Math.max(0, rect.width - 2 * by),
    height: Math.max(0, rect.height - 2 * by),
  };
}
