// A small game of the newest level ("N"): sprites in packed batches, camera at the top-left corner of the viewport.
//
// Its picture is made to be measured: expected-pixels.json says which pixel of an 800 by 600 window has which
// color after how many frames, and what a wrong one would mean.
import {
  clearBounds, clearSprites, createTilemap, drawSprite, drawTilemap, fontTexture, frameNumber, getBounds, getCamera,
  getDeltaTime, getScaleFactor, getViewport, line, loadTexture, loadTextureSmooth, onFrame, setAmbient, setBackground,
  setBounds, setCamera, setTile, solidTexture, triangle, uploadTexture,
} from "arcane/rendering";
import { getMouse, getPad, getTouches, isButtonDown, isButtonPressed, isKeyDown, isKeyPressed } from "@arcane/runtime/input";
import * as audio from "@arcane-engine/runtime/rendering/audio.ts";
import { addLight } from "@arcane/runtime/rendering/lighting.ts";
import { list, load, remove, save } from "arcane/persistence";
import { drawSprite as sameDrawSprite } from "@arcane/runtime";
import { checker, level, sceneAt } from "./logic.ts";

if (drawSprite !== sameDrawSprite) throw new Error("one file became two modules, by way of two specifiers");

const opaque = (r: number, g: number, b: number) => ({ r, g, b, a: 1 });
// First come the two whose order decides which lies on top.
const green = solidTexture("first", opaque(0, 1, 0));
const blue = solidTexture("second", opaque(0, 0, 1));
const white = solidTexture("white", opaque(1, 1, 1));
const grey = solidTexture("grey", { r: 128 / 255, g: 128 / 255, b: 128 / 255, a: 1 });
const black = solidTexture("black", opaque(0, 0, 0));
const atlas = loadTexture("assets/atlas.png");
const smooth = loadTextureSmooth("assets/smooth.png");
const uploaded = uploadTexture("checker", 2, 2, checker());
const font = fontTexture();
const blip = audio.loadSound("assets/blip.wav");
const red = opaque(1, 0, 0);

const map = createTilemap(atlas, 3, 2, level.tileSize, 2, 2);
level.rows.forEach((row, y) => row.forEach((tile, x) => setTile(map, x, y, tile)));

const runs = ((load("fixture") as { runs: number } | undefined)?.runs ?? 0) + 1;
if (!save("fixture", { runs })) console.error("n-game: the run could not be saved");
if (save("../outside", 1)) throw new Error("a save left its folder");

setBackground(0.25, 0, 0.25);
let seconds = 0;
let presses = 0;
let music = 0;
let bird = 0;

function drawColors(): void {
  setCamera(0, 0, 1);
  clearBounds();
  setAmbient(1, 1, 1);
  // The window's top-left corner is the world's origin.
  drawSprite({ texture: white, x: 0, y: 0, w: 32, h: 32, tint: red });
  // Bytes come back as they went in; tints are linear light.
  drawSprite({ texture: grey, x: 100, y: 100, w: 40, h: 40 });
  drawSprite({ texture: white, x: 160, y: 100, w: 40, h: 40, tint: opaque(0.5, 0.5, 0.5) });
  drawSprite({ texture: black, x: 220, y: 100, w: 40, h: 40 });
  drawSprite({ texture: white, x: 220, y: 100, w: 20, h: 40, layer: 1, opacity: 0.5 });
  // One layer: the later texture lies on top; a negative layer lies below all.
  drawSprite({ texture: blue, x: 100, y: 180, w: 40, h: 40 });
  drawSprite({ texture: green, x: 120, y: 180, w: 40, h: 40 });
  drawSprite({ texture: blue, x: 200, y: 180, w: 40, h: 40, layer: -1 });
  drawSprite({ texture: green, x: 220, y: 180, w: 40, h: 40, layer: -2 });
  // One layer: blend modes come before textures, so additive green lies over blue.
  drawSprite({ texture: green, x: 300, y: 180, w: 40, h: 40, blend: "additive" });
  drawSprite({ texture: blue, x: 300, y: 180, w: 40, h: 40 });
  // Blend modes over grey (linear 0.2159): multiply with 0.5, screen with 0.5.
  drawSprite({ texture: grey, x: 360, y: 180, w: 40, h: 40 });
  drawSprite({ texture: white, x: 360, y: 180, w: 20, h: 40, blend: "multiply", tint: opaque(0.5, 0.5, 0.5) });
  drawSprite({ texture: white, x: 380, y: 180, w: 20, h: 40, blend: "screen", tint: opaque(0.5, 0.5, 0.5) });
  // A part of a picture, flips, and a quarter turn clockwise about the middle.
  drawSprite({ texture: atlas, x: 100, y: 240, w: 32, h: 32, uv: { x: 0.5, y: 0, w: 0.5, h: 0.5 } });
  drawSprite({ texture: atlas, x: 160, y: 240, w: 40, h: 40, flipX: true });
  drawSprite({ texture: atlas, x: 220, y: 240, w: 40, h: 40, flipY: true });
  drawSprite({ texture: atlas, x: 280, y: 240, w: 40, h: 40, rotation: Math.PI / 2 });
  // A quarter turn about the top-left corner swings the rectangle to the left.
  drawSprite({ texture: white, x: 400, y: 240, w: 40, h: 20, rotation: Math.PI / 2, originX: 0, originY: 0, tint: red });
  drawSprite({ texture: uploaded, x: 460, y: 240, w: 40, h: 40 });
  // Large and smooth: between two colors there is a third.
  drawSprite({ texture: smooth, x: 520, y: 240, w: 128, h: 128 });
  drawTilemap(map, 100, 300, 5);
  // The font's filled block, code 127.
  drawSprite({ texture: font, x: 100, y: 360, w: 16, h: 16, uv: { x: 15 / 16, y: 5 / 6, w: 1 / 16, h: 1 / 6 } });
  // Within one layer geometry lies over sprites.
  triangle([[160, 360], [200, 360], [160, 400]], opaque(1, 1, 0));
  drawSprite({ texture: white, x: 160, y: 360, w: 40, h: 40, tint: red });
  line(220, 380, 260, 380, 10, opaque(0, 1, 1), 3);
  drawSprite({ texture: 4000, x: 500, y: 500, w: 40, h: 40 });
}

