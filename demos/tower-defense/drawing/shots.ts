/**
 * Draws what flies. There may be many hundreds at once, so they live in a batch that is kept from frame to frame: each
 * place of the pool has a place in it, and mostly only moves.
 */

import { SpriteBatch } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import type { Shot, ShotKind, World } from "../logic/world.ts";
import { LAYERS, sheet } from "./art.ts";

/** Where sprites lie that are not in use. */
const NOWHERE = -9999;
/** How high a puff flies, pixels, and how fast acorns turn, radians per second. */
const ARC: Readonly<Record<ShotKind, number>> = { acorn: 0, needle: 0, puff: 34, spore: 12 };
const TUMBLE = 16;

export class ShotsView {
  readonly #batch = new SpriteBatch();
  /** What each place in the batch shows. */
  readonly #shown: ShotKind[] = [];
  #used = 0;

  /** @param lag seconds by which the picture is behind the rules */
  draw(world: World, lag: number): void {
    const { items, count } = world.shots;
    for (let index = 0; index < count; index++) this.#put(index, items[index]!, lag);
    for (let index = count; index < this.#used; index++) this.#batch.setPosition(index, NOWHERE, NOWHERE);
    this.#used = count;
    this.#batch.draw();
  }

  #put(index: number, shot: Shot, lag: number): void {
    const { width, height } = atlas.sprites[shot.kind];
    const along = Math.min(1, shot.age / shot.life);
    const rise = ARC[shot.kind] * 4 * along * (1 - along);
    if (this.#shown[index] !== shot.kind) this.#change(index, shot.kind);
    this.#batch.setPosition(index, shot.x - shot.vx * lag - width / 2, shot.y - shot.vy * lag - rise - height / 2);
    if (shot.kind === "needle") this.#batch.setRotation(index, Math.atan2(shot.vy, shot.vx));
    if (shot.kind === "acorn") this.#batch.setRotation(index, shot.age * TUMBLE);
  }

  #change(index: number, kind: ShotKind): void {
    const options = {
      texture: sheet,
      source: atlas.sprites[kind],
      x: NOWHERE,
      y: NOWHERE,
      layer: LAYERS.shots,
    };
    if (index < this.#batch.length) this.#batch.set(index, options);
    else this.#batch.add(options);
    this.#shown[index] = kind;
  }
}
