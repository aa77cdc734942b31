// The one camera. (x, y) is the world point at the viewport's top-left corner; y grows downward.
//
// The library keeps the camera itself and gives the engine the final position once, at the frame's end. So bounds,
// shake and the virtual resolution are known when things in screen space are placed.

import { frame } from "../core/frame.ts";
import type { Rect, Vec2 } from "../core/geometry.ts";
import { warnOnce } from "../core/warn.ts";
import { currentView, view } from "./viewport.ts";

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
  deadZone?: { width: number; height: number };
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

const camera = { x: 0, y: 0, zoom: 1 };
const engineCamera: EngineCamera = { x: 0, y: 0, zoom: 1 };
let bounds: Rect | undefined;
let following = false;
const shake = { strength: 0, duration: 0, frequency: 0, begin: 0 };

function isUsable(x: number, y: number, zoom: number): boolean {
  if (x - x === 0 && y - y === 0 && zoom > 0 && zoom < Infinity) return true;
  warnOnce("camera:nan", `The camera cannot go to x ${x}, y ${y}, zoom ${zoom}; it stays where it is.`);
  return false;
}

/**
 * Puts the camera so that the world point (x, y) is at the viewport's top-left corner.
 *
 * @param zoom Screen units per world unit, above 0; unchanged if left out.
 */
export function setCamera(x: number, y: number, zoom: number = camera.zoom): void {
  if (!isUsable(x, y, zoom)) return;
  camera.x = x;
  camera.y = y;
  camera.zoom = zoom;
}

/** Puts the camera so that the world point (x, y) is in the middle of the viewport. */
export function centerCamera(x: number, y: number, zoom: number = camera.zoom): void {
  const { width, height } = currentView();
  setCamera(x - width / zoom / 2, y - height / zoom / 2, zoom);
}

/** Changes the zoom around the middle of the viewport. */
export function setCameraZoom(zoom: number): void {
  const { width, height } = currentView();
  if (!isUsable(0, 0, zoom)) return;
  centerCamera(camera.x + width / camera.zoom / 2, camera.y + height / camera.zoom / 2, zoom);
}

/** Where the camera is now, held in its bounds, without shake. */
export function getCamera(): CameraState {
  keepInBounds();
  return { x: camera.x, y: camera.y, zoom: camera.zoom };
}

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
export function followCamera(x: number, y: number, options: FollowOptions = {}): void {
  if (!isUsable(x, y, 1)) return;
  const { width, height } = currentView();
  if (!following) {
    following = true;
    centerCamera(x, y);
    keepInBounds();
    return;
  }
  const freeX = (options.deadZone?.width ?? 0) / 2;
  const freeY = (options.deadZone?.height ?? 0) / 2;
  const centerX = camera.x + width / camera.zoom / 2;
  const centerY = camera.y + height / camera.zoom / 2;
  const goalX = Math.min(Math.max(centerX, x - freeX), x + freeX);
  const goalY = Math.min(Math.max(centerY, y - freeY), y + freeY);
  const smoothTime = options.smoothTime ?? 0;
  // Exponential approach: the same path whatever the frame rate.
  const part = smoothTime > 0 ? 1 - Math.exp(-frame.dt / smoothTime) : 1;
  camera.x += (goalX - centerX) * part;
  camera.y += (goalY - centerY) * part;
  keepInBounds();
}

/** Makes the next {@link followCamera} jump to its target: for a new level, a door, a respawn. */
export function cutCamera(): void {
  following = false;
}

/**
 * Keeps the view inside a rectangle of the world; `undefined` lifts the limit. Where the view is larger than the
 * rectangle, the rectangle is centered.
 */
export function setCameraBounds(rect: Rect | undefined): void {
  bounds = rect === undefined ? undefined : { ...rect };
}

/** The limit set by {@link setCameraBounds}, or undefined. */
export function getCameraBounds(): Rect | undefined {
  return bounds === undefined ? undefined : { ...bounds };
}

/**
 * Shakes the picture; things in screen space stay still. A shake that is still going on is replaced if the new one is
 * at least as strong.
 *
 * @example
 * ```ts
 * shakeCamera({ strength: 6, duration: 0.4 });
 * ```
 */
export function shakeCamera(options: ShakeOptions = {}): void {
  const strength = options.strength ?? 4;
  if (strength < currentShake()) return;
  shake.strength = strength;
  shake.duration = options.duration ?? 0.3;
  shake.frequency = options.frequency ?? 25;
  shake.begin = frame.time;
}

function currentShake(): number {
  if (shake.duration <= 0) return 0;
  const left = 1 - (frame.time - shake.begin) / shake.duration;
  return left > 0 ? shake.strength * left * left : 0;
}

/** The world point that is shown at a point of the viewport. */
export function screenToWorld(x: number, y: number): Vec2 {
  keepInBounds();
  return { x: camera.x + x / camera.zoom, y: camera.y + y / camera.zoom };
}

/** The point of the viewport at which a world point is shown. */
export function worldToScreen(x: number, y: number): Vec2 {
  keepInBounds();
  return { x: (x - camera.x) * camera.zoom, y: (y - camera.y) * camera.zoom };
}

/** The part of the world that is in view. Use it to leave out what cannot be seen. */
export function getVisibleWorld(): Rect {
  const { width, height } = currentView();
  keepInBounds();
  return { x: camera.x, y: camera.y, width: width / camera.zoom, height: height / camera.zoom };
}

function keepInBounds(): void {
  if (bounds === undefined) return;
  const { width, height } = currentView();
  camera.x = held(camera.x, width / camera.zoom, bounds.x, bounds.width);
  camera.y = held(camera.y, height / camera.zoom, bounds.y, bounds.height);
}

function held(position: number, extent: number, from: number, size: number): number {
  if (extent >= size) return from + (size - extent) / 2;
  return Math.min(Math.max(position, from), from + size - extent);
}

/** The camera for the engine. The position falls on whole screen pixels, so that pixel art does not shimmer. */
export function finishCamera(): EngineCamera {
  keepInBounds();
  const zoom = camera.zoom * view.scale;
  const grain = zoom * view.pixelRatio;
  let x = camera.x;
  let y = camera.y;
  const strength = currentShake();
  if (strength > 0) {
    // Two sines with no common period: a path that does not repeat, and is the same in every run.
    const phase = (frame.time - shake.begin) * shake.frequency * Math.PI * 2;
    x += (strength * Math.sin(phase)) / camera.zoom;
    y += (strength * Math.cos(phase * 1.37 + 0.5)) / camera.zoom;
  }
  engineCamera.x = Math.round(x * grain) / grain - view.offsetX / zoom;
  engineCamera.y = Math.round(y * grain) / grain - view.offsetY / zoom;
  engineCamera.zoom = zoom;
  return engineCamera;
}

/**
 * Puts everything back, for tests.
 * @internal
 */
export function resetCamera(): void {
  camera.x = 0;
  camera.y = 0;
  camera.zoom = 1;
  bounds = undefined;
  following = false;
  shake.duration = 0;
}
