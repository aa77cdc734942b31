import { type SoundId } from "./sounds.d.ts";
/** How music begins. */
export interface MusicOptions {
    /** 0 to 1. Default 1. */
    volume?: number;
    /** Seconds in which the old piece fades out and the new one in. Default 0: at once. */
    fade?: number;
    /** Whether it begins again at its end. Default true. */
    loop?: boolean;
}
/**
 * Plays a piece of music in place of the one that plays. If it is the same, it goes on.
 * @example
 * ```ts
 * playMusic(loadSound("assets/theme.ogg"), { volume: 0.5, fade: 1.5 });
 * ```
 */
export declare function playMusic(sound: SoundId, options?: MusicOptions): void;
/** Stops the music, at once or fading out over `fade` seconds. */
export declare function stopMusic(options?: {
    fade?: number;
}): void;
