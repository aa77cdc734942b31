// What a frame draws, collected in one preallocated buffer and passed to the engine once, at the end of the frame.
//
// Sprites lie in the buffer as the engine reads them: records of 22 four-byte slots (see op_submit_sprite_batch).
// Integer slots must never pass through float arithmetic, hence the three views on one buffer. Things in screen
// space are only marked while the frame runs, and placed when the camera's final position is known.

import { atFrameEnd, atFrameStart, frame } from "../core/frame.ts";
import { hasRenderer, ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type EngineCamera, finishCamera } from "./camera.ts";
import { view } from "./viewport.ts";
import { Slot } from "./sprite-slots.ts";

/** Four-byte slots per sprite. */
export const SLOTS = 22;
const INITIAL_SPRITES = 1024;
/** Numbers per recorded shape: kind, layer, screen, six coordinates (a line: two points and a thickness), color. */
const SHAPE_NUMBERS = 13;
/** Above everything a game draws: the bars beside a virtual resolution. */
const BAR_LAYER = 0x7fffffff;

interface TilemapCommand {
  /** How many sprites were drawn before it. */
  at: number;
  id: number;
  x: number;
  y: number;
  layer: number;
}

/** The buffer in its three views; replaced when it grows, so take them after {@link reserveSprite}. */
export const records = {
  floats: undefined as unknown as Float32Array,
  words: undefined as unknown as Uint32Array,
  integers: undefined as unknown as Int32Array,
  /** What slot 21 of a sprite without light holds. */
  unlitShader: 0,
};

let capacity = 0;
let count = 0;
let bytes: Uint8Array;
/** 1 for sprites in screen space. */
let onScreen: Uint8Array;
let screenSprites = 0;

let shapes: Float64Array;
let shapeCapacity = 0;
let shapeCount = 0;

let tilemaps: TilemapCommand[] = [];
let barTexture = 0;

function growSprites(needed: number): void {
  let size = capacity === 0 ? INITIAL_SPRITES : capacity;
  while (size < needed) size *= 2;
  const buffer = new ArrayBuffer(size * SLOTS * 4);
  const words = new Uint32Array(buffer);
  const flags = new Uint8Array(size);
  if (count > 0) {
    words.set(records.words.subarray(0, count * SLOTS));
    flags.set(onScreen.subarray(0, count));
  }
  bytes = new Uint8Array(buffer);
  records.floats = new Float32Array(buffer);
  records.words = words;
  records.integers = new Int32Array(buffer);
  onScreen = flags;
  capacity = size;
}

function outsideFrame(what: string): void {
  warnOnce(
    `${what}:outside-frame`,
    `${what} was called outside the frame callback; it will be in the next frame only. Draw inside onFrame(...).`,
  );
}

/**
 * Makes room for a sprite and returns the index of its first slot in {@link records}; the caller writes all 22. It is not
 * one function with 22 parameters, because a call would box each number that is not a small integer.
 */
export function reserveSprite(screen: boolean): number {
  if (!frame.inside) outsideFrame("Drawing");
  if (count === capacity) growSprites(count + 1);
  const index = count;
  count = index + 1;
  if (screen) {
    onScreen[index] = 1;
    screenSprites += 1;
  } else {
    onScreen[index] = 0;
  }
  return index * SLOTS;
}

/**
 * Adds a sprite that is neither turned nor mirrored, and returns the index of its first slot. Sizes, positions and the
 * texture have been checked by the caller.
 */
