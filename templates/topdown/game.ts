/** A game seen from above: logic.ts has the rules, here is what one sees of them. The best score is saved. */

import {
  ActionMap, drawCircle, drawCircleOutline, drawRect, drawText, getTime, onFrame, random, setClearColor, setVirtualResolution, shakeCamera,
} from "@arcane/runtime";
import { loadGame, saveGame } from "@arcane/runtime/storage";
import { createWorld, FIELD, GEM, HERO, HUNTER, step } from "./logic.ts";

setVirtualResolution(FIELD.width, FIELD.height);
setClearColor("#14213d");

const actions = new ActionMap({
  left: ["ArrowLeft", "a", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "d", "pad:DPadRight", "pad:LeftStickX+"],
  up: ["ArrowUp", "w", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "s", "pad:DPadDown", "pad:LeftStickY+"],
  again: ["Enter", "Space", "pad:Start", "pad:A"],
});

const saved = loadGame<{ best?: unknown }>("best");
let best = saved.ok && typeof saved.data.best === "number" ? saved.data.best : 0;
let note = "";
let world = createWorld(random);

onFrame((dt) => {
  if (world.hearts === 0 && actions.isPressed("again")) {
    world = createWorld(random);
    note = "";
  }
  const events = step(world, actions.vector("left", "right", "up", "down"), dt, random);
  if (events.includes("hurt") || events.includes("end")) shakeCamera({ strength: 6, duration: 0.4 });
  if (events.includes("end") && world.score > best) {
    best = world.score;
    note = saveGame("best", { best }) ? "A new best!" : "A new best, which could not be saved.";
  }

  for (let x = 30; x < FIELD.width; x += 60) {
    for (let y = 30; y < FIELD.height; y += 60) drawRect(x, y, 2, 2, { color: "#24365f" });
  }
  for (const gem of world.gems) {
    drawCircle(gem.x, gem.y, GEM.radius + Math.sin(getTime() * 5 + gem.x), { color: "#06d6a0", layer: 1 });
  }
  for (const hunter of world.hunters) {
    drawCircle(hunter.x, hunter.y, HUNTER.radius, { color: "#ef476f", layer: 2 });
    drawCircle(hunter.x + hunter.vx * 0.05, hunter.y + hunter.vy * 0.05, 3, { color: "#14213d", layer: 3 });
  }
  const blinks = world.mercy > 0 && Math.floor(world.mercy * 10) % 2 === 0;
  if (world.hearts > 0 && !blinks) drawCircle(world.hero.x, world.hero.y, HERO.radius, { color: "#ffd166", layer: 2 });
  if (world.mercy > 0 && world.hearts > 0) {
    drawCircleOutline(world.hero.x, world.hero.y, HERO.radius + 3, { color: "#ffd166", layer: 2 });
  }

  drawText(`Gems ${world.score}   Best ${Math.max(best, world.score)}`, 8, 8, { screen: true });
  for (let i = 0; i < world.hearts; i++) drawCircle(FIELD.width - 14 - i * 16, 14, 5, { color: "#ef476f", screen: true, layer: 100 });
  if (world.hearts === 0) {
    drawText(`${world.score} gems. ${note}\nEnter plays again.`, FIELD.width / 2, FIELD.height / 2, {
      screen: true, align: "center", baseline: "middle", scale: 2,
    });
  }
});
