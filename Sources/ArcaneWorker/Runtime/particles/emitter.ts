import { hasRenderer } from "../core/ops.ts";
import { Random, random } from "../random/random.ts";
import { type ColorLike, toColor, WHITE, withAlpha } from "../rendering/color.ts";
import { pushPlain, records } from "../rendering/draw-list.ts";
import { type BlendMode, blendNumber } from "../rendering/sprites.ts";
import { isKnownTexture, type TextureId, whiteTexture } from "../rendering/texture.ts";

/** A number, or a pair between whose values one is drawn for each particle. */
export type Range = number | readonly [min: number, max: number];

/** What particles are like. Angles are in radians, clockwise from the right; so straight up is -π/2. */
export interface ParticleOptions {
  /** Default: a white square. */
  texture?: TextureId;
  /** Particles per second while it emits. Default 0: only bursts. */
  rate?: number;
  /** Seconds that a particle lives. Default 1. */
  lifetime?: Range;
  /** World units per second at the start. Default 50. */
  speed?: Range;
  /** Where they fly. Default -π/2: up. */
  direction?: number;
  /** Width of the cone around `direction`. Default 2π: everywhere. */
  spread?: number;
  /** World units per second per second, to the right. Default 0. */
  gravityX?: number;
  /** World units per second per second, down. Default 0. */
  gravityY?: number;
  /** Part of its speed that a particle loses per second, 0 to 1. Default 0. */
  drag?: number;
  /** Side in world units at the start. Default 4. */
  size?: Range;
  /** Side at the end as a part of that at the start. Default 1. */
  endScale?: number;
  /** Color at the start. Default white. */
  color?: ColorLike;
  /** Color at the end; its alpha too. Default: that of the start, faded to nothing. */
  endColor?: ColorLike;
  /** Angle at the start. Default 0. */
  rotation?: Range;
  /** Radians per second. Default 0. */
  spin?: Range;
  /** Places around the emitter's, up to this distance. Default 0. */
  radius?: number;
  /** More particles at once than this are not made. Default 1000. */
  max?: number;
  /** Default 0. */
  layer?: number;
  /** Default `alpha`. */
  blend?: BlendMode;
  /** `true`: in viewport units, not moved by the camera. Default false. */
  screen?: boolean;
  /** Whether lights act on them. Default false. */
  lit?: boolean;
  /** Where its chance comes from. Default: the generator of the run. */
  random?: Random;
}

/** Numbers per particle: x, y, vx, vy, age, lifetime, size, rotation, spin. */
const NUMBERS = 9;
const [X, Y, VX, VY, AGE, LIFE, SIZE, ROTATION, SPIN] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * A source of particles.
 *
 * @example
 * ```ts
 * const sparks = new ParticleEmitter({ speed: [40, 120], lifetime: [0.2, 0.6], gravityY: 200, color: rgb(255, 200, 80) });
 * onFrame((dt) => {
 *   if (hit) sparks.burst(30, ball.x, ball.y);
 *   sparks.update(dt);
 *   sparks.draw();
 * });
 * ```
 */
export class ParticleEmitter {
  /** Where new particles begin; world units. */
  x = 0;
  /** Where new particles begin; world units. */
  y = 0;
  /** Whether new particles come at the rate. */
  emitting = true;
  /** What new particles are like; may be changed at any time. */
  readonly options: ParticleOptions;
  #particles = new Float64Array(0);
  #count = 0;
  #due = 0;

  constructor(options: ParticleOptions = {}) {
    this.options = { ...options };
  }

  /** How many particles there are. */
  get count(): number {
    return this.#count;
  }

  /** Makes `count` particles at once, at (x, y) or else at the emitter's place. */
  burst(count: number, x: number = this.x, y: number = this.y): void {
    for (let i = 0; i < count; i += 1) this.#spawn(x, y);
  }

