/** What only pleases the eye: shards, sparks, trails, explosions, rising numbers, shake. The rules know nothing of it. */

import { ParticleEmitter } from "@arcane/runtime/particles";
import type { Random } from "@arcane/runtime/random";
import { type Color, drawText, shakeCamera } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { draw, drawCentered, LAYERS } from "../art.ts";
import { FIELD, LOOKS, PADDLE } from "../tuning.ts";
import type { Brick, BrickKind } from "../logic/bricks.ts";
import { multiplier } from "../logic/score.ts";
import type { Ball, GameEvent, World } from "../logic/world.ts";
import { BRICK_COLORS, COLORS, POWER_LABELS } from "./palette.ts";

/** Frames per second of an explosion, and how long a struck brick shines. */
const EXPLOSION_RATE = 22;
const FLASH_TIME = 0.09;

interface Label {
  text: string;
  x: number;
  y: number;
  color: Color;
  /** Seconds since it appeared, and how many it lives. */
  age: number;
  life: number;
}

/** All effects of one game. Tell it what happened with react(), then update() and draw() it in each frame. */
export class Effects {
  readonly #shards: Record<BrickKind, ParticleEmitter>;
  readonly #sparks: ParticleEmitter;
  readonly #embers: ParticleEmitter;
  readonly #trails = new WeakMap<Ball, { x: number; y: number }[]>();
  #labels: Label[] = [];
  #explosions: { x: number; y: number; age: number }[] = [];
  #flashes: { brick: Brick; age: number; broken: boolean }[] = [];

