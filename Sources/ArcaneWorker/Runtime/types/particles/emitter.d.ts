import { Random } from "../random/random.d.ts";
import { type ColorLike } from "../rendering/color.d.ts";
import { type BlendMode } from "../rendering/sprites.d.ts";
import { type TextureId } from "../rendering/texture.d.ts";
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
export declare class ParticleEmitter {
    #private;
    /** Where new particles begin; world units. */
    x: number;
    /** Where new particles begin; world units. */
    y: number;
    /** Whether new particles come at the rate. */
    emitting: boolean;
    /** What new particles are like; may be changed at any time. */
    readonly options: ParticleOptions;
    constructor(options?: ParticleOptions);
    /** How many particles there are. */
    get count(): number;
    /** Makes `count` particles at once, at (x, y) or else at the emitter's place. */
    burst(count: number, x?: number, y?: number): void;
    /** Lets `dt` seconds pass. */
    update(dt: number): void;
    /** Removes all particles. */
    clear(): void;
    /** Draws all particles in this frame. */
    draw(): void;
}
