/** A group of sounds with a volume of its own. */
export type Bus = "sfx" | "music" | "ambient" | "voice";
/** The engine's number of a bus; an unknown one counts as `sfx` (said once). */
export declare function busNumber(bus: Bus): number;
/** A volume that the engine can use: not below 0, and 0 for what is no number (said once). */
export declare function usableVolume(volume: number): number;
/** Sets the volume of a bus, 0 (silent) to 1 (the default). Sounds that play change too. */
export declare function setBusVolume(bus: Bus, volume: number): void;
/** The volume of a bus, 0 to 1. */
export declare function getBusVolume(bus: Bus): number;
/** Sets the volume of everything, 0 (silent) to 1 (the default). Sounds that play change too. */
export declare function setMasterVolume(volume: number): void;
/** The volume of everything, 0 to 1, also while muted. */
export declare function getMasterVolume(): number;
/** Silences everything, or lets it be heard again at the old volume. */
export declare function setMuted(on: boolean): void;
/** Whether everything is silenced. */
export declare function isMuted(): boolean;
