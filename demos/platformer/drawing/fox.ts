/** The fox: which of her pictures is shown, and the scarf that flies behind her. It looks at the world and changes nothing. */

import { atlas } from "../assets/atlas.ts";
import type { Command, World } from "../logic/world.ts";
import { HERO } from "../tuning.ts";
import { type AtlasSprite, draw, drawStanding, frameAt, LAYERS } from "./art.ts";

/** Pixels that she runs in one picture of her run. */
const STRIDE = 9;
/** The scarf: two ends of so many knots, so far apart. */
const SCARF = { knots: 5, gap: 1.9, weight: 26, wind: 52 };

interface Knot {
  x: number;
  y: number;
}

export class FoxView {
  #time = 0;
  #way = 0;
  #sinceLanding = 1;
  #picture: AtlasSprite = "idle0";
  #ends: Knot[][] = [];
  /** Whether a foot touched the ground in the last update. */
  stepped = false;

  /** Lets `dt` seconds pass. */
  update(dt: number, world: World, command: Command): void {
    const { hero } = world;
    this.#time += dt;
    this.#sinceLanding += dt;
    const before = Math.floor(this.#way / (STRIDE * 4));
    this.#way += hero.grounded ? Math.abs(hero.vx) * dt : 0;
    this.stepped = hero.grounded && Math.floor(this.#way / (STRIDE * 4)) !== before;
    this.#picture = this.#choose(world, command);
    this.#flutter(dt, world);
  }

  /** She came down: she shows it for a moment. */
  land(): void {
    this.#sinceLanding = 0;
  }

  /** The scarf begins anew where she is now: after a way back to a lantern. */
  reset(): void {
    this.#ends = [];
  }

  draw(world: World): void {
    const { hero, phase, phaseTime } = world;
    // She blinks while nothing can hurt her.
    if (phase === "play" && hero.shield > 0 && Math.floor(this.#time * 14) % 2 === 0) return;
    let x = hero.x + HERO.width / 2, y = hero.y + HERO.height;
    let spin = 0;
    if (phase === "fallen") {
      // Up and over, out of the picture.
      y += -190 * phaseTime + 420 * phaseTime ** 2;
      spin = phaseTime * 7 * hero.facing;
    } else {
      for (const end of this.#ends) {
        end.forEach((knot, index) => {
          const size = 4 - index * 0.3;
          draw("knot", knot.x, knot.y, { anchorX: 0.5, anchorY: 0.5, width: size, height: size, layer: LAYERS.hero });
        });
      }
    }
    x = Math.round(x * 2) / 2;
    drawStanding(this.#picture, x, y + 1, { flipX: hero.facing < 0, rotation: spin, layer: LAYERS.hero });
  }

  #choose({ hero, phase }: World, command: Command): AtlasSprite {
    const { animations } = atlas;
    if (phase === "fallen" || hero.recoil > 0) return "hurt";
    if (phase === "won" && hero.grounded) return frameAt(animations.joy, this.#time, 5);
    if (!hero.grounded) {
      if (hero.vy < -70) return frameAt(animations.rise, this.#time, 10);
      return hero.vy < 60 ? "apex" : frameAt(animations.dive, this.#time, 10);
    }
    if (Math.abs(hero.vx) > 12) {
      if (command.move * hero.vx < 0) return "skid";
      return animations.run[Math.floor(this.#way / STRIDE) % animations.run.length]!;
    }
    if (this.#sinceLanding < 0.09) return "squat";
    if (command.down) return "duck";
    if (this.#time % 3.1 < 0.12) return "blink";
    return frameAt(animations.idle, this.#time, 4);
  }

  /** Each knot is drawn by the one before it, by its weight and by the wind of her running. */
  #flutter(dt: number, { hero }: World): void {
    const neck = { x: hero.x + HERO.width / 2 - hero.facing * 4, y: hero.y + 8 };
    if (this.#ends.length === 0) {
      this.#ends = [0, 1].map(() => Array.from({ length: SCARF.knots }, () => ({ ...neck })));
    }
    this.#ends.forEach((end, side) => {
      let before: Knot = { x: neck.x, y: neck.y + side };
      end.forEach((knot, index) => {
        const wave = Math.sin(this.#time * 11 - index * 0.9 + side * 1.7) * (10 + Math.abs(hero.vx) * 0.12);
        knot.x -= (hero.facing * SCARF.wind + hero.vx * 0.25) * dt;
        knot.y += (SCARF.weight * (1 + side * 0.5) - Math.abs(hero.vx) * 0.3 + wave) * dt;
        const dx = knot.x - before.x, dy = knot.y - before.y;
        const far = Math.hypot(dx, dy);
        if (far > SCARF.gap) {
          knot.x = before.x + dx / far * SCARF.gap;
          knot.y = before.y + dy / far * SCARF.gap;
        }
        before = knot;
      });
    });
  }
}
