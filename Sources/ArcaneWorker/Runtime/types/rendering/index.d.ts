/**
 * Drawing: sprites, tilemaps, text, shapes, lights and the camera.
 *
 * World coordinates grow to the right and downward. The camera's position is the world point at the viewport's top-left
 * corner. Things drawn with `screen: true` are in viewport units instead, and the camera does not move them.
 *
 * @module
 */
export { type FrameCallback, getDeltaTime, getFrameCount, getTime, onFrame } from "../core/frame.d.ts";
export type { Rect, Size, Vec2 } from "../core/geometry.d.ts";
export { type AnimationClip, Animator } from "./animation.d.ts";
export { type CameraState, centerCamera, cutCamera, followCamera, type FollowOptions, getCamera, getCameraBounds, getVisibleWorld, screenToWorld, setCamera, setCameraBounds, setCameraZoom, shakeCamera, type ShakeOptions, worldToScreen, } from "./camera.d.ts";
export { BLACK, type Color, type ColorLike, hex, linearToSrgb, mixColors, rgb, srgbToLinear, TRANSPARENT, WHITE, withAlpha, } from "./color.d.ts";
export { type Font, type FontMetrics, getFontMetrics, loadFont } from "./font.d.ts";
export { addPointLight, MAX_POINT_LIGHTS, type PointLight, setAmbientLight } from "./lights.d.ts";
export { drawCircle, drawCircleOutline, drawLine, drawPolygon, drawRect, drawRectOutline, drawSector, drawTriangle, type LineOptions, type RectOptions, type ShapeOptions, } from "./shapes.d.ts";
export { SpriteBatch } from "./sprite-batch.d.ts";
export { SpriteSheet, type SpriteSheetOptions } from "./sprite-sheet.d.ts";
export { type BlendMode, drawSprite, drawTexture, getSpriteCount, type SpriteOptions, type SpritePlacement, } from "./sprites.d.ts";
export { drawText, measureText, type TextLayoutOptions, type TextOptions } from "./text.d.ts";
export { createSolidTexture, createTexture, getTextureSize, loadTexture, type TextureId, type TextureOptions, } from "./texture.d.ts";
export { Tilemap, type TilemapOptions } from "./tilemap.d.ts";
export { clearVirtualResolution, getScaleFactor, getViewportSize, getWindowSize, type ScaleMode, setClearColor, setVirtualResolution, } from "./viewport.d.ts";
