/** What only pleases the eye: sparks, spores, rings, rising numbers, what is in the air. The rules know none of it. */

import { ParticleEmitter } from "@arcane/runtime/particles";
import type { Random } from "@arcane/runtime/random";
import { type Color, drawLine, drawText, shakeCamera, withAlpha } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import type { BugKind } from "../logic/bugs.ts";
import type { Theme } from "../logic/map.ts";
import { middleOf } from "../logic/shooting.ts";
import type { GameEvent } from "../logic/world.ts";
import { BOARD, LOOKS, TILE } from "../tuning.ts";
import { AIR } from "./air.ts";
import { COLORS, draw, drawGlow, LAYERS } from "./art.ts";

interface Label {
  text: string;
  /** Of those that tell it; others have 0. */
  gold: number;
  x: number;
  y: number;
  age: number;
  color: Color;
}
interface Flick {
  frames: readonly (keyof typeof atlas.sprites)[];
  x: number;
  y: number;
  age: number;
  fps: number;
  size: number;
}
interface Arc {
  points: { x: number; y: number }[];
  level: number;
  age: number;
}
interface Ring {
  x: number;
  y: number;
  radius: number;
  age: number;
  color: Color;
}

const LABEL_TIME = 0.8, ARC_TIME = 0.16, RING_TIME = 0.3;
/** More at once than this would only be a blur: the oldest go first. */
const MOST = 70;

/** What a bug leaves behind. */
const BITS: Readonly<Record<BugKind, Color>> = {
  ant: COLORS.orange,
  strider: COLORS.ice,
  beetle: COLORS.mist,
  moth: COLORS.violet,
  slug: COLORS.lime,
  sluglet: COLORS.lime,
  nurse: COLORS.red,
  stag: COLORS.amber,
};

export class Effects {
  readonly #random: Random;
  readonly #bits: ParticleEmitter;
  readonly #sparks: ParticleEmitter;
  readonly #frost: ParticleEmitter;
  readonly #spores: ParticleEmitter;
  readonly #honey: ParticleEmitter;
  readonly #air: ParticleEmitter;
  #labels: Label[] = [];
  #flicks: Flick[] = [];
  #arcs: Arc[] = [];
  #rings: Ring[] = [];

