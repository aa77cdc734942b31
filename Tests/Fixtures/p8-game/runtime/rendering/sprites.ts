import { has, ops } from "./ops.ts";
import type { Color, Rect, TextureId } from "./types.ts";

const canDraw = has("op_draw_sprite");
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
};

/** Queues one sprite, top-left corner at world x, y: one op call with fourteen arguments. */
export function drawSprite(sprite: Sprite): void {
  if (!canDraw) return;
  const { x: u, y: v, w: uw, h: vh } = sprite.uv ?? whole;
  const { r, g, b, a } = sprite.tint ?? white;
  ops!.op_draw_sprite(
    sprite.texture, sprite.x, sprite.y, sprite.w, sprite.h, sprite.layer ?? 0, u, v, uw, vh, r, g, b, a,
  );
}

export function clearSprites(): void {
  if (canDraw) ops!.op_clear_sprites();
}
