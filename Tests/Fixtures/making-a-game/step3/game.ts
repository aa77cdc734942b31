import {
  drawCircle, drawRect, drawText, getMousePosition, isKeyDown, isKeyPressed, onFrame, random, setClearColor, setTitle,
  setVirtualResolution,
} from "@arcane/runtime";
import { type Command, createWorld, step } from "./rules.ts";
import { BASKET, FIELD, STAR } from "./tuning.ts";

setTitle("Starfall");
setVirtualResolution(FIELD.width, FIELD.height);
setClearColor("#141428");

let world = createWorld();
let mouse = getMousePosition();

/** What keys and mouse say in this frame. */
function readCommand(): Command {
  // The mouse counts only while it moves, so that it does not hold the basket against the keys.
  const pointer = getMousePosition();
  const to = pointer.x === mouse.x ? undefined : pointer.x;
  mouse = pointer;
  return { move: Number(isKeyDown("ArrowRight")) - Number(isKeyDown("ArrowLeft")), to };
}

onFrame((dt) => {
  if (world.lives > 0) step(world, readCommand(), dt, random);
  else if (isKeyPressed("Enter")) world = createWorld();

  drawRect(world.basket - BASKET.width / 2, BASKET.y, BASKET.width, BASKET.height, { color: "#d08b5b" });
  for (const star of world.stars) {
    drawCircle(star.x, star.y, STAR.radius, { color: star.kind === "comet" ? "#7ae2ff" : "#ffe27a" });
  }
  drawText(`Points ${world.points}`, 8, 8);
  drawText(`Lives ${world.lives}`, FIELD.width - 8, 8, { align: "right" });
  if (world.lives <= 0) drawText("Enter plays again", FIELD.width / 2, 140, { align: "center", scale: 2 });
});
