/** A platformer: level.ts is the level, logic.ts the rules; here is what one sees of them. */

import {
  ActionMap, drawCircle, drawRect, drawText, drawTriangle, followCamera, getTime, onFrame, setCameraBounds, setClearColor, setVirtualResolution,
  shakeCamera,
} from "@arcane/runtime";
import { LEVEL, TILE } from "./level.ts";
import { createWorld, HERO, step, tiles } from "./logic.ts";

const VIEW = { width: 320, height: 180 };
setVirtualResolution(VIEW.width, VIEW.height);
setClearColor("#8fd3ff");
setCameraBounds({ x: 0, y: 0, width: (LEVEL[0] ?? "").length * TILE, height: LEVEL.length * TILE });

const actions = new ActionMap({
  left: ["ArrowLeft", "a", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "d", "pad:DPadRight", "pad:LeftStickX+"],
  jump: ["Space", "ArrowUp", "w", "pad:A"],
  again: ["r", "Enter", "pad:Start"],
});

let world = createWorld();
const ground = tiles("#");
const spikes = tiles("^");
const flag = tiles("!")[0] ?? { x: 0, y: 0 };

onFrame((dt) => {
  if (actions.isPressed("again")) world = createWorld();
  // A press that comes a moment before the ground counts: it is kept until it was of use.
  const jump = actions.isBuffered("jump", 0.1);
  const events = step(world, { run: actions.axis("left", "right"), jump, held: actions.isDown("jump") }, dt);
  if (events.includes("jump")) actions.consume("jump");
  if (events.includes("death")) shakeCamera({ strength: 4, duration: 0.3 });

  followCamera(world.hero.x + HERO.width / 2, world.hero.y, { smoothTime: 0.15 });

  for (const tile of ground) {
    drawRect(tile.x, tile.y, TILE, TILE, { color: "#5b8c5a", layer: 1 });
    drawRect(tile.x, tile.y, TILE, 4, { color: "#87c38f", layer: 1 });
  }
  for (const spike of spikes) {
    drawTriangle(spike.x, spike.y + TILE, spike.x + TILE / 2, spike.y, spike.x + TILE, spike.y + TILE, { color: "#6d6875", layer: 1 });
  }
  for (const coin of world.coins) {
    const bob = Math.sin(getTime() * 4 + coin.x) * 2;
    drawCircle(coin.x + TILE / 2, coin.y + TILE / 2 + bob, 5, { color: "#ffd166", layer: 2 });
  }
  drawRect(flag.x + 2, flag.y - TILE, 2, 2 * TILE, { color: "#6d6875", layer: 1 });
  drawRect(flag.x + 4, flag.y - TILE, 12, 8, { color: "#ef476f", layer: 1 });

  const { x, y } = world.hero;
  drawRect(x, y, HERO.width, HERO.height, { color: "#26547c", layer: 3 });
  drawRect(x + (world.facing > 0 ? 6 : 1), y + 3, 3, 3, { color: "#ffffff", layer: 3 });

  drawText(`Coins ${world.found}`, 8, 8, { screen: true, shadow: "#26547c" });
  if (world.won) {
    drawText(`You made it, after ${world.deaths} falls.\nEnter plays again.`, VIEW.width / 2, VIEW.height / 2, {
      screen: true, align: "center", baseline: "middle", shadow: "#26547c", scale: 2,
    });
  }
});
