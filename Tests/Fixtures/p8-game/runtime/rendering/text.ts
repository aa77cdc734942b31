import { getCamera, screenToWorld } from "./camera.ts";
import { has, ops } from "./ops.ts";
import { drawSprite } from "./sprites.ts";
import type { Color, TextureId } from "./types.ts";

const hasFont = has("op_create_font_texture");
let font: TextureId | undefined;

/** Text in the built-in 8 by 8 font, at a place of the screen. */
export function drawText(text: string, sx: number, sy: number, scale = 1, tint?: Color): void {
  if (!hasFont) return;
  font ??= ops!.op_create_font_texture() as TextureId;
  const { zoom } = getCamera();
  const at = screenToWorld(sx, sy);
  const size = (8 * scale) / zoom;
  for (let i = 0; i < text.length; i++) {
    const cell = text.charCodeAt(i) - 32;
    if (cell < 0 || cell > 95) continue;
    const uv = { x: (cell % 16) / 16, y: Math.floor(cell / 16) / 6, w: 1 / 16, h: 1 / 6 };
    drawSprite({ texture: font, x: at.x + i * size, y: at.y, w: size, h: size, layer: 100, uv, tint });
  }
}
