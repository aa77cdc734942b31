/**
 * Sound: effects, music with fades, volume by bus, and sound with a place in the world.
 *
 * @module
 */
export { type Bus, getBusVolume, getMasterVolume, isMuted, setBusVolume, setMasterVolume, setMuted, } from "./mixer.d.ts";
export { playMusic, type MusicOptions, stopMusic } from "./music.d.ts";
export { loadSound, playSound, setSoundPitch, setSoundVolume, type SoundId, type SoundInstance, type SoundOptions, stopAllSounds, stopSound, } from "./sounds.d.ts";
export { moveSound, playSoundAt, setListener, type SpatialOptions } from "./spatial.d.ts";
