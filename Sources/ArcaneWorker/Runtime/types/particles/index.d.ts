/**
 * Particles: sparks, smoke, rain.
 *
 * @module
 */
export { ParticleEmitter, type ParticleOptions, type Range } from "./emitter.d.ts";
