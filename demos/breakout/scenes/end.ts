/** The end of a game, won or lost: the score, and whether it is the best. */

import { ParticleEmitter } from "@arcane/runtime/particles";
import { random } from "@arcane/runtime/random";
import { drawText, getTime } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { easings } from "@arcane/runtime/tween";
import { draw, drawBackdrop, drawCentered, drawPanel, LAYERS } from "../art.ts";
import { atlas } from "../assets/atlas.ts";
import { loadBest, offerBest } from "../best.ts";
import { actions } from "../controls.ts";
import { formatPoints } from "../drawing/hud.ts";
import { COLORS } from "../drawing/palette.ts";
import { LEVELS } from "../logic/levels.ts";
import { music, play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director, Outcome } from "./director.ts";

/** Seconds in which the score counts up. */
const COUNTING = 1.4;

export class EndScene implements Scene {
  readonly #director: Director;
  #outcome: Outcome = { won: false, points: 0, bonus: 0, level: 0 };
  #isBest = false;
  #best = 0;
  #time = 0;
  #confetti: ParticleEmitter[] = [];

  constructor(director: Director) {
    this.#director = director;
  }

  enter(params: unknown): void {
    this.#outcome = params as Outcome;
    this.#isBest = offerBest(this.#outcome.points);
    this.#best = loadBest();
    this.#time = 0;
    music(this.#outcome.won ? "title" : undefined);
    if (this.#outcome.won) play("cleared");
    const colors = this.#outcome.won || this.#isBest ? [COLORS.red, COLORS.amber, COLORS.leaf, COLORS.azure, COLORS.pink] : [];
    this.#confetti = colors.map((color, index) => {
      const emitter = new ParticleEmitter({
        color, rate: 9, lifetime: [3, 5], speed: [10, 50], gravityY: 26, size: [2, 4], spin: [-6, 6], screen: true,
        layer: LAYERS.glow, random: random.fork(`confetti ${index}`), direction: Math.PI / 2, spread: Math.PI,
      });
      emitter.x = FIELD.width * (index + 0.5) / colors.length;
      emitter.y = -6;
      return emitter;
    });
  }

  update(dt: number): void {
    this.#time += dt;
    for (const emitter of this.#confetti) emitter.update(dt);
    // A moment's wait, so that who is still hammering the key sees the score.
    if (this.#time > 0.8 && actions.isPressed("confirm")) {
      play("select");
      this.#director.title();
    }
  }

  draw(): void {
    const { won, points, bonus, level } = this.#outcome;
    const middle = FIELD.width / 2;
    drawBackdrop(won ? "aurora" : LEVELS[level]?.backdrop ?? "dusk", 0.8);
    for (const emitter of this.#confetti) emitter.draw();

    const drop = easings.bounceOut(Math.min(1, this.#time / 0.9));
    drawCentered(won ? "you_win" : "game_over", middle, -20 + drop * 108, { layer: LAYERS.panel, screen: true });

    drawPanel(middle - 100, 128, 200, 84);
    const look = { screen: true, align: "center", layer: LAYERS.text, shadow: COLORS.ink } as const;
    const counted = points * easings.cubicOut(Math.min(1, this.#time / COUNTING));
    drawText(formatPoints(counted), middle, 140, { ...look, scale: 3, color: COLORS.yellow });
    const line = won ? `${bonus} for lives left` : `Level ${level + 1} of ${LEVELS.length}`;
    drawText(line, middle, 174, { ...look, color: COLORS.mist });
    if (this.#isBest && this.#time > COUNTING) {
      const beat = 1 + 0.08 * Math.sin(getTime() * 8);
      const { width, height } = atlas.sprites.new_best;
      drawCentered("new_best", middle, 194, { width: width * beat, height: height * beat, layer: LAYERS.panel, screen: true });
    } else {
      drawText(`Best ${formatPoints(this.#best)}`, middle, 192, { ...look, color: COLORS.steel });
    }
    if (this.#time > 0.8 && getTime() % 1.2 < 0.85) {
      drawText("Press Space or click", middle, 244, { ...look, color: COLORS.white });
    }
    if (won) for (const x of [middle - 128, middle + 116]) draw("star", x, 160 + Math.sin(getTime() * 3 + x) * 4, STAR);
  }
}

const STAR = { width: 15, height: 15, tint: COLORS.yellow, layer: LAYERS.panel, screen: true } as const;
