// Draws a board and moves things smoothly from cell to cell: the rules change at once, the picture follows.

import { getMouseWorldPosition, setCamera, Tilemap } from "@arcane/runtime";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";
import { tiles } from "../assets/tiles.ts";
import type { Board, Step } from "../logic/board.ts";
import { type Cell, type Direction, DIRECTIONS, type Level } from "../logic/level.ts";
import type { Place } from "../logic/levels.ts";
import { liveCells } from "../logic/solver.ts";
import { BLINK_EVERY, BOARD_AREA, BUMP, CELL, FIELD, ZOOM } from "../tuning.ts";
import { drawBackdrop, drawOnBoard, floorTile, LAYER, tileTexture, wallTile } from "./art.ts";

/** Large enough for every level; one map is filled anew for each. */
const MAP = { width: FIELD.width / CELL, height: Math.floor(FIELD.height / CELL) };
const map = new Tilemap({ texture: tileTexture, ...MAP, tileSize: CELL, columns: tiles.columns, rows: tiles.rows });

/** Something on its way from one point to another, in pixels. */
interface Glide {
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
}

export class BoardView {
  readonly #board: Board;
  readonly #place: Place;
  readonly #live: readonly boolean[];
  readonly #keeper: Glide;
  readonly #crates: Glide[];
  #facing: Direction = "down";
  #pushing = false;
  #walked = 0;
  #cheering = false;
  #time = 0;
  #bump = 0;
  /** How much of the present step is done, 0 to 1, and what it adds to that per second. */
  #progress = 1;
  #speed = 0;

  constructor(board: Board, place: Place) {
    const { level } = board;
    this.#board = board;
    this.#place = place;
    this.#live = liveCells(level);
    this.#keeper = this.#still(board.keeper);
    this.#crates = board.crates.map((cell) => this.#still(cell));
    layTiles(level, place);
  }

  /** Whether a step is being shown. */
  get moving(): boolean {
    return this.#progress < 1;
  }

