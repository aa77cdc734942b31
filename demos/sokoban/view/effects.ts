// What flies about: dust behind a push, sparks from a lamp that begins to burn, confetti at the end.

import { ParticleEmitter } from "@arcane/runtime/particles";
import { hex, random, withAlpha } from "@arcane/runtime";
import { FIELD } from "../tuning.ts";
import { type AtlasSprite, draw, LAYER } from "./art.ts";

const FOG = hex("#d3d9e0");
const GOLD = hex("#fbe27a");
const PAPERS: readonly AtlasSprite[] = [
  "confetti_red",
  "confetti_amber",
  "confetti_lime",
  "confetti_sky",
  "confetti_pink",
];
const CONFETTI = { count: 90, fall: 70, gravity: 60, sway: 14 };

interface Paper {
  picture: AtlasSprite;
  x: number;
  y: number;
  speed: number;
  phase: number;
}

export class Effects {
  readonly #dust = new ParticleEmitter({
    speed: [6, 22],
    lifetime: [0.2, 0.45],
    size: [2, 4],
    endScale: 0.5,
    drag: 0.8,
    color: withAlpha(FOG, 0.55),
    layer: LAYER.effects,
  });
  readonly #sparks = new ParticleEmitter({
    speed: [30, 80],
    lifetime: [0.25, 0.6],
    size: [1, 3],
    gravityY: 90,
    color: GOLD,
    layer: LAYER.effects,
    blend: "additive",
  });
  #papers: Paper[] = [];
  #time = 0;

  dust(x: number, y: number): void {
    this.#dust.burst(6, x, y);
  }

  sparks(x: number, y: number): void {
    this.#sparks.burst(24, x, y);
  }

  celebrate(): void {
    this.#papers = Array.from({ length: CONFETTI.count }, () => ({
      picture: random.pick(PAPERS),
      x: random.float(0, FIELD.width),
      y: random.float(-FIELD.height * 0.7, -6),
      speed: CONFETTI.fall * random.float(0.6, 1.4),
      phase: random.float(0, Math.PI * 2),
    }));
  }

  update(dt: number): void {
    this.#time += dt;
    this.#dust.update(dt);
    this.#sparks.update(dt);
    for (const paper of this.#papers) paper.y += paper.speed * dt;
    this.#papers = this.#papers.filter((paper) => paper.y < FIELD.height);
  }

  draw(): void {
    this.#dust.draw();
    this.#sparks.draw();
    for (const { picture, x, y, phase } of this.#papers) {
      const turn = this.#time * 4 + phase;
      draw(picture, x + CONFETTI.sway * Math.sin(turn / 2), y, { rotation: turn, layer: LAYER.effects + 1 });
    }
  }
}
