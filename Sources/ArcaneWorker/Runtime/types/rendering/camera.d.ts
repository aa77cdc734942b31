import type { Rect, Vec2 } from "../core/geometry.d.ts";
/** What the camera shows. */
export interface CameraState {
    /** World position of the viewport's left edge. */
    x: number;
    /** World position of the viewport's top edge. */
    y: number;
    /** Screen units per world unit; 2 shows everything twice as large. */
    zoom: number;
}
/** How {@link followCamera} moves. */
export interface FollowOptions {
    /** Seconds in which the camera makes up about two thirds of its distance; 0 (the default) follows at once. */
    smoothTime?: number;
    /** Size in world units of the area around the viewport's center in which the target moves freely. Default 0 by 0. */
    deadZone?: {
        width: number;
        height: number;
    };
}
/** How {@link shakeCamera} shakes. */
export interface ShakeOptions {
    /** Largest displacement in viewport units. Default 4. */
    strength?: number;
    /** Seconds until it has died away. Default 0.3. */
    duration?: number;
    /** Swings per second. Default 25. */
    frequency?: number;
}
/** The camera as sent to the engine: in window units, including shake and the virtual resolution. */
export interface EngineCamera {
    x: number;
    y: number;
    zoom: number;
}
/**
 * Puts the camera so that the world point (x, y) is at the viewport's top-left corner.
 *
 * @param zoom Screen units per world unit, above 0; unchanged if left out.
 */
export declare function setCamera(x: number, y: number, zoom?: number): void;
/** Puts the camera so that the world point (x, y) is in the middle of the viewport. */
export declare function centerCamera(x: number, y: number, zoom?: number): void;
/** Changes the zoom around the middle of the viewport. */
export declare function setCameraZoom(zoom: number): void;
/** Where the camera is now, held in its bounds, without shake. */
export declare function getCamera(): CameraState;
/**
 * Moves the camera toward a target; call it once per frame. The first call after the game starts, or after
 * {@link cutCamera}, jumps there.
 *
 * @example
 * ```ts
 * onFrame(() => {
 *   followCamera(player.x, player.y, { smoothTime: 0.15, deadZone: { width: 40, height: 24 } });
 * });
 * ```
 */
export declare function followCamera(x: number, y: number, options?: FollowOptions): void;
/** Makes the next {@link followCamera} jump to its target: for a new level, a door, a respawn. */
export declare function cutCamera(): void;
/**
 * Keeps the view inside a rectangle of the world; `undefined` lifts the limit. Where the view is larger than the
 * rectangle, the rectangle is centered.
 */
export declare function setCameraBounds(rect: Rect | undefined): void;
/** The limit set by {@link setCameraBounds}, or undefined. */
export declare function getCameraBounds(): Rect | undefined;
/**
 * Shakes the picture; things in screen space stay still. A shake that is still going on is replaced if the new one is
 * at least as strong.
 *
 * @example
 * ```ts
 * shakeCamera({ strength: 6, duration: 0.4 });
 * ```
 */
export declare function shakeCamera(options?: ShakeOptions): void;
/** The world point that is shown at a point of the viewport. */
export declare function screenToWorld(x: number, y: number): Vec2;
/** The point of the viewport at which a world point is shown. */
export declare function worldToScreen(x: number, y: number): Vec2;
/** The part of the world that is in view. Use it to leave out what cannot be seen. */
export declare function getVisibleWorld(): Rect;
/** The camera for the engine. The position falls on whole screen pixels, so that pixel art does not shimmer. */
export declare function finishCamera(): EngineCamera;