export function pushPlain(
  texture: number,
  x: number,
  y: number,
  width: number,
  height: number,
  layer: number,
  u: number,
  v: number,
  uWidth: number,
  vHeight: number,
  r: number,
  g: number,
  b: number,
  a: number,
  lit: boolean,
  screen: boolean,
): number {
  const at = reserveSprite(screen);
  const { floats: f, words } = records;
  words[at + Slot.textureID] = texture;
  f[at + Slot.x] = x;
  f[at + Slot.y] = y;
  f[at + Slot.width] = width;
  f[at + Slot.height] = height;
  records.integers[at + Slot.layer] = layer;
  f[at + Slot.uvX] = u;
  f[at + Slot.uvY] = v;
  f[at + Slot.uvWidth] = uWidth;
  f[at + Slot.uvHeight] = vHeight;
  f[at + Slot.red] = r;
  f[at + Slot.green] = g;
  f[at + Slot.blue] = b;
  f[at + Slot.alpha] = a;
  f[at + Slot.rotation] = 0;
  f[at + Slot.originX] = 0.5;
  f[at + Slot.originY] = 0.5;
  f[at + Slot.flipX] = 0;
  f[at + Slot.flipY] = 0;
  f[at + Slot.opacity] = 1;
  f[at + Slot.blendMode] = 0;
  words[at + Slot.shaderID] = lit ? 0 : records.unlitShader;
  return at;
}

/** Adds `length` finished records from `source`, moved by (dx, dy). */
export function pushRecords(source: Uint32Array, length: number, dx: number, dy: number, screen: boolean): void {
  if (!frame.inside) outsideFrame("SpriteBatch.draw");
  if (count + length > capacity) growSprites(count + length);
  const begin = count * SLOTS;
  const { floats, words } = records;
  words.set(length * SLOTS === source.length ? source : source.subarray(0, length * SLOTS), begin);
  if (dx !== 0 || dy !== 0) {
    const end = begin + length * SLOTS;
    for (let at = begin; at < end; at += SLOTS) {
      floats[at + Slot.x]! += dx;
      floats[at + Slot.y]! += dy;
    }
  }
  onScreen.fill(screen ? 1 : 0, count, count + length);
  if (screen) {
    screenSprites += length;
    // Lights do not act on what is in screen space, as with single sprites.
    for (let at = begin + Slot.shaderID; at < begin + length * SLOTS; at += SLOTS) words[at] = records.unlitShader;
  }
  count += length;
}

/** Adds a tilemap of the engine's, in call order with the sprites. */
export function pushTilemap(id: number, x: number, y: number, layer: number): void {
  if (!frame.inside) outsideFrame("Tilemap.draw");
  tilemaps.push({ at: count, id, x, y, layer });
}

/** Adds a triangle (`kind` 0: three points) or a line (`kind` 1: two points, then the thickness and nothing). */
export function pushShape(
  kind: 0 | 1,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  x3: number,
  y3: number,
  r: number,
  g: number,
  b: number,
  a: number,
  layer: number,
  screen: boolean,
): void {
  if (!frame.inside) outsideFrame("Drawing");
  if (shapeCount === shapeCapacity) {
    shapeCapacity = shapeCapacity === 0 ? 256 : shapeCapacity * 2;
    const grown = new Float64Array(shapeCapacity * SHAPE_NUMBERS);
    if (shapeCount > 0) grown.set(shapes);
    shapes = grown;
  }
  const at = shapeCount * SHAPE_NUMBERS;
  shapes[at] = kind;
  shapes[at + 1] = layer;
  shapes[at + 2] = screen ? 1 : 0;
  shapes[at + 3] = x1;
  shapes[at + 4] = y1;
  shapes[at + 5] = x2;
  shapes[at + 6] = y2;
  shapes[at + 7] = x3;
  shapes[at + 8] = y3;
  shapes[at + 9] = r;
  shapes[at + 10] = g;
  shapes[at + 11] = b;
  shapes[at + 12] = a;
  shapeCount += 1;
}

/** How many sprites the frame has so far, tilemap cells and shapes not counted. */
export function spriteCount(): number {
  return count;
}

atFrameStart(() => {
  if (hasRenderer()) records.unlitShader = ops().op_arcane_unlit_shader();
});
atFrameEnd(flush);

