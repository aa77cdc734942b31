"""Many moving sprites, for Arcane: the same places as love.SPRITES, drawn in each of the library's ways."""

WAYS = {
    "drawTexture": "for (let i = 0; i < count; i += 1) drawTexture(image, xs[i]! + step, ys[i]!, 16, 16);",
    "drawSprite": "for (let i = 0; i < count; i += 1) drawSprite({ texture: image, x: xs[i]! + step, y: ys[i]! });",
    "SpriteBatch, all moved": "for (let i = 0; i < count; i += 1) batch.setPosition(i, xs[i]! + step, ys[i]!);\n  batch.draw();",
    "SpriteBatch, unchanged": "batch.draw(step);",
}

GAME = """// COUNT moving sprites of 16 x 16. Says in microseconds what each frame's script took, submission included.
import { drawSprite, drawTexture, loadTexture, onFrame, setClearColor, SpriteBatch } from "@arcane/runtime";

const count = COUNT, frames = FRAMES, begin = 40;
const image = loadTexture("sprite.png");
const xs: number[] = [], ys: number[] = [];
for (let i = 1; i <= count; i += 1) {
  xs.push((i * 7919) % 784);
  ys.push((i * 104729) % 584);
}
const batch = new SpriteBatch();
if (BATCHED) for (let i = 0; i < count; i += 1) batch.add({ texture: image, x: xs[i]!, y: ys[i]!, width: 16, height: 16 });

setClearColor("#000000");
let n = 0;
onFrame(() => {
  n += 1;
  const step = n % 16;
  DRAW
});

// What the library does around the callback, above all the submission, belongs to the price.
const inner = (globalThis as any).__frameCallback;
const script: number[] = [], whole: number[] = [];
let last = 0;
(globalThis as any).__frameCallback = () => {
  const start = performance.now();
  inner();
  if (n > begin && n <= begin + frames) {
    script.push(Math.round((performance.now() - start) * 1000));
    whole.push(Math.round((start - last) * 1000));
  }
  last = start;
  if (n === begin) console.log("begun");
  if (n === begin + frames) {
    console.log("done");
    console.log(`script ${script.join(" ")}`);
    console.log(`whole ${whole.join(" ")}`);
  }
};
"""


def game(way, count, frames):
    text = GAME.replace("COUNT", str(count)).replace("FRAMES", str(frames)).replace("BATCHED", str("Batch" in way).lower())
    return text.replace("DRAW", WAYS[way])
