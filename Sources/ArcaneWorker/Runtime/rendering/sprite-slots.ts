// Written by ArcaneWorkerTests with ARCANE_UPDATE_DOCS=1, from Sources/ArcaneGraphics/SpriteRecord.swift.

/** What lies where in a sprite's record: numbers of its four-byte slots. */
export const enum Slot {
  textureID = 0,
  x = 1,
  y = 2,
  width = 3,
  height = 4,
  layer = 5,
  uvX = 6,
  uvY = 7,
  uvWidth = 8,
  uvHeight = 9,
  red = 10,
  green = 11,
  blue = 12,
  alpha = 13,
  rotation = 14,
  originX = 15,
  originY = 16,
  flipX = 17,
  flipY = 18,
  opacity = 19,
  blendMode = 20,
  shaderID = 21,
}
