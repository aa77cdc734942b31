import { type Bus } from "./mixer.d.ts";
/** A sound's number. 0 means "nothing" and is silent. */
export type SoundId = number;
/** One playing of a sound: what {@link playSound} returns. Stays valid, without effect, when it has ended. */
export type SoundInstance = number;
/** How a sound is played. */
export interface SoundOptions {
    /** 0 (silent) to 1 (the default). */
    volume?: number;
    /** Whether it begins again at its end. Default false. */
    loop?: boolean;
    /** The group whose volume acts on it. Default `sfx`. */
    bus?: Bus;
    /** Speed: 2 is an octave higher and half as long. Default 1. */
    pitch?: number;
    /** -1 (left) to 1 (right). Default 0. */
    pan?: number;
    /** Frequencies above are damped, in hertz; 0 (the default) for none. */
    lowPass?: number;
}
/** The number of the next playing. */
export declare function nextInstance(): SoundInstance;
/** A pitch that the engine can use: 1 for what is no number above 0 (said once). */
export declare function usablePitch(pitch: number): number;
/** Says once that there is no such sound. */
export declare function isSound(sound: SoundId, what: string): boolean;
/**
 * Loads a sound (WAV or OGG Vorbis). Returns at once; the same path gives the same id.
 *
 * @param path Relative to the folder of the game's entry file, or absolute.
 * @returns The sound's id; 0 where there is no audio (tests). A file that cannot be read is reported and stays silent.
 */
export declare function loadSound(path: string): SoundId;
/**
 * Plays a sound from its beginning. The same sound can be heard many times at once.
 *
 * @returns What {@link stopSound} and {@link setSoundVolume} take.
 * @example
 * ```ts
 * const jump = loadSound("assets/jump.wav");
 * playSound(jump, { volume: 0.6, pitch: random.float(0.95, 1.05) });
 * ```
 */
export declare function playSound(sound: SoundId, options?: SoundOptions): SoundInstance;
/** Stops one playing of a sound. */
export declare function stopSound(instance: SoundInstance): void;
/** Changes the volume of one playing, 0 to 1. */
export declare function setSoundVolume(instance: SoundInstance, volume: number): void;
/** Changes the pitch of one playing; 1 is as recorded. */
export declare function setSoundPitch(instance: SoundInstance, pitch: number): void;
/** Stops every sound, music too. */
export declare function stopAllSounds(): void;