  /** The point of the world at the middle of a cell; the level's top-left corner is the origin. */
  centerOf(cell: Cell): { x: number; y: number } {
    return { x: this.#x(cell) + CELL / 2, y: this.#y(cell) + CELL / 2 };
  }

  /** The floor cell under the mouse, or undefined. */
  get cellUnderMouse(): Cell | undefined {
    const { level } = this.#board;
    const { x, y } = getMouseWorldPosition();
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    if (column < 0 || row < 0 || column >= level.width || row >= level.height) return undefined;
    const cell = row * level.width + column;
    return level.floor[cell] ? cell : undefined;
  }

  /** Shows a step that the board has made. `back`: it was taken back, so the keeper walks backward. */
  showStep(step: Step, seconds: number, back = false): void {
    this.#facing = step.direction;
    this.#pushing = step.crate >= 0;
    this.#walked += 1;
    this.#progress = 0;
    this.#speed = 1 / seconds;
    this.#glideTo(this.#keeper, this.#board.keeper);
    this.#crates.forEach((glide, crate) => this.#glideTo(glide, this.#board.crates[crate]!));
    this.#cheering = false;
    if (back) this.#bump = 0;
  }

  /** Shows that the keeper cannot go there. */
  showBump(direction: Direction): void {
    this.#facing = direction;
    this.#pushing = true;
    this.#bump = BUMP.time;
  }

  cheer(): void {
    this.#cheering = true;
  }

  /** Whether a crate stands where it can never reach a goal again. */
  isStuck(crate: number): boolean {
    return !this.#live[this.#board.crates[crate]!];
  }

  update(dt: number): void {
    this.#time += dt;
    this.#bump = Math.max(0, this.#bump - dt);
    if (this.#progress >= 1) {
      if (this.#bump === 0) this.#pushing = false;
      return;
    }
    this.#progress = Math.min(1, this.#progress + dt * this.#speed);
  }

  draw(): void {
    this.#aimCamera();
    drawBackdrop(this.#place);
    map.draw(0, 0, LAYER.tiles);
    this.#drawGoals();
    this.#board.crates.forEach((_, crate) => this.#drawCrate(crate));
    this.#drawKeeper();
  }

  /** Puts the level into the middle of its part of the screen, on whole pixels. */
  #aimCamera(): void {
    const { width, height } = this.#board.level;
    const left = Math.round((FIELD.width - width * CELL * ZOOM) / 2);
    const top = BOARD_AREA.top + Math.round((BOARD_AREA.height - height * CELL * ZOOM) / 2);
    setCamera(-left / ZOOM, -top / ZOOM, ZOOM);
  }

  #drawGoals(): void {
    const frames = atlas.animations.goal;
    this.#board.level.goals.forEach((cell, index) => {
      const frame = frames[Math.floor(this.#time * 3 + index) % frames.length]!;
      drawOnBoard(frame, this.#x(cell), this.#y(cell), { layer: LAYER.floor });
    });
  }

  #drawCrate(crate: number): void {
    const { x, y } = this.#at(this.#crates[crate]!);
    const arrived = !this.moving || this.#crates[crate]!.toX === x && this.#crates[crate]!.toY === y;
    const lit = this.#board.isOnGoal(crate) && arrived;
    const picture: AtlasSprite = lit ? "crate_lit" : this.isStuck(crate) && arrived ? "crate_stuck" : "crate";
    const layer = LAYER.things + rowOf(y);
    drawOnBoard("shadow", x - 1, y + 15, { layer: LAYER.floor + 1, width: 22 });
    drawOnBoard(picture, x, y - 2, { layer });
    if (lit) {
      const opacity = 0.75 + 0.25 * Math.sin(this.#time * 3 + crate);
      const place = { anchorX: 0.5, anchorY: 0.5, layer: LAYER.effects };
      drawOnBoard("glow", x + CELL / 2, y + 6, { ...place, blend: "additive", opacity });
    }
  }

  #drawKeeper(): void {
    const glide = this.#at(this.#keeper);
    const { dx, dy } = DIRECTIONS[this.#facing];
    const lean = this.#bump > 0 ? Math.round(BUMP.distance * Math.sin((Math.PI * this.#bump) / BUMP.time)) : 0;
    const x = glide.x + CELL / 2 + dx * lean;
    const y = glide.y + CELL - 1 + dy * lean;
    drawOnBoard("shadow", x, y, { anchorX: 0.5, anchorY: 0.6, layer: LAYER.floor + 1, width: 16 });
    const layer = LAYER.things + rowOf(glide.y);
    drawOnBoard(this.#keeperPicture(), x, y, { anchorX: 0.5, anchorY: 1, layer, flipX: this.#facing === "left" });
  }

  #keeperPicture(): AtlasSprite {
    if (this.#cheering) {
      return Math.floor(this.#time * 5) % 2 === 0 ? "keeper_cheer" : "keeper_down0";
    }
    // Two frames a step: a boot lifted, then both on the ground; the other boot at the next step.
    const stride = this.moving ? (this.#walked % 2) * 2 + (this.#progress < 0.6 ? 1 : 0) : 0;
    const side = this.#facing === "left" || this.#facing === "right";
    const view = side ? "side" : this.#facing === "up" ? "up" : "down";
    if (!this.moving && !this.#pushing && view === "down" && this.#time % BLINK_EVERY < 0.14) return "keeper_blink";
    return `${this.#pushing ? "push" : "keeper"}_${view}${stride as 0 | 1 | 2 | 3}`;
  }

  #at(glide: Glide): { x: number; y: number } {
    return {
      x: Math.round(glide.fromX + (glide.toX - glide.fromX) * this.#progress),
      y: Math.round(glide.fromY + (glide.toY - glide.fromY) * this.#progress),
    };
  }

  #still(cell: Cell): Glide {
    const [x, y] = [this.#x(cell), this.#y(cell)];
    return { fromX: x, fromY: y, toX: x, toY: y };
  }

  #glideTo(glide: Glide, cell: Cell): void {
    glide.fromX = glide.toX;
    glide.fromY = glide.toY;
    glide.toX = this.#x(cell);
    glide.toY = this.#y(cell);
  }

  #x(cell: Cell): number {
    return (cell % this.#board.level.width) * CELL;
  }

  #y(cell: Cell): number {
    return Math.floor(cell / this.#board.level.width) * CELL;
  }
}

function rowOf(y: number): number {
  return Math.ceil(y / CELL);
}

/** Fills the map: floors in a fixed mixture of variants, walls by their neighbours, nothing outside. */
function layTiles(level: Level, place: Place): void {
  map.fill(0);
  const isWall = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < level.width && y < level.height && level.walls[y * level.width + x] === true;
  for (let y = 0; y < level.height; y += 1) {
    for (let x = 0; x < level.width; x += 1) {
      const neighbours = (isWall(x, y - 1) ? 1 : 0) + (isWall(x + 1, y) ? 2 : 0) + (isWall(x, y + 1) ? 4 : 0) +
        (isWall(x - 1, y) ? 8 : 0);
      if (isWall(x, y)) map.set(x, y, wallTile(place, neighbours));
      else if (level.floor[y * level.width + x]) {
        map.set(x, y, floorTile(place, ((x * 7 + y * 13 + x * y) % 4) as 0 | 1 | 2 | 3));
      }
    }
  }
}