/** Hands the frame to the engine. */
export function flush(): void {
  if (!hasRenderer()) {
    discard();
    return;
  }
  const camera = finishCamera();
  if (view.offsetX > 0 || view.offsetY > 0) pushBars();
  if (screenSprites > 0) placeScreenSprites(camera);
  ops().op_set_camera(camera.x, camera.y, camera.zoom);
  let submitted = 0;
  for (const map of tilemaps) {
    submit(submitted, map.at);
    submitted = map.at;
    ops().op_draw_tilemap(map.id, map.x, map.y, map.layer);
  }
  submit(submitted, count);
  for (let index = 0; index < shapeCount; index += 1) drawShape(index * SHAPE_NUMBERS, camera);
  discard();
}

function discard(): void {
  count = 0;
  screenSprites = 0;
  shapeCount = 0;
  if (tilemaps.length > 0) tilemaps = [];
}

function submit(from: number, to: number): void {
  if (to > from) ops().op_submit_sprite_batch(bytes.subarray(from * SLOTS * 4, to * SLOTS * 4));
}

/** From positions in the viewport to world positions that the final camera shows there. */
function placeScreenSprites(camera: EngineCamera): void {
  const f = records.floats;
  const factor = view.scale / camera.zoom;
  const shiftX = camera.x + view.offsetX / camera.zoom;
  const shiftY = camera.y + view.offsetY / camera.zoom;
  for (let index = 0; index < count; index += 1) {
    if (onScreen[index] === 0) continue;
    const at = index * SLOTS;
    f[at + Slot.x] = shiftX + f[at + Slot.x]! * factor;
    f[at + Slot.y] = shiftY + f[at + Slot.y]! * factor;
    f[at + Slot.width]! *= factor;
    f[at + Slot.height]! *= factor;
  }
}

function drawShape(at: number, camera: EngineCamera): void {
  const s = shapes;
  const line = s[at] === 1;
  let factor = 1;
  let shiftX = 0;
  let shiftY = 0;
  if (s[at + 2] === 1) {
    factor = view.scale / camera.zoom;
    shiftX = camera.x + view.offsetX / camera.zoom;
    shiftY = camera.y + view.offsetY / camera.zoom;
  }
  const x1 = shiftX + s[at + 3]! * factor;
  const y1 = shiftY + s[at + 4]! * factor;
  const x2 = shiftX + s[at + 5]! * factor;
  const y2 = shiftY + s[at + 6]! * factor;
  const [r, g, b, a, layer] = [s[at + 9]!, s[at + 10]!, s[at + 11]!, s[at + 12]!, s[at + 1]!];
  if (line) {
    ops().op_geo_line(x1, y1, x2, y2, s[at + 7]! * factor, r, g, b, a, layer);
  } else {
    ops().op_geo_triangle(x1, y1, x2, y2, shiftX + s[at + 7]! * factor, shiftY + s[at + 8]! * factor, r, g, b, a, layer);
  }
}

/** Covers what the game drew beside its virtual resolution. */
function pushBars(): void {
  if (barTexture === 0) barTexture = ops().op_create_solid_texture("arcane:white", 255, 255, 255, 255);
  const left = -view.offsetX / view.scale;
  const top = -view.offsetY / view.scale;
  const right = view.windowWidth / view.scale + left;
  const bottom = view.windowHeight / view.scale + top;
  const bar = (x: number, y: number, width: number, height: number): void => {
    if (width <= 0 || height <= 0) return;
    pushPlain(barTexture, x, y, width, height, BAR_LAYER, 0, 0, 1, 1, 0, 0, 0, 1, false, true);
  };
  bar(left, top, -left, bottom - top);
  bar(view.width, top, right - view.width, bottom - top);
  bar(0, top, view.width, -top);
  bar(0, view.height, view.width, bottom - view.height);
}

/**
 * Empties everything, for tests.
 * @internal
 */
export function resetDrawList(): void {
  discard();
  records.unlitShader = 0;
  barTexture = 0;
}
