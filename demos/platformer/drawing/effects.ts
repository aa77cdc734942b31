/** What only pleases the eye: dust, sparks, leaves in the wind, rising words, shake. The rules know nothing of it. */

import { ParticleEmitter } from "@arcane/runtime/particles";
import type { Random } from "@arcane/runtime/random";
import { drawText, shakeCamera } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import type { Theme } from "../logic/level.ts";
import type { GameEvent, World } from "../logic/world.ts";
import { FIELD, HERO, LOOKS, TILE } from "../tuning.ts";
import { COLORS, drawCentered, drawGlow, LAYERS } from "./art.ts";

interface Label {
  text: string;
  x: number;
  y: number;
  age: number;
  color: (typeof COLORS)[keyof typeof COLORS];
}

/** A short play of pictures at a place. */
interface Flick {
  frames: readonly (keyof typeof atlas.sprites)[];
  x: number;
  y: number;
  vx: number;
  age: number;
  fps: number;
}

const LABEL_TIME = 1.1;
const LANDING_WORTH_DUST = 150;

export class Effects {
  readonly #sparks: ParticleEmitter;
  readonly #flames: ParticleEmitter;
  readonly #splinters: ParticleEmitter;
  readonly #fur: ParticleEmitter;
  readonly #air: ParticleEmitter;
  #labels: Label[] = [];
  #flicks: Flick[] = [];
  #flash: { x: number; y: number; age: number } | undefined;

