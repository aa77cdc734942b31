/** What passes: numbers that rise, cuts, sparks, what flies, lightning, shake. The rules know nothing of it. */

import { ParticleEmitter } from "@arcane/runtime/particles";
import type { Random } from "@arcane/runtime/random";
import { type Color, drawLine, drawText, shakeCamera } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import type { Place } from "../logic/level.ts";
import type { GameEvent } from "../logic/world.ts";
import { CAMERA, CELL_SIZE, PACE } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawCentered, drawGlow, LAYERS } from "./art.ts";

interface Float {
  text: string;
  x: number;
  y: number;
  age: number;
  color: Color;
}

interface Flick {
  frames: readonly AtlasSprite[];
  x: number;
  y: number;
  age: number;
  fps: number;
  rotation: number;
}

interface Shot {
  look: (GameEvent & { what: "shot" })["look"];
  from: Place;
  to: Place;
  age: number;
  time: number;
}

interface Flash {
  x: number;
  y: number;
  age: number;
  color: Color;
  size: number;
}

const FLOAT_TIME = 0.8;
const FLASH_TIME = 0.4;
const BOLT_TIME = 0.22;

export class Effects {
  readonly #blood: ParticleEmitter;
  readonly #sparks: ParticleEmitter;
  readonly #embers: ParticleEmitter;
  readonly #random: Random;
  #floats: Float[] = [];
  #flicks: Flick[] = [];
  #shots: Shot[] = [];
  #flashes: Flash[] = [];
  #bolts: { from: Place; to: Place; age: number }[] = [];

