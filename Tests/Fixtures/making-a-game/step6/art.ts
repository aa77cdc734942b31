/** What one sees of the world: pictures made in code, hills, and light. */

import {
  addPointLight, createTexture, drawRect, drawSprite, drawText, MAX_POINT_LIGHTS, setAmbientLight, setClearColor,
  type TextOptions, type TextureId,
} from "@arcane/runtime";
import { ParticleEmitter } from "@arcane/runtime/particles";
import type { GameEvent, World } from "./rules.ts";
import { BASKET, FIELD } from "./tuning.ts";

setClearColor("#141428");
// What lights do not reach: dim and blue.
setAmbientLight("#7078a8");

const LAYERS = { hills: 0, basket: 10, stars: 20, sparks: 30 } as const;

const COLORS: Readonly<Record<string, readonly [red: number, green: number, blue: number]>> = {
  w: [255, 255, 240], y: [255, 226, 122], o: [240, 160, 60], i: [122, 226, 255], b: [70, 130, 220], k: [110, 66, 40], t: [208, 139, 91],
};

/** A texture from rows of letters; a letter without a color is transparent. */
function picture(name: string, rows: readonly string[]): TextureId {
  const width = rows[0]?.length ?? 0;
  const pixels = new Uint8Array(width * rows.length * 4);
  rows.forEach((row, y) => {
    [...row].forEach((letter, x) => {
      const color = COLORS[letter];
      if (color !== undefined) pixels.set([...color, 255], (y * width + x) * 4);
    });
  });
  return createTexture(name, width, rows.length, pixels);
}

const STAR_ROWS = [
  "......y......",
  "......y......",
  ".....ywy.....",
  ".....ywy.....",
  "yyyyywwwyyyyy",
  ".oywwwwwwwyo.",
  "..oywwwwwyo..",
  "...oywwwyo...",
  "...ywwwwwy...",
  "..oywyyywyo..",
  "..yyyo.oyyy..",
  ".oyo.....oyo.",
  ".o.........o.",
];

const star = picture("star", STAR_ROWS);
const comet = picture("comet", STAR_ROWS.map((row) => row.replaceAll("y", "i").replaceAll("o", "b")));
const basket = picture("basket", [
  "kkkkkkkkkkkkkkkkkkkkkkkk",
  "kttkttkttkttkttkttkttktk",
  ".ktktktktktktktktktktkk.",
  ".kttkttkttkttkttkttktkk.",
  "..kktktktktktktktktkkk..",
  "...kkkkkkkkkkkkkkkkkk...",
]);

const sparks = new ParticleEmitter({
  speed: [30, 120], lifetime: [0.3, 0.8], gravityY: 160, size: [2, 3], layer: LAYERS.sparks, blend: "additive",
});

/** Shows what happened. */
export function react(events: readonly GameEvent[]): void {
  for (const { kind, star: { kind: what, x, y } } of events) {
    sparks.options.color = kind === "missed" ? "#ff5a4a" : what === "comet" ? "#7ae2ff" : "#ffe27a";
    sparks.burst(kind === "missed" ? 12 : 24, x, Math.min(y, FIELD.height - 4));
  }
}

export function animate(dt: number): void {
  sparks.update(dt);
}

export function drawWorld(world: World): void {
  drawHills();
  drawSprite({
    texture: basket, x: world.basket - BASKET.width / 2, y: BASKET.y, width: BASKET.width, height: BASKET.height,
    layer: LAYERS.basket, lit: false,
  });
  for (const { kind, x, y } of world.stars) {
    drawSprite({
      texture: kind === "comet" ? comet : star, x, y, anchorX: 0.5, anchorY: 0.5, rotation: y / 40, layer: LAYERS.stars,
      lit: false,
    });
  }
  // The oldest stars are the lowest, and shine on the most.
  for (const { kind, x, y } of world.stars.slice(0, MAX_POINT_LIGHTS)) {
    addPointLight({ x, y, radius: 90, color: kind === "comet" ? "#7ae2ff" : "#ffe27a" });
  }
  sparks.draw();
}

function drawHills(): void {
  for (let x = 0; x < FIELD.width; x += 4) {
    const far = 96 + 26 * Math.sin(x / 47) + 8 * Math.sin(x / 13);
    const near = 52 + 18 * Math.sin(x / 31 + 2) + 4 * Math.sin(x / 9);
    drawRect(x, FIELD.height - far, 4, far, { color: "#2c3a66", layer: LAYERS.hills });
    drawRect(x, FIELD.height - near, 4, near, { color: "#22404a", layer: LAYERS.hills });
  }
}

/** Text on the screen, which no light acts on. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x, y, { screen: true, shadow: "#00000080", ...options });
}