  constructor(random: Random) {
    const shards = (kind: BrickKind) =>
      new ParticleEmitter({
        color: BRICK_COLORS[kind], random, layer: LAYERS.field, lifetime: [0.35, 0.8], speed: [20, 110], gravityY: 260,
        size: [1.5, 4], endScale: 0.4, radius: 8,
      });
    this.#shards = {
      red: shards("red"), orange: shards("orange"), yellow: shards("yellow"), green: shards("green"),
      blue: shards("blue"), violet: shards("violet"), stone: shards("stone"), steel: shards("steel"),
      bomb: shards("bomb"), gift: shards("gift"),
    };
    this.#sparks = new ParticleEmitter({
      color: COLORS.yellow, endColor: { ...COLORS.orange, a: 0 }, random, layer: LAYERS.glow, blend: "additive",
      lifetime: [0.12, 0.35], speed: [30, 120], size: [1, 2], drag: 0.9,
    });
    this.#embers = new ParticleEmitter({
      color: COLORS.yellow, endColor: { ...COLORS.red, a: 0 }, random, layer: LAYERS.glow, blend: "additive",
      lifetime: [0.4, 1.1], speed: [30, 190], size: [1, 3], drag: 0.8, gravityY: -30, radius: 10,
    });
  }

  /** Takes note of what happened in a step. */
  react(events: readonly GameEvent[], world: World): void {
    for (const event of events) this.#reactTo(event, world);
  }

  #reactTo(event: GameEvent, world: World): void {
    switch (event.kind) {
      case "wall":
      case "launch":
        return this.#sparks.burst(3, event.x, event.y);
      case "paddle":
        return this.#sparks.burst(6, event.x, PADDLE.y);
      case "chip":
        this.#flashes.push({ brick: event.brick, age: 0, broken: false });
        this.#sparks.burst(5, (event.brick.left + event.brick.right) / 2, event.brick.bottom);
        return;
      case "break":
        return this.#shatter(event.brick, event.points, event.combo);
      case "explosion":
        this.#explosions.push({ x: event.x, y: event.y, age: 0 });
        this.#embers.burst(26, event.x, event.y);
        return shake(LOOKS.shakeBomb, 0.35);
      case "power": {
        const { text, color } = POWER_LABELS[event.power];
        this.#embers.burst(10, event.x, event.y);
        return this.#label(`${text}!`, event.x, PADDLE.y - 12, color, 1.1);
      }
      case "shot":
        return this.#sparks.burst(3, event.x, event.y);
      case "lifeLost":
        this.#embers.burst(30, event.x, FIELD.height - 4);
        if (world.lives > 0) this.#label("Life lost", FIELD.width / 2, 200, COLORS.coral, 1.4);
        return shake(LOOKS.shakeLost, 0.4);
      case "drop":
      case "expired":
      case "cleared":
      case "over":
        return;
    }
  }

  #shatter(brick: Brick, points: number, combo: number): void {
    const x = (brick.left + brick.right) / 2, y = (brick.top + brick.bottom) / 2;
    this.#flashes.push({ brick, age: 0, broken: true });
    this.#shards[brick.kind].burst(LOOKS.particlesPerBrick, x, y);
    shake(LOOKS.shakeBrick, 0.12);
    // A number for each brick would be too much of a good thing: only those that a combo makes worth it.
    if (multiplier(combo) > 1) {
      this.#label(`${points}`, x, y - 4, multiplier(combo) > 4 ? COLORS.yellow : COLORS.white, 0.7);
    }
  }

  #label(text: string, x: number, y: number, color: Color, life: number): void {
    const half = text.length * 4 + 2;
    const inside = Math.min(FIELD.right - half, Math.max(FIELD.left + half, x));
    this.#labels.push({ text, x: inside, y, color, age: 0, life });
  }

  /** Lets `dt` seconds pass, and follows the balls of the world. */
  update(dt: number, world: World): void {
    for (const emitter of this.#emitters()) emitter.update(dt);
    for (const thing of [...this.#labels, ...this.#explosions, ...this.#flashes]) thing.age += dt;
    this.#labels = this.#labels.filter((label) => label.age < label.life);
    this.#explosions = this.#explosions.filter(({ age }) => age * EXPLOSION_RATE < atlas.animations.explosion.length);
    this.#flashes = this.#flashes.filter(({ age }) => age < FLASH_TIME);
    for (const ball of world.balls) {
      const trail = this.#trails.get(ball) ?? [];
      if (ball.stuckAt === undefined) trail.push({ x: ball.x, y: ball.y });
      else trail.length = 0;
      if (trail.length > LOOKS.trailLength) trail.shift();
      this.#trails.set(ball, trail);
    }
  }

  /** Draws what lies behind the balls. Call it before the field is drawn. */
  drawTrails(world: World): void {
    const slow = world.powers.slow > 0;
    for (const ball of world.balls) {
      const trail = this.#trails.get(ball) ?? [];
      trail.forEach(({ x, y }, index) => {
        const part = (index + 1) / (trail.length + 1), size = 2 + 5 * part;
        drawCentered("trail", x, y, {
          width: size, height: size, tint: slow ? COLORS.sky : COLORS.amber, opacity: 0.4 * part,
          layer: LAYERS.glow, blend: "additive",
        });
      });
    }
  }

  /** Draws what lies in front of the field. */
  draw(): void {
    for (const { brick, age, broken } of this.#flashes) {
      const part = age / FLASH_TIME, grow = broken ? 4 * part : 0;
      draw("brick_flash", brick.left - grow, brick.top - grow, {
        width: 24 + 2 * grow, height: 12 + 2 * grow, opacity: 0.9 * (1 - part),
      });
    }
    for (const { x, y, age } of this.#explosions) {
      const frame = atlas.animations.explosion[Math.floor(age * EXPLOSION_RATE)];
      if (frame !== undefined) drawCentered(frame, x, y);
      drawCentered("glow", x, y, {
        width: 130, height: 130, tint: COLORS.orange, opacity: Math.max(0, 0.9 - age * 4), layer: LAYERS.glow, blend: "additive",
      });
    }
    for (const emitter of this.#emitters()) emitter.draw();
    for (const { text, x, y, color, age, life } of this.#labels) {
      const left = 1 - age / life;
      const opacity = Math.min(1, left * 3);
      drawText(text, x, y - (1 - left * left) * 16, {
        align: "center", baseline: "middle", layer: LAYERS.words,
        color: { ...color, a: opacity }, shadow: { ...COLORS.ink, a: opacity ** 3 }, // gone before the letters, or they would turn dark
      });
    }
  }

  #emitters(): ParticleEmitter[] {
    return [...Object.values(this.#shards), this.#sparks, this.#embers];
  }
}

function shake(strength: number, duration: number): void {
  if (strength > 0) shakeCamera({ strength, duration });
}