  /** Lets `dt` seconds pass. */
  update(dt: number): void {
    const { gravityX = 0, gravityY = 0, drag = 0, rate = 0 } = this.options;
    const kept = drag > 0 ? Math.pow(Math.max(0, 1 - drag), dt) : 1;
    const p = this.#particles;
    for (let index = 0; index < this.#count;) {
      const at = index * NUMBERS;
      p[at + AGE]! += dt;
      if (p[at + AGE]! >= p[at + LIFE]!) {
        // The last one takes the place of the dead one; the order of particles does not matter.
        this.#count -= 1;
        p.copyWithin(at, this.#count * NUMBERS, (this.#count + 1) * NUMBERS);
        continue;
      }
      p[at + VX] = p[at + VX]! * kept + gravityX * dt;
      p[at + VY] = p[at + VY]! * kept + gravityY * dt;
      p[at + X]! += p[at + VX]! * dt;
      p[at + Y]! += p[at + VY]! * dt;
      p[at + ROTATION]! += p[at + SPIN]! * dt;
      index += 1;
    }
    if (!this.emitting || rate <= 0) return;
    this.#due += dt * rate;
    while (this.#due >= 1) {
      this.#due -= 1;
      this.#spawn(this.x, this.y);
    }
  }

  /** Removes all particles. */
  clear(): void {
    this.#count = 0;
    this.#due = 0;
  }

  /** Draws all particles in this frame. */
  draw(): void {
    if (!hasRenderer() || this.#count === 0) return;
    const options = this.options;
    const texture = options.texture ?? whiteTexture();
    if (!isKnownTexture(texture)) return;
    const from = toColor(options.color ?? WHITE);
    const to = options.endColor === undefined ? withAlpha(from, 0) : toColor(options.endColor);
    const { endScale = 1, layer = 0, screen = false, lit = false } = options;
    const blend = blendNumber(options.blend);
    const p = this.#particles;
    for (let index = 0; index < this.#count; index += 1) {
      const at = index * NUMBERS;
      const t = p[at + AGE]! / p[at + LIFE]!;
      const size = p[at + SIZE]! * (1 + (endScale - 1) * t);
      const slot = pushPlain(
        texture, p[at + X]! - size / 2, p[at + Y]! - size / 2, size, size, layer, 0, 0, 1, 1,
        from.r + (to.r - from.r) * t, from.g + (to.g - from.g) * t, from.b + (to.b - from.b) * t,
        from.a + (to.a - from.a) * t, lit, screen,
      );
      records.floats[slot + 14] = p[at + ROTATION]!;
      records.floats[slot + 20] = blend;
    }
  }

  #spawn(x: number, y: number): void {
    const options = this.options;
    if (this.#count >= (options.max ?? 1000)) return;
    const rng = options.random ?? random;
    const between = (range: Range): number => (typeof range === "number" ? range : rng.float(range[0], range[1]));
    const lifetime = between(options.lifetime ?? 1);
    if (!(lifetime > 0)) return;
    if ((this.#count + 1) * NUMBERS > this.#particles.length) {
      const grown = new Float64Array(Math.max(64 * NUMBERS, this.#particles.length * 2));
      grown.set(this.#particles);
      this.#particles = grown;
    }
    const { direction = -Math.PI / 2, spread = Math.PI * 2, radius = 0 } = options;
    const angle = direction + (rng.next() - 0.5) * spread;
    const speed = between(options.speed ?? 50);
    const offset = radius > 0 ? rng.inCircle(radius) : { x: 0, y: 0 };
    const at = this.#count * NUMBERS;
    const p = this.#particles;
    p[at + X] = x + offset.x;
    p[at + Y] = y + offset.y;
    p[at + VX] = Math.cos(angle) * speed;
    p[at + VY] = Math.sin(angle) * speed;
    p[at + AGE] = 0;
    p[at + LIFE] = lifetime;
    p[at + SIZE] = between(options.size ?? 4);
    p[at + ROTATION] = between(options.rotation ?? 0);
    p[at + SPIN] = between(options.spin ?? 0);
    this.#count += 1;
  }
}
