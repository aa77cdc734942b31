// Sprites are packed into one reused buffer and handed over when it is full or the frame ends.
import { has, ops } from "./ops.ts";
import type { Blend, Color, Rect, TextureId } from "./types.ts";

const canDraw = has("op_submit_sprite_batch");
const slots = 22;
const limit = 16384;
const buffer = new ArrayBuffer(limit * slots * 4);
const floats = new Float32Array(buffer);
const unsigned = new Uint32Array(buffer);
const signed = new Int32Array(buffer);
const bytes = new Uint8Array(buffer);
let pending = 0;

const blends: Record<Blend, number> = { alpha: 0, additive: 1, multiply: 2, screen: 3 };
const whole: Rect = { x: 0, y: 0, w: 1, h: 1 };
const white: Color = { r: 1, g: 1, b: 1, a: 1 };

export type Sprite = {
  texture: TextureId;
  x: number;
  y: number;
  w: number;
  h: number;
  layer?: number;
  uv?: Rect;
  tint?: Color;
  /** Radians, clockwise on the screen. */
  rotation?: number;
  /** Fractions of w and h. */
  originX?: number;
  originY?: number;
  flipX?: boolean;
  flipY?: boolean;
  opacity?: number;
  blend?: Blend;
};

export function drawSprite(sprite: Sprite): void {
  if (!canDraw) return;
  if (pending === limit) flushSprites();
  const at = pending * slots;
  const uv = sprite.uv ?? whole;
  const tint = sprite.tint ?? white;
  unsigned[at] = sprite.texture;
  floats[at + 1] = sprite.x;
  floats[at + 2] = sprite.y;
  floats[at + 3] = sprite.w;
  floats[at + 4] = sprite.h;
  signed[at + 5] = sprite.layer ?? 0;
  floats[at + 6] = uv.x;
  floats[at + 7] = uv.y;
  floats[at + 8] = uv.w;
  floats[at + 9] = uv.h;
  floats[at + 10] = tint.r;
  floats[at + 11] = tint.g;
  floats[at + 12] = tint.b;
  floats[at + 13] = tint.a;
  floats[at + 14] = sprite.rotation ?? 0;
  floats[at + 15] = sprite.originX ?? 0.5;
  floats[at + 16] = sprite.originY ?? 0.5;
  floats[at + 17] = sprite.flipX ? 1 : 0;
  floats[at + 18] = sprite.flipY ? 1 : 0;
  floats[at + 19] = sprite.opacity ?? 1;
  floats[at + 20] = blends[sprite.blend ?? "alpha"];
  unsigned[at + 21] = 0;
  pending += 1;
}

/** Hands over a window onto the buffer, which is written again at once. */
export function flushSprites(): void {
  if (!canDraw || pending === 0) return;
  ops!.op_submit_sprite_batch(bytes.subarray(0, pending * slots * 4));
  pending = 0;
}

export function clearSprites(): void {
  pending = 0;
  if (canDraw) ops!.op_clear_sprites();
}