  constructor(random: Random) {
    this.#random = random;
    const common = { random, layer: LAYERS.effects };
    this.#blood = new ParticleEmitter({
      ...common,
      speed: [20, 70],
      lifetime: [0.2, 0.45],
      size: [1, 2.5],
      gravityY: 160,
      color: COLORS.red,
      endColor: { ...COLORS.maroon, a: 0 },
    });
    this.#sparks = new ParticleEmitter({
      ...common,
      speed: [15, 70],
      lifetime: [0.3, 0.8],
      size: [1, 2.5],
      gravityY: -30,
      color: COLORS.yellow,
      endColor: { ...COLORS.amber, a: 0 },
      blend: "additive",
    });
    this.#embers = new ParticleEmitter({
      ...common,
      speed: [20, 90],
      lifetime: [0.4, 1],
      size: [1, 3],
      gravityY: -60,
      color: COLORS.amber,
      endColor: { ...COLORS.red, a: 0 },
      blend: "additive",
    });
  }

  react(event: GameEvent): void {
    switch (event.what) {
      case "attack":
        return this.#flick(atlas.animations.slash, event.to, 22, event.who === 0 ? 0 : Math.PI / 2);
      case "hurt": {
        const { x, y } = middle(event.at);
        const fatal = event.who === 0;
        this.#float(
          `${event.amount}`,
          event.at,
          fatal ? COLORS.coral : event.by === "poison" ? COLORS.lime : COLORS.white,
        );
        if (event.by === "fire") this.#embers.burst(5, x, y);
        else if (event.by === "blow") this.#blood.burst(6, x, y);
        if (fatal && event.by !== "poison") {
          shakeCamera({ strength: Math.min(6, 1 + event.amount / 3), duration: 0.22 });
        }
        return;
      }
      case "miss":
        return this.#float("miss", event.at, COLORS.mist);
      case "heal":
        this.#burst(this.#sparks, event.at, 8);
        return this.#float(`+${event.amount}`, event.at, COLORS.lime);
      case "die":
        this.#flick(atlas.animations.puff, event.at, 11);
        return this.#burst(event.kind === "hero" ? this.#embers : this.#blood, event.at, 14);
      case "fall":
      case "rise":
      case "split":
      case "appear":
        return this.#flick(atlas.animations.puff, event.at, 12);
      case "blink":
        this.#flash(event.from, COLORS.sky, 40);
        this.#burst(this.#sparks, event.from, 14);
        return this.#flash(event.to, COLORS.sky, 60);
      case "shot": {
        const time = Math.hypot(event.to.x - event.from.x, event.to.y - event.from.y) / PACE.shot;
        this.#shots.push({ look: event.look, from: event.from, to: event.to, age: 0, time: Math.max(0.04, time) });
        return;
      }
      case "fire":
        this.#flick(atlas.animations.blast, event.at, 12);
        this.#burst(this.#embers, event.at, 26);
        this.#flash(event.at, COLORS.orange, 90);
        return shakeCamera({ strength: CAMERA.shakeBlast, duration: 0.3 });
      case "lightning":
        this.#bolts.push({ from: middle(event.from), to: middle(event.to), age: 0 });
        this.#flash(event.to, COLORS.ice, 50);
        return shakeCamera({ strength: CAMERA.shakeHurt, duration: 0.2 });
      case "pickup":
        return this.#flick(atlas.animations.sparkle, event.at, 10);
      case "drink":
        return this.#burst(this.#sparks, event.at, 8);
      case "read":
      case "gleam":
        this.#flash(event.at, COLORS.yellow, 50);
        return this.#burst(this.#sparks, event.at, 14);
      case "level":
        this.#flash(event.at, COLORS.yellow, 90);
        this.#burst(this.#sparks, event.at, 26);
        return this.#float("Level up!", { x: event.at.x, y: event.at.y - 0.7 }, COLORS.yellow);
      case "won":
        return;
      case "steal":
        return this.#float("Hey!", event.at, COLORS.amber);
      default:
    }
  }

  #flick(frames: readonly AtlasSprite[], at: Place, fps: number, rotation = 0): void {
    this.#flicks.push({ frames, ...middle(at), age: 0, fps, rotation });
  }

  #float(text: string, at: Place, color: Color): void {
    const { x, y } = middle(at);
    // Two at the same place at once would cover each other.
    const crowd = this.#floats.filter((other) => Math.abs(other.x - x) < 10 && other.age < 0.15).length;
    this.#floats.push({ text, x: x + this.#random.int(-2, 2), y: y - 8 - crowd * 8, age: 0, color });
  }

  #flash(at: Place, color: Color, size: number): void {
    this.#flashes.push({ ...middle(at), age: 0, color, size });
  }

  #burst(emitter: ParticleEmitter, at: Place, count: number): void {
    const { x, y } = middle(at);
    emitter.burst(count, x, y);
  }

  update(dt: number): void {
    for (const emitter of [this.#blood, this.#sparks, this.#embers]) emitter.update(dt);
    for (const thing of [...this.#floats, ...this.#flicks, ...this.#shots, ...this.#flashes, ...this.#bolts]) {
      thing.age += dt;
    }
    this.#floats = this.#floats.filter(({ age }) => age < FLOAT_TIME);
    this.#flicks = this.#flicks.filter(({ age, fps, frames }) => age * fps < frames.length);
    this.#shots = this.#shots.filter(({ age, time }) => age < time);
    this.#flashes = this.#flashes.filter(({ age }) => age < FLASH_TIME);
    this.#bolts = this.#bolts.filter(({ age }) => age < BOLT_TIME);
  }

  draw(): void {
    for (const { frames, x, y, age, fps, rotation } of this.#flicks) {
      const frame = frames[Math.floor(age * fps)];
      if (frame !== undefined) drawCentered(frame, x, y, { layer: LAYERS.effects, lit: false, rotation });
    }
    for (const emitter of [this.#blood, this.#sparks, this.#embers]) emitter.draw();
    for (const { x, y, age, color, size } of this.#flashes) {
      const part = age / FLASH_TIME;
      drawGlow(x, y, size * (0.6 + part), { tint: color, opacity: 0.8 * (1 - part), layer: LAYERS.effects });
    }
    for (const shot of this.#shots) this.#drawShot(shot);
    for (const { from, to, age } of this.#bolts) this.#drawBolt(from, to, 1 - age / BOLT_TIME);
    for (const { text, x, y, age, color } of this.#floats) {
      const left = 1 - age / FLOAT_TIME, opacity = Math.min(1, left * 3);
      drawText(text, x, y - (1 - left * left) * 14, {
        align: "center",
        layer: LAYERS.words,
        lit: false,
        color: { ...color, a: opacity },
        shadow: { ...COLORS.ink, a: opacity ** 3 },
      });
    }
  }

  #drawShot({ look, from, to, age, time }: Shot): void {
    const part = age / time;
    const start = middle(from), end = middle(to);
    const x = start.x + (end.x - start.x) * part, y = start.y + (end.y - start.y) * part;
    const angle = Math.atan2(end.y - start.y, end.x - start.x);
    const arc = Math.sin(part * Math.PI) * 8;
    const common = { layer: LAYERS.effects, lit: false } as const;
    switch (look) {
      case "knife":
        return drawCentered("knife_flying", x, y, { ...common, rotation: angle });
      case "potion":
        return drawCentered("potion0", x, y - arc, { ...common, rotation: age * 14 });
      case "stone":
        return drawCentered("stone_flying", x, y - arc / 2, { ...common, rotation: age * 10 });
      case "bolt":
      case "dark":
        drawGlow(x, y, 28, {
          tint: look === "bolt" ? COLORS.pink : COLORS.violet,
          opacity: 0.6,
          layer: LAYERS.effects,
        });
        return drawCentered(`${look}${Math.floor(age * 20) % 2 as 0}`, x, y, common);
    }
  }

  /** A crooked line, drawn anew in each frame. */
  #drawBolt(from: Place, to: Place, strength: number): void {
    let last = from;
    const parts = 6;
    for (let part = 1; part <= parts; part++) {
      const sway = part === parts ? 0 : 6;
      const next = {
        x: from.x + (to.x - from.x) * part / parts + this.#random.float(-sway, sway),
        y: from.y + (to.y - from.y) * part / parts + this.#random.float(-sway, sway),
      };
      drawLine(last.x, last.y, next.x, next.y, {
        thickness: 3,
        color: { ...COLORS.sky, a: strength * 0.5 },
        layer: LAYERS.over,
      });
      drawLine(last.x, last.y, next.x, next.y, {
        thickness: 1,
        color: { ...COLORS.white, a: strength },
        layer: LAYERS.over,
      });
      last = next;
    }
  }
}

/** The middle of a cell in pixels. */
function middle({ x, y }: Place): Place {
  return { x: (x + 0.5) * CELL_SIZE, y: (y + 0.5) * CELL_SIZE };
}
