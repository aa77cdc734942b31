// Puts the library back to how it is before a game begins.

import { resetCamera } from "../rendering/camera.ts";
import { resetDrawList } from "../rendering/draw-list.ts";
import { resetFonts } from "../rendering/font.ts";
import { resetTextures } from "../rendering/texture.ts";
import { tweens } from "../tween/tween.ts";
import { resetFrames } from "./frame.ts";
import { forgetWarnings } from "./warn.ts";

/** Forgets frames, the camera, what is to be drawn, textures, fonts, warnings and tweens. */
export function resetLibrary(): void {
  resetFrames();
  resetCamera();
  resetDrawList();
  resetTextures();
  resetFonts();
  forgetWarnings();
  tweens.cancelAll();
}