function drawLights(): void {
  setCamera(0, 0, 1);
  setAmbient(0, 0, 0);
  addLight(400, 300, 100);
  drawSprite({ texture: white, x: 250, y: 150, w: 300, h: 300 });
}

function drawBounds(): void {
  setAmbient(1, 1, 1);
  // The camera is asked to leave its bounds once, and pushed back to 1200, 900.
  if (frameNumber() === 121) {
    setBounds(0, 0, 1600, 1200);
    setCamera(5000, 900.4, 2);
  }
  if (frameNumber() === 125) {
    const { x, y } = getCamera();
    const bounds = getBounds();
    if (x !== 1200 || y !== 900) throw new Error(`the camera is at ${x}, ${y}; its bounds should hold it at 1200, 900`);
    if (bounds?.w !== 1600) throw new Error(`the bounds read ${JSON.stringify(bounds)}`);
  }
  drawSprite({ texture: white, x: 1210, y: 910, w: 10, h: 10, tint: red });
}

function listen(): void {
  const here = { x: 400, y: 300 };
  const frame = frameNumber();
  if (frame === 2) {
    music = audio.play(blip, { loop: true, bus: "music", volume: 0.5, lowPassHz: 800, reverb: 0.3, reverbDelayMs: 40 });
    bird = audio.playAt(blip, { x: 700, y: 300 }, here, { loop: true, bus: "ambient" });
    audio.play(blip, { pan: -1, pitch: 1.5 });
  }
  if (bird && frame > 2 && frame < 30) audio.moveSources([{ instance: bird, x: 700 - frame * 20, y: 300 }], here);
  if (frame === 10) audio.setBusVolume("music", 0.5);
  if (frame === 15) audio.setVolume(music, 1);
  if (frame === 18) audio.setMasterVolume(0.7);
  if (frame === 20) audio.stop(music);
  if (frame === 30) audio.stopAll();
}

function act(): void {
  if (isKeyPressed("Space") || isButtonPressed(0) || getPad()?.aPressed) {
    presses += 1;
    audio.play(blip);
    console.log(`n-game: press ${presses} in frame ${frameNumber()}`);
  }
  const at = getMouse();
  if (isKeyDown("m") || isButtonDown(0)) {
    const camera = getCamera();
    drawSprite({
      texture: white, x: at.x / camera.zoom + camera.x, y: at.y / camera.zoom + camera.y, w: 3, h: 3, layer: 1000,
      tint: opaque(1, 0, 1),
    });
  }
  for (const touch of getTouches()) drawSprite({ texture: white, x: touch.x, y: touch.y, w: 3, h: 3, layer: 1000 });
}

onFrame(() => {
  seconds += getDeltaTime();
  drawSprite({ texture: white, x: 0, y: 0, w: 800, h: 600, layer: 500 });
  clearSprites();
  const scene = sceneAt(frameNumber());
  if (scene === "colors") drawColors();
  else if (scene === "lights") drawLights();
  else drawBounds();
  listen();
  act();
  if (frameNumber() === 1) {
    const { width, height } = getViewport();
    console.log(`n-game: run ${runs}, ${width} x ${height} at ${getScaleFactor()}, textures ${green} ${blue} ${atlas} ${smooth}, sound ${blip}`);
    if (!list().includes("fixture")) throw new Error(`the save is not listed: ${list()}`);
    save("passing", 1);
    if (!remove("passing")) throw new Error("a save could not be deleted");
  }
  if (frameNumber() === 130) console.log(`n-game: frame 130 after ${seconds.toFixed(3)} s`);
});
