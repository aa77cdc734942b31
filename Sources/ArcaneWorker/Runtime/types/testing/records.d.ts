import type { Rect } from "../core/geometry.d.ts";
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
    tint: {
        r: number;
        g: number;
        b: number;
        a: number;
    };
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
    color: {
        r: number;
        g: number;
        b: number;
        a: number;
    };
    layer: number;
}
/** A light as the engine was given it. */
export interface LightRecord {
    x: number;
    y: number;
    radius: number;
    color: {
        r: number;
        g: number;
        b: number;
    };
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
    position: {
        x: number;
        y: number;
    } | undefined;
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
export declare function decodeSprites(data: Uint8Array, name: (texture: number) => string): SpriteRecord[];
/** Puts the letters among the sprites together to lines. Blanks are not drawn; a gap of letters counts as blanks. */
export declare function decodeTexts(sprites: readonly SpriteRecord[], fontTexture: number): TextRecord[];
