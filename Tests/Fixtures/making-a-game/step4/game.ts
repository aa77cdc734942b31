import { getMousePosition, isKeyDown, isKeyPressed, onFrame, random, setTitle, setVirtualResolution } from "@arcane/runtime";
import { animate, drawWorld, react, write } from "./art.ts";
import { type Command, createWorld, step } from "./rules.ts";
import { FIELD } from "./tuning.ts";

setTitle("Starfall");
setVirtualResolution(FIELD.width, FIELD.height);

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
  if (world.lives > 0) react(step(world, readCommand(), dt, random));
  else if (isKeyPressed("Enter")) world = createWorld();
  animate(dt);

  drawWorld(world);
  write(`Points ${world.points}`, 8, 8);
  write(`Lives ${world.lives}`, FIELD.width - 8, 8, { align: "right" });
  if (world.lives <= 0) write("Enter plays again", FIELD.width / 2, 140, { align: "center", scale: 2 });
});
