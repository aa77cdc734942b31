/** A point or a vector, in the units of whatever it belongs to (mostly world units). */
export interface Vec2 {
  x: number;
  y: number;
}

/** An axis-aligned rectangle. `x` and `y` are its top-left corner; y grows downward. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A circle around its center. */
export interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** A width and a height. */
export interface Size {
  width: number;
  height: number;
}
