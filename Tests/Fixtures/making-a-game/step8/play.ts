/** The scene in which the game is played. */

import { getMousePosition, isKeyDown, random, setCursorVisible, shakeCamera } from "@arcane/runtime";
import type { Scene } from "@arcane/runtime/scenes";
import { animate, drawWorld, react, write } from "./art.ts";
import { type Command, createWorld, step, type World } from "./rules.ts";
import { FIELD } from "./tuning.ts";

export class Play implements Scene {
  world: World = createWorld();
  #mouse = getMousePosition();
  #onEnd: (points: number) => void;

  constructor(onEnd: (points: number) => void) {
    this.#onEnd = onEnd;
  }

  /** Begins with the world that it is given, or with a new one. */
  enter(params: unknown): void {
    this.world = (params as World | undefined) ?? createWorld();
    setCursorVisible(false);
  }

  exit(): void {
    setCursorVisible(true);
  }

  update(dt: number): void {
    const events = step(this.world, this.#readCommand(), dt, random);
    react(events);
    animate(dt);
    if (events.some(({ kind }) => kind === "missed")) shakeCamera({ strength: 4 });
    if (this.world.lives <= 0) this.#onEnd(this.world.points);
  }

  draw(): void {
    drawWorld(this.world);
    write(`Points ${this.world.points}`, 8, 8);
    write(`Lives ${Math.max(0, this.world.lives)}`, FIELD.width - 8, 8, { align: "right" });
  }

  /** What keys and mouse say in this frame. */
  #readCommand(): Command {
    // The mouse counts only while it moves, so that it does not hold the basket against the keys.
    const pointer = getMousePosition();
    const to = pointer.x === this.#mouse.x ? undefined : pointer.x;
    this.#mouse = pointer;
    return { move: Number(isKeyDown("ArrowRight")) - Number(isKeyDown("ArrowLeft")), to };
  }
}
