import { has, ops } from "./ops.ts";
import type { Color, TextureId } from "./types.ts";

const hasTextures = has("op_load_texture");
const hasUpload = has("op_upload_rgba_texture");

export function loadTexture(path: string): TextureId {
  return hasTextures ? ops!.op_load_texture(path) : 0;
}
/** Linear filtering. */
export function loadTextureSmooth(path: string): TextureId {
  return hasTextures ? ops!.op_load_texture_linear(path) : 0;
}
/** Channels 0 to 1. */
export function solidTexture(name: string, color: Color): TextureId {
  if (!hasTextures) return 0;
  const byte = (value: number) => Math.round(value * 255);
  return ops!.op_create_solid_texture(name, byte(color.r), byte(color.g), byte(color.b), byte(color.a));
}
/** Row 0 on top, four bytes a pixel. */
export function uploadTexture(name: string, width: number, height: number, pixels: Uint8Array): TextureId {
  return hasUpload ? ops!.op_upload_rgba_texture(name, width, height, pixels) : 0;
}
export function fontTexture(): TextureId {
  return has("op_create_font_texture") ? ops!.op_create_font_texture() : 0;
}