  constructor(theme: Theme, random: Random) {
    const common = { random, layer: LAYERS.effects };
    this.#sparks = new ParticleEmitter({
      ...common,
      speed: [20, 90],
      lifetime: [0.25, 0.6],
      size: [1, 2.5],
      gravityY: 160,
      color: COLORS.yellow,
      endColor: { ...COLORS.orange, a: 0 },
      blend: "additive",
    });
    this.#flames = new ParticleEmitter({
      ...common,
      speed: [15, 80],
      lifetime: [0.5, 1.1],
      size: [2, 4],
      endScale: 0.2,
      gravityY: -60,
      color: COLORS.ice,
      endColor: { ...COLORS.sky, a: 0 },
      blend: "additive",
    });
    this.#splinters = new ParticleEmitter({
      ...common,
      speed: [20, 70],
      lifetime: [0.4, 0.7],
      size: [2, 3.5],
      gravityY: 380,
      color: theme === "forest" ? COLORS.umber : COLORS.steel,
      spin: [-9, 9],
    });
    this.#fur = new ParticleEmitter({
      ...common,
      speed: [30, 110],
      lifetime: [0.3, 0.7],
      size: [1.5, 3],
      gravityY: 180,
      color: COLORS.orange,
      endColor: { ...COLORS.white, a: 0 },
    });
    this.#air = new ParticleEmitter({ ...AIR[theme], random, screen: true, layer: LAYERS.effects });
    this.#air.update(0);
  }

  /** Takes note of what happened in a step. */
  react(events: readonly GameEvent[], world: World): void {
    for (const event of events) this.#reactTo(event, world);
  }

  #reactTo(event: GameEvent, world: World): void {
    switch (event.kind) {
      case "jump":
        return this.#dust(event.x, event.y, 2);
      case "land":
        if (event.speed < LANDING_WORTH_DUST) return;
        if (event.speed > HERO.maxFall * 0.95) shake(LOOKS.shakeLand, 0.12);
        return this.#dust(event.x, event.y, 4);
      case "ember":
        this.#flicks.push({ frames: atlas.animations.twinkle, x: event.x, y: event.y, vx: 0, age: 0, fps: 10 });
        return this.#sparks.burst(5, event.x, event.y);
      case "foxfire": {
        this.#flames.burst(26, event.x, event.y);
        this.#flash = { x: event.x, y: event.y, age: 0 };
        const found = world.foxfires.filter((is) => is).length;
        return this.#label(`Foxfire ${found} of ${world.foxfires.length}`, event.x, event.y - 14, COLORS.ice);
      }
      case "heart":
        return this.#label("Warm again!", event.x, event.y - 12, COLORS.coral);
      case "stomp":
        shake(LOOKS.shakeStomp, 0.12);
        this.#sparks.burst(8, event.x, event.y);
        return this.#dust(event.x, event.y, 3);
      case "hurt":
        shake(LOOKS.shakeHurt, 0.3);
        return this.#fur.burst(12, event.x, event.y);
      case "fall":
        shake(LOOKS.shakeHurt, 0.25);
        return this.#fur.burst(16, event.x, event.y);
      case "respawn":
        return this.#flames.burst(18, event.x, event.y);
      case "spring":
        return this.#sparks.burst(6, event.x, event.y - 12);
      case "lantern":
        this.#sparks.burst(22, event.x, event.y - 22);
        this.#flash = { x: event.x, y: event.y - 20, age: 0 };
        return this.#label("Lantern lit", event.x, event.y - 44, COLORS.amber);
      case "crumble": {
        const { x, y } = this.#placeOf(event.tile, world);
        return this.#splinters.burst(5, x, y);
      }
      case "won":
        return this.#flames.burst(40, event.x, event.y);
      case "drop":
      case "restored":
        return;
    }
  }

  #placeOf(tile: number, { level }: World): { x: number; y: number } {
    return { x: (tile % level.width + 0.5) * TILE, y: Math.floor(tile / level.width) * TILE + 6 };
  }

  /** A little dust from her feet: while she skids or runs. */
  scuff(x: number, y: number): void {
    this.#dust(x, y, 1);
  }

  #dust(x: number, y: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const side = count === 1 ? 0 : i / (count - 1) * 2 - 1;
      this.#flicks.push({ frames: atlas.animations.puff, x: x + side * 5, y: y - 3, vx: side * 26, age: 0, fps: 11 });
    }
  }

  #label(text: string, x: number, y: number, color: Label["color"]): void {
    this.#labels.push({ text, x, y, color, age: 0 });
  }

  /** Lets `dt` seconds pass. */
  update(dt: number): void {
    for (const emitter of this.#emitters()) emitter.update(dt);
    // What hangs in the air comes from anywhere along the edge that the wind blows from.
    this.#air.x = (this.#air.x + 137) % FIELD.width;
    this.#air.y = this.#air.options.direction === 0
      ? (this.#air.y + 89) % FIELD.height
      : this.#air.options.gravityY! < 0
      ? FIELD.height
      : -6;
    for (const thing of [...this.#labels, ...this.#flicks]) thing.age += dt;
    for (const flick of this.#flicks) flick.x += flick.vx * dt;
    this.#labels = this.#labels.filter(({ age }) => age < LABEL_TIME);
    this.#flicks = this.#flicks.filter(({ age, fps, frames }) => age * fps < frames.length);
    if (this.#flash !== undefined && (this.#flash.age += dt) > 0.5) this.#flash = undefined;
  }

  draw(): void {
    for (const { frames, x, y, age, fps } of this.#flicks) {
      const frame = frames[Math.floor(age * fps)];
      if (frame !== undefined) drawCentered(frame, x, y, { layer: LAYERS.effects });
    }
    for (const emitter of this.#emitters()) emitter.draw();
    if (this.#flash !== undefined) {
      const { x, y, age } = this.#flash;
      drawGlow(x, y, 60 + age * 280, { tint: COLORS.ice, opacity: 0.8 * (1 - age / 0.5), layer: LAYERS.effects });
    }
    for (const { text, x, y, age, color } of this.#labels) {
      const left = 1 - age / LABEL_TIME, opacity = Math.min(1, left * 3);
      drawText(text, x, y - (1 - left * left) * 14, {
        align: "center",
        layer: LAYERS.words,
        lit: false,
        color: { ...color, a: opacity },
        shadow: { ...COLORS.ink, a: opacity ** 3 }, // gone before the letters, or they would turn dark
      });
    }
  }

  #emitters(): ParticleEmitter[] {
    return [this.#sparks, this.#flames, this.#splinters, this.#fur, this.#air];
  }
}

/** What is in the air of each place: leaves, motes that glow, petals in the wind. */
const AIR = {
  forest: {
    rate: 2.2,
    lifetime: [7, 10],
    speed: [10, 26],
    direction: Math.PI / 2,
    spread: 1.2,
    gravityX: -3,
    gravityY: 1,
    size: [2, 3],
    spin: [-3, 3],
    color: COLORS.lime,
    endColor: COLORS.leaf,
    radius: 30,
  },
  cave: {
    rate: 5,
    lifetime: [4, 8],
    speed: [4, 14],
    direction: -Math.PI / 2,
    spread: 1.4,
    gravityX: 0,
    gravityY: -2,
    size: [1, 2],
    spin: 0,
    color: COLORS.aqua,
    endColor: { ...COLORS.sky, a: 0 },
    blend: "additive",
    radius: 40,
  },
  heights: {
    rate: 7,
    lifetime: [5, 7],
    speed: [50, 110],
    direction: 0,
    spread: 0.4,
    gravityX: 6,
    gravityY: 3,
    size: [1, 2.5],
    spin: [-4, 4],
    color: COLORS.rose,
    endColor: { ...COLORS.rose, a: 0 },
    radius: 20,
  },
} as const;

function shake(strength: number, duration: number): void {
  if (strength > 0) shakeCamera({ strength, duration });
}
