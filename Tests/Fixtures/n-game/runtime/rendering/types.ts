export type TextureId = number;
export type SoundId = number;
export type TilemapId = number;
export type Color = { r: number; g: number; b: number; a: number };
export type Rect = { x: number; y: number; w: number; h: number };
export type Blend = "alpha" | "additive" | "multiply" | "screen";
