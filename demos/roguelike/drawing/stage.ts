/** A world as it is seen and heard: ground, dwellers, effects, light. The title shows one too. */

import type { Random } from "@arcane/runtime/random";
import { cutCamera, followCamera, getTime, setCamera, setCameraBounds } from "@arcane/runtime/rendering";
import { seatOf } from "../logic/generate.ts";
import { CELL, cellAt, SIGHT } from "../logic/level.ts";
import type { GameEvent, World } from "../logic/world.ts";
import { playEvent } from "../sounds.ts";
import { CAMERA, CELL_SIZE } from "../tuning.ts";
import { ActorsView } from "./actors.ts";
import { COLORS, drawCentered, drawGlow, drawStanding, LAYERS } from "./art.ts";
import { DungeonView } from "./dungeon.ts";
import { Effects } from "./effects.ts";
import { lightUp } from "./lights.ts";
import { pictureOf } from "./pictures.ts";
import { Timeline } from "./timeline.ts";

export class Stage {
  readonly #world: World;
  readonly #effects: Effects;
  readonly #quiet: boolean;
  #dungeon: DungeonView;
  #actors: ActorsView;
  #timeline = new Timeline();
  /** 0 the dark, 1 broad day: rises when the Dawnstone is found. */
  dawn = 0;

  /** @param quiet Whether nothing of it is heard. */
  constructor(world: World, looks: Random, quiet = false) {
    this.#world = world;
    this.#effects = new Effects(looks);
    this.#dungeon = new DungeonView(world.level);
    this.#actors = new ActorsView(world);
    this.#quiet = quiet;
    setCameraBounds(undefined);
    setCamera(0, 0, 1);
    cutCamera();
    this.#look(0);
  }

  /** Shows what a turn has brought. */
  show(events: readonly GameEvent[]): void {
    for (const late of this.#timeline.add(events)) this.#react(late);
    if (this.#dungeon.level !== this.#world.level) {
      this.#dungeon = new DungeonView(this.#world.level);
      this.#actors = new ActorsView(this.#world);
      cutCamera();
      this.#look(0);
    }
    this.#dungeon.refresh();
    this.#actors.sync(this.#world);
    this.update(0);
  }

  #react(event: GameEvent): void {
    this.#effects.react(event);
    this.#actors.react(event);
    const { hero, level } = this.#world;
    if (!this.#quiet) playEvent(event, cellAt(level, hero.x, hero.y) === CELL.water);
  }

  update(dt: number): void {
    for (const event of this.#timeline.update(dt)) this.#react(event);
    this.#dungeon.update(dt);
    this.#actors.update(dt);
    this.#effects.update(dt);
    if (dt > 0) this.#look(CAMERA.smoothTime);
  }

  #look(smoothTime: number): void {
    const { x, y } = this.#actors.heroPoint();
    followCamera(x, y, { smoothTime });
  }

  draw(): void {
    const world = this.#world;
    const { level } = world;
    lightUp(world, this.#actors.heroPoint(), this.dawn);
    this.#dungeon.draw(world);
    const seat = seatOf(level);
    if (seat !== undefined && level.sight[seat.y * level.width + seat.x] !== SIGHT.unknown) {
      drawStanding("throne", (seat.x + 0.5) * CELL_SIZE, (seat.y + 1) * CELL_SIZE - 2, {
        layer: LAYERS.standing + seat.y - 1,
      });
    }
    for (const { x, y, item, seen } of world.items) {
      if (!seen) continue;
      const px = (x + 0.5) * CELL_SIZE, py = (y + 0.5) * CELL_SIZE;
      if (item.kind === "dawnstone") {
        drawGlow(px, py, 60 + 6 * Math.sin(getTime() * 3), {
          tint: COLORS.yellow,
          opacity: 0.6,
          layer: LAYERS.effects,
        });
        drawCentered("dawnstone", px, py - 5 + Math.sin(getTime() * 2.4) * 1.5, {
          layer: LAYERS.standing + y,
          lit: false,
        });
        continue;
      }
      drawCentered(pictureOf(world.lore, item.kind), px, py + 1, { layer: LAYERS.standing + y - 1 });
      // A glint now and then, so that nobody overlooks it.
      const glint = (getTime() + x * 0.7 + y * 1.3) % 3.2;
      if (glint < 0.3 && level.sight[y * level.width + x] === SIGHT.visible) {
        drawCentered(`sparkle${Math.floor(glint * 10) as 0}`, px + 3, py - 3, { layer: LAYERS.effects, lit: false });
      }
    }
    this.#actors.draw(world);
    this.#effects.draw();
  }
}
