import {
  drawCircle, drawRect, getMousePosition, isKeyDown, onFrame, random, setClearColor, setTitle, setVirtualResolution,
} from "@arcane/runtime";

setTitle("Starfall");
setVirtualResolution(400, 300);
setClearColor("#141428");

interface Star {
  x: number;
  y: number;
  speed: number;
}

let basket = 200;
let stars: Star[] = [];
let untilNext = 0;
let mouse = getMousePosition();

onFrame((dt) => {
  if (isKeyDown("ArrowLeft")) basket -= 240 * dt;
  if (isKeyDown("ArrowRight")) basket += 240 * dt;
  // The mouse counts only while it moves, so that it does not hold the basket against the keys.
  const pointer = getMousePosition();
  if (pointer.x !== mouse.x) basket = pointer.x;
  mouse = pointer;
  basket = Math.min(376, Math.max(24, basket));

  untilNext -= dt;
  if (untilNext <= 0) {
    untilNext += 0.9;
    stars.push({ x: random.float(20, 380), y: -10, speed: random.float(70, 110) });
  }
  for (const star of stars) star.y += star.speed * dt;
  stars = stars.filter((star) => star.y < 310);

  drawRect(basket - 24, 268, 48, 12, { color: "#d08b5b" });
  for (const star of stars) drawCircle(star.x, star.y, 6, { color: "#ffe27a" });
});
