// A small game of the first level ("P8"): one op per sprite, camera at the centre of the viewport.
//
// Its picture is made to be measured: expected-pixels.json says which pixel of an 800 by 600 window has which
// color after how many frames, and what a wrong one would mean.
import {
  addLight, clearLights, clearSprites, createTilemap, drawSprite, drawText, drawTilemap, getDeltaTime, getMouse,
  getTile, isKeyDown, isKeyPressed, loadSound, loadTexture, onFrame, playSound, setAmbient, setCamera, setMasterVolume,
  setTile, solidTexture, stopAll, stopSound,
} from "@arcane/runtime/rendering";
import { screenToWorld } from "@arcane-engine/runtime/rendering/camera.ts";
import { createStore } from "arcane/state";
import { drawSprite as sameDrawSprite } from "./runtime/rendering/sprites.ts";
import { level, type Player, sceneAt, step } from "./logic.ts";

if (drawSprite !== sameDrawSprite) throw new Error("one file became two modules, by way of two specifiers");

// First come the two whose order decides which lies on top.
const green = solidTexture("first", 0, 255, 0);
const blue = solidTexture("second", 0, 0, 255);
const white = solidTexture("white", 255, 255, 255);
const grey = solidTexture("grey", 128, 128, 128);
const black = solidTexture("black", 0, 0, 0);
const atlas = loadTexture("assets/atlas.png");
const missing = loadTexture("assets/there-is-no-such-file.png");
const blip = loadSound("assets/blip.wav");
const silence = loadSound("assets/there-is-no-such-file.wav");
const red = { r: 1, g: 0, b: 0, a: 1 };

const map = createTilemap(atlas, 3, 2, level.tileSize, 2, 2);
level.rows.forEach((row, y) => row.forEach((tile, x) => setTile(map, x, y, tile)));
if (getTile(map, 1, 1) !== 4) throw new Error(`tile 1,1 reads ${getTile(map, 1, 1)} instead of 4`);

const player = createStore<Player>({ x: 0, y: 240 });
let frame = 0;
let seconds = 0;

function drawColors(): void {
  setCamera(0, 0, 1);
  setAmbient(1, 1, 1);
  // The middle of the window is the world's origin.
  drawSprite({ texture: white, x: 0, y: 0, w: 32, h: 32, tint: red });
  // Bytes come back as they went in; tints are linear light.
  drawSprite({ texture: grey, x: -300, y: -200, w: 40, h: 40 });
  drawSprite({ texture: white, x: -240, y: -200, w: 40, h: 40, tint: { r: 0.5, g: 0.5, b: 0.5, a: 1 } });
  drawSprite({ texture: black, x: -180, y: -200, w: 40, h: 40 });
  drawSprite({ texture: white, x: -180, y: -200, w: 20, h: 40, layer: 1, tint: { r: 1, g: 1, b: 1, a: 0.5 } });
  // One layer: the later texture lies on top, whatever the order of calls.
  drawSprite({ texture: blue, x: -300, y: -120, w: 40, h: 40 });
  drawSprite({ texture: green, x: -280, y: -120, w: 40, h: 40 });
  // A higher layer wins over that.
  drawSprite({ texture: green, x: -220, y: -120, w: 40, h: 40, layer: 2 });
  drawSprite({ texture: blue, x: -200, y: -120, w: 40, h: 40, layer: 1 });
  // One texture: the later call lies on top.
  drawSprite({ texture: white, x: -140, y: -120, w: 40, h: 40, tint: red });
  drawSprite({ texture: white, x: -120, y: -120, w: 40, h: 40, tint: { r: 0, g: 1, b: 1, a: 1 } });
  // A part of a picture, and a mirrored one that extends to the left of x.
  drawSprite({ texture: atlas, x: -300, y: -60, w: 32, h: 32, uv: { x: 0.5, y: 0, w: 0.5, h: 0.5 } });
  drawSprite({ texture: atlas, x: -200, y: -60, w: -40, h: 40 });
  drawTilemap(map, -300, 0, 5);
  // The first lies over a red square and is empty, the second is the font's filled block.
  drawSprite({ texture: white, x: -300, y: 60, w: 16, h: 16, tint: red });
  drawText(" \x7f", 100, 360, 2);
  // Neither shows anything.
  drawSprite({ texture: missing, x: 100, y: 100, w: 40, h: 40 });
  drawSprite({ texture: 4000, x: 150, y: 100, w: 40, h: 40 });
}

function drawLights(): void {
  setCamera(0, 0, 1);
  setAmbient(0, 0, 0);
  addLight(0, 0, 1000, 1, 0, 0, 5);
  clearLights();
  addLight(0, 0, 100);
  drawSprite({ texture: white, x: -150, y: -150, w: 300, h: 300 });
}

function drawZoomed(): void {
  setAmbient(1, 1, 1);
  drawSprite({ texture: white, x: 10, y: 10, w: 10, h: 10, tint: red });
  // Set after drawing, and still for the whole frame.
  setCamera(0, 0, 2);
}

onFrame(() => {
  frame += 1;
  seconds += getDeltaTime();
  drawSprite({ texture: white, x: -400, y: -300, w: 800, h: 600 });
  clearSprites();

  player.dispatch((state) => step(state, { left: isKeyDown("ArrowLeft"), right: isKeyDown("ArrowRight") }));
  const scene = sceneAt(frame);
  if (scene === "colors") drawColors();
  else if (scene === "lights") drawLights();
  else drawZoomed();

  const { x, y } = player.getState();
  if (scene === "colors") drawSprite({ texture: white, x: x - 8, y, w: 16, h: 16, layer: 10, tint: { r: 1, g: 1, b: 0, a: 1 } });
  if (isKeyPressed("Space")) {
    playSound(blip, 0.8);
    console.log(`p8-game: Space in frame ${frame}`);
  }
  if (isKeyDown("m")) {
    const at = screenToWorld(getMouse().x, getMouse().y);
    drawSprite({ texture: white, x: at.x, y: at.y, w: 3, h: 3, layer: 1000, tint: { r: 1, g: 0, b: 1, a: 1 } });
  }

  if (frame === 1) console.log(`p8-game: textures ${green} ${blue} ${atlas}, sounds ${blip} ${silence}, map ${map}`);
  if (frame === 2) playSound(blip, 0.5, true);
  if (frame === 3) playSound(silence);
  if (frame === 10) setMasterVolume(0.5);
  if (frame === 20) stopSound(blip);
  if (frame === 30) stopAll();
  if (frame === 130) console.log(`p8-game: frame 130 after ${seconds.toFixed(3)} s`);
});
