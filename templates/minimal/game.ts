/** The whole game: reads the player, moves the ball, draws. Change something and save: the window shows it at once. */

import { ActionMap, drawCircle, drawText, onFrame, setClearColor, setVirtualResolution } from "@arcane/runtime";
import { BALL, FIELD, move } from "./logic.ts";

setVirtualResolution(FIELD.width, FIELD.height);
setClearColor("#1b2338");

const actions = new ActionMap({
  left: ["ArrowLeft", "a", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "d", "pad:DPadRight", "pad:LeftStickX+"],
  up: ["ArrowUp", "w", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "s", "pad:DPadDown", "pad:LeftStickY+"],
});

let ball = { x: FIELD.width / 2, y: FIELD.height / 2 };

onFrame((dt) => {
  ball = move(ball, actions.vector("left", "right", "up", "down"), dt);
  drawCircle(ball.x, ball.y, BALL.radius, { color: "#ff8800" });
  drawText("Arrows move the ball.\nChange this text and save.", 16, 16, { scale: 2 });
});
