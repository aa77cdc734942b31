/** Lights: a puzzle for mouse, keys and gamepad. logic.ts has the rules; the level that was reached is saved. */

import {
  ActionMap, drawRect, drawRectOutline, drawText, getMousePosition, isMouseButtonPressed, mixColors, hex, onFrame, setClearColor,
  setVirtualResolution,
} from "@arcane/runtime";
import { loadGame, saveGame } from "@arcane/runtime/storage";
import { createBoard, isSolved, press, SIZE } from "./logic.ts";

const VIEW = { width: 480, height: 270 };
const CELL = 38;
const LEFT = (VIEW.width - SIZE * CELL) / 2;
const TOP = 44;
setVirtualResolution(VIEW.width, VIEW.height);
setClearColor("#1d1a2b");

const actions = new ActionMap({
  left: ["ArrowLeft", "a", "pad:DPadLeft"],
  right: ["ArrowRight", "d", "pad:DPadRight"],
  up: ["ArrowUp", "w", "pad:DPadUp"],
  down: ["ArrowDown", "s", "pad:DPadDown"],
  press: ["Space", "Enter", "pad:A"],
  again: ["r", "pad:Start"],
});

const saved = loadGame<{ level?: unknown }>("progress");
const reached = saved.ok ? Number(saved.data.level) : 1;
let board = createBoard(Number.isInteger(reached) && reached >= 1 ? reached : 1);
let message = saved.ok || saved.reason === "missing" ? "" : saved.message;
const cursor = { column: 2, row: 2 };
const glow = board.lamps.map(Number);
let sinceSolved = 0;

function play(column: number, row: number): void {
  if (isSolved(board) || column < 0 || column >= SIZE || row < 0 || row >= SIZE) return;
  press(board, column, row);
  message = "";
}

onFrame((dt) => {
  if (actions.isPressed("again")) board = createBoard(board.level);
  const move = (by: number, at: number) => Math.min(Math.max(at + by, 0), SIZE - 1);
  cursor.column = move(Number(actions.isPressed("right")) - Number(actions.isPressed("left")), cursor.column);
  cursor.row = move(Number(actions.isPressed("down")) - Number(actions.isPressed("up")), cursor.row);
  if (actions.isPressed("press")) play(cursor.column, cursor.row);
  if (isMouseButtonPressed("left")) {
    const mouse = getMousePosition();
    play(Math.floor((mouse.x - LEFT) / CELL), Math.floor((mouse.y - TOP) / CELL));
  }

  sinceSolved = isSolved(board) ? sinceSolved + dt : 0;
  if (sinceSolved > 1.2) {
    board = createBoard(board.level + 1);
    if (!saveGame("progress", { level: board.level })) message = "Your progress could not be saved.";
  }

  board.lamps.forEach((lamp, index) => {
    const light = (glow[index] ?? 0) + (Number(lamp) - (glow[index] ?? 0)) * Math.min(1, dt * 14);
    glow[index] = light;
    const [x, y] = [LEFT + (index % SIZE) * CELL, TOP + Math.floor(index / SIZE) * CELL];
    drawRect(x + 2, y + 2, CELL - 4, CELL - 4, { color: mixColors(hex("#38335a"), hex("#ffd166"), light) });
  });
  drawRectOutline(LEFT + cursor.column * CELL, TOP + cursor.row * CELL, CELL, CELL, { color: "#ef476f", thickness: 2, layer: 2 });

  drawText(`Level ${board.level}`, 24, 14, { scale: 2 });
  drawText(isSolved(board) ? "Dark!" : `${board.presses} presses`, VIEW.width - 24, 14, { scale: 2, align: "right" });
  drawText(message || "Put out all lights. R begins again.", VIEW.width / 2, VIEW.height - 16, { align: "center", color: "#8d86b8" });
});
