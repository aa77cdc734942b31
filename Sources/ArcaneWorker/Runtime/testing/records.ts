import type { Rect } from "../core/geometry.ts";
import { SLOTS } from "../rendering/draw-list.ts";
import { Slot } from "../rendering/sprite-slots.ts";

/** A sprite as the engine was given it; positions and sizes in world units. */
export interface SpriteRecord {
  texture: number;
  /** The path or name that the texture was made with. */
  textureName: string;
  x: number;
  y: number;
  width: number;
  height: number;
  layer: number;
  /** Fractions 0…1 of the texture. */
  uv: Rect;
  tint: { r: number; g: number; b: number; a: number };
  rotation: number;
  originX: number;
  originY: number;
  flipX: boolean;
  flipY: boolean;
  opacity: number;
  blend: number;
  shader: number;
}

/** A triangle or line as the engine was given it. */
export interface ShapeRecord {
  kind: "triangle" | "line";
  /** x and y of each point. */
  points: number[];
  /** Of a line. */
  thickness: number;
  color: { r: number; g: number; b: number; a: number };
  layer: number;
}

/** A light as the engine was given it. */
export interface LightRecord {
  x: number;
  y: number;
  radius: number;
  color: { r: number; g: number; b: number };
  intensity: number;
}

/** A tilemap that was drawn. */
export interface TilemapRecord {
  id: number;
  x: number;
  y: number;
  layer: number;
}

/** A sound that was begun. */
export interface SoundRecord {
  /** The path that it was loaded from. */
  path: string;
  instance: number;
  volume: number;
  loop: boolean;
  bus: number;
  pitch: number;
  /** Where it is, if it has a place. */
  position: { x: number; y: number } | undefined;
}

/** A text that was drawn with the built-in font: one line. */
export interface TextRecord {
  text: string;
  /** World position of its left end. */
  x: number;
  /** World position of its top. */
  y: number;
  /** Side of a letter in world units. */
  size: number;
  layer: number;
}

/** Reads the records that the engine is given. */
export function decodeSprites(data: Uint8Array, name: (texture: number) => string): SpriteRecord[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const records: SpriteRecord[] = [];
  for (let at = 0; at + SLOTS * 4 <= data.byteLength; at += SLOTS * 4) {
    const f = (slot: Slot): number => view.getFloat32(at + slot * 4, true);
    const texture = view.getUint32(at + Slot.textureID * 4, true);
    records.push({
      texture,
      textureName: name(texture),
      x: f(Slot.x),
      y: f(Slot.y),
      width: f(Slot.width),
      height: f(Slot.height),
      layer: view.getInt32(at + Slot.layer * 4, true),
      uv: { x: f(Slot.uvX), y: f(Slot.uvY), width: f(Slot.uvWidth), height: f(Slot.uvHeight) },
      tint: { r: f(Slot.red), g: f(Slot.green), b: f(Slot.blue), a: f(Slot.alpha) },
      rotation: f(Slot.rotation),
      originX: f(Slot.originX),
      originY: f(Slot.originY),
      flipX: f(Slot.flipX) !== 0,
      flipY: f(Slot.flipY) !== 0,
      opacity: f(Slot.opacity),
      blend: f(Slot.blendMode),
      shader: view.getUint32(at + Slot.shaderID * 4, true),
    });
  }
  return records;
}

/** Puts the letters among the sprites together to lines. Blanks are not drawn; a gap of letters counts as blanks. */
export function decodeTexts(sprites: readonly SpriteRecord[], fontTexture: number): TextRecord[] {
  const texts: TextRecord[] = [];
  let open: { line: TextRecord; endX: number } | undefined;
  for (const sprite of sprites) {
    if (sprite.texture !== fontTexture || sprite.width === 0) continue;
    const code = 32 + Math.round(sprite.uv.y * 6) * 16 + Math.round(sprite.uv.x * 16);
    const letter = String.fromCharCode(code);
    const gap = open === undefined ? 0 : Math.round((sprite.x - open.endX) / sprite.width);
    const { line } = open ?? {};
    const goesOn = open !== undefined && line !== undefined && line.y === sprite.y && line.size === sprite.width &&
      line.layer === sprite.layer && sprite.x >= open.endX - sprite.width / 2 && gap <= 3;
    if (goesOn && open !== undefined) {
      open.line.text += " ".repeat(Math.max(0, gap)) + letter;
      open.endX = sprite.x + sprite.width;
    } else {
      const next = { text: letter, x: sprite.x, y: sprite.y, size: sprite.width, layer: sprite.layer };
      texts.push(next);
      open = { line: next, endX: sprite.x + sprite.width };
    }
  }
  return texts;
}