  constructor(theme: Theme, random: Random) {
    this.#random = random;
    const common = { random, layer: LAYERS.effects, max: 250 };
    this.#bits = new ParticleEmitter({
      ...common,
      speed: [20, 80],
      lifetime: [0.25, 0.55],
      size: [1, 3],
      drag: 0.9,
      spin: [-8, 8],
    });
    this.#sparks = new ParticleEmitter({
      ...common,
      speed: [20, 90],
      lifetime: [0.1, 0.3],
      size: [1, 2],
      color: COLORS.yellow,
      endColor: withAlpha(COLORS.orange, 0),
      blend: "additive",
    });
    this.#frost = new ParticleEmitter({
      ...common,
      speed: [4, 22],
      lifetime: [0.3, 0.8],
      size: [1, 2],
      color: COLORS.ice,
      endColor: withAlpha(COLORS.sky, 0),
      radius: 9,
    });
    this.#spores = new ParticleEmitter({
      ...common,
      speed: [10, 60],
      lifetime: [0.4, 0.9],
      size: [1, 3],
      endScale: 0.3,
      drag: 0.9,
      color: COLORS.cream,
      endColor: withAlpha(COLORS.rose, 0),
    });
    this.#honey = new ParticleEmitter({
      ...common,
      speed: [30, 110],
      lifetime: [0.4, 0.9],
      size: [2, 3.5],
      gravityY: 220,
      color: COLORS.amber,
      endColor: withAlpha(COLORS.orange, 0),
    });
    this.#air = new ParticleEmitter({ ...AIR[theme], random, layer: LAYERS.effects });
    this.#air.x = BOARD.columns * TILE / 2;
    this.#air.y = BOARD.rows * TILE / 2;
  }

  /** Takes note of what happened in a step. */
  react(events: readonly GameEvent[]): void {
    for (const event of events) this.#reactTo(event);
  }

  #reactTo(event: GameEvent): void {
    switch (event.kind) {
      case "hit":
        return void this.#sparks.burst(2, event.x, event.y);
      case "bounce":
        return this.#flick("flash", event.x, event.y, 24, 7);
      case "shot":
        if (event.tower === "frostbell") this.#frost.burst(6, event.x, event.y - 8);
        return;
      case "burst":
        this.#flick("cloud", event.x, event.y, 15, event.reach * (event.small ? 1.7 : 1.9));
        this.#ring(event.x, event.y, event.reach, COLORS.cream);
        return void this.#spores.burst(event.small ? 3 : 10, event.x, event.y);
      case "spark":
        this.#arcs.push({ points: event.points, level: event.level, age: 0 });
        for (const { x, y } of event.points.slice(1)) this.#sparks.burst(3, x, y);
        return;
      case "healed":
        this.#ring(event.x, event.y, 22, COLORS.lime);
        return this.#flick("cross", event.x, event.y - 10, 2.5, 7);
      case "rage":
        this.#ring(event.x, event.y, 44, COLORS.red);
        return shake(LOOKS.shakeBoss, 0.4);
      case "stopped":
        this.#bits.options.color = BITS[event.bug];
        this.#bits.burst(event.bug === "stag" ? 60 : 7, event.x, event.y);
        this.#gain(event.bounty, event.x, event.y - 8);
        if (event.bug !== "stag") return;
        this.#ring(event.x, event.y, 60, COLORS.amber);
        return shake(LOOKS.shakeBoss, 0.5);
      case "leak":
        this.#honey.burst(14, event.x, event.y - 8);
        this.#label(`-${event.lives}`, event.x, event.y - 22, COLORS.coral);
        return shake(LOOKS.shakeLeak, 0.3);
      case "built":
      case "upgraded": {
        const { x, y } = middleOf(event.tower);
        this.#flick("cloud", x, y + 4, 17, 24);
        if (event.kind === "upgraded") {
          this.#sparks.burst(16, x, y - 6);
          this.#ring(x, y, 20, COLORS.yellow);
        }
        return;
      }
      case "sold": {
        const { x, y } = middleOf(event.tower);
        this.#flick("cloud", x, y + 4, 17, 24);
        return this.#label(`+${event.gold}`, x, y - 8, COLORS.yellow);
      }
      case "wave":
      case "waveOver":
      case "lost":
        return;
      case "won":
        for (let index = 0; index < 6; index++) {
          this.#honey.burst(20, this.#random.float(40, 280), this.#random.float(30, 140));
        }
    }
  }

  #label(text: string, x: number, y: number, color: Color): void {
    if (this.#labels.length >= MOST) this.#labels.shift();
    this.#labels.push({ text, x, y, color, age: 0, gold: 0 });
  }

  /** Bugs that fall side by side are one number: many would cover each other. */
  #gain(gold: number, x: number, y: number): void {
    const near = this.#labels.find((label) =>
      label.gold > 0 && label.age < 0.3 && Math.abs(label.x - x) < 24 && Math.abs(label.y - y) < 14
    );
    if (near === undefined) {
      this.#label(`+${gold}`, x, y, COLORS.yellow);
      this.#labels.at(-1)!.gold = gold;
      return;
    }
    near.gold += gold;
    near.text = `+${near.gold}`;
  }

  #flick(name: "cloud" | "flash" | "cross", x: number, y: number, fps: number, size: number): void {
    if (this.#flicks.length >= MOST) this.#flicks.shift();
    const frames = name === "cross" ? ["cross"] as const : atlas.animations[name];
    this.#flicks.push({ frames, x, y, age: 0, fps, size });
  }

  #ring(x: number, y: number, radius: number, color: Color): void {
    if (this.#rings.length >= MOST) this.#rings.shift();
    this.#rings.push({ x, y, radius, color, age: 0 });
  }

  /** Lets `dt` seconds pass. */
  update(dt: number): void {
    for (const emitter of this.#emitters()) emitter.update(dt);
    for (const list of [this.#labels, this.#flicks, this.#arcs, this.#rings]) for (const thing of list) thing.age += dt;
    this.#labels = this.#labels.filter(({ age }) => age < LABEL_TIME);
    this.#flicks = this.#flicks.filter(({ age, fps, frames }) => age * fps < frames.length);
    this.#arcs = this.#arcs.filter(({ age }) => age < ARC_TIME);
    this.#rings = this.#rings.filter(({ age }) => age < RING_TIME);
  }

  draw(): void {
    for (const { frames, x, y, age, fps, size } of this.#flicks) {
      const frame = frames[Math.floor(age * fps)];
      if (frame !== undefined) draw(frame, x, y, { width: size, height: size, layer: LAYERS.effects });
    }
    for (const { x, y, radius, age, color } of this.#rings) {
      const part = age / RING_TIME;
      const size = 2 * radius * (0.4 + 0.6 * part);
      draw("ring", x, y, { width: size, height: size, tint: color, opacity: 1 - part, layer: LAYERS.effects });
    }
    for (const arc of this.#arcs) this.#drawArc(arc);
    for (const emitter of this.#emitters()) emitter.draw();
    for (const { text, x, y, age, color } of this.#labels) {
      const left = 1 - age / LABEL_TIME, opacity = Math.min(1, left * 3);
      drawText(text, x, y - (1 - left * left) * 12, {
        align: "center",
        layer: LAYERS.words,
        lit: false,
        color: withAlpha(color, opacity),
        shadow: withAlpha(COLORS.ink, opacity ** 3), // gone before the letters, or they would turn dark
      });
    }
  }

  /** A spark is another line in each frame, between the same bugs. */
  #drawArc({ points, level, age }: Arc): void {
    const strength = 1 - age / ARC_TIME;
    for (let index = 1; index < points.length; index++) {
      const from = points[index - 1]!, to = points[index]!;
      const bends = Math.max(2, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 9));
      let { x, y } = from;
      for (let bend = 1; bend <= bends; bend++) {
        const part = bend / bends, loose = bend === bends ? 0 : 3.5;
        const nextX = from.x + (to.x - from.x) * part + this.#random.float(-loose, loose);
        const nextY = from.y + (to.y - from.y) * part + this.#random.float(-loose, loose);
        const line = { thickness: 2 + level, color: withAlpha(COLORS.amber, strength * 0.7), layer: LAYERS.effects };
        drawLine(x, y, nextX, nextY, line);
        drawLine(x, y, nextX, nextY, { thickness: 1, color: withAlpha(COLORS.white, strength), layer: LAYERS.effects });
        [x, y] = [nextX, nextY];
      }
      drawGlow(to.x, to.y, 26, { tint: COLORS.yellow, opacity: strength * 0.7, layer: LAYERS.effects });
    }
  }

  #emitters(): ParticleEmitter[] {
    return [this.#bits, this.#sparks, this.#frost, this.#spores, this.#honey, this.#air];
  }
}

function shake(strength: number, duration: number): void {
  if (strength > 0) shakeCamera({ strength, duration });
}
