import { has, ops } from "./ops.ts";
import type { TextureId } from "./types.ts";

const hasTextures = has("op_load_texture");

export function loadTexture(path: string): TextureId {
  return hasTextures ? ops!.op_load_texture(path) : 0;
}

/** Channels 0 to 255. */
export function solidTexture(name: string, r: number, g: number, b: number, a = 255): TextureId {
  return hasTextures ? ops!.op_create_solid_texture(name, r, g, b, a) : 0;
}
