// The end of a journey, one way or the other.

import { getTime, isMouseButtonPressed, random } from "@arcane/runtime";
import { ParticleEmitter } from "@arcane/runtime/particles";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { actions, type SceneName, session } from "../session.ts";
import { FADE, FIELD } from "../tuning.ts";
import { AMBER, draw, drawBackdrop, LAYER, LIME, MIST, RED, sizeOf, write } from "../view/art.ts";
import { play, playTune } from "../view/sounds.ts";

const GROUND = 196;

/** How the journey ended. */
interface End {
  won: boolean;
  isBest: boolean;
}

export function endingScene(scenes: () => Scenes<SceneName>): Scene {
  let end: End = { won: false, isBest: false };
  let turns = 0;
  let fights = 0;
  let time = 0;
  let embers = makeEmbers(true);

  return {
    enter(params) {
      end = (params as End | undefined) ?? { won: session.run?.stage === "won", isBest: false };
      turns = session.run?.turns ?? 0;
      fights = (session.run?.fight ?? 0) + (end.won ? 1 : 0);
      session.run = undefined;
      time = 0;
      embers = makeEmbers(end.won);
      playTune("road");
    },
    update(dt) {
      time += dt;
      embers.x = random.float(0, FIELD.width);
      embers.y = end.won ? GROUND + 10 : -4;
      embers.update(dt);
      if (time < 0.8 || (!actions.isPressed("confirm") && !isMouseButtonPressed())) return;
      play("choose");
      scenes().go("title", { fade: FADE });
    },
    draw() {
      const middle = FIELD.width / 2;
      drawBackdrop("keep", end.won ? undefined : { r: 0.25, g: 0.25, b: 0.3, a: 1 });
      embers.draw();
      draw(end.won ? "victory" : "defeat", middle, 44, { anchorX: 0.5, layer: LAYER.interface });
      const story = end.won ? "The Ash King is no more." : `The road ends at fight ${fights + 1} of 5.`;
      write(story, middle, 210, { align: "center", color: end.won ? AMBER : MIST });
      write(`${fights} fights won in ${turns} turns`, middle, 224, { align: "center", color: MIST });
      if (end.isBest) write("the shortest journey so far!", middle, 238, { align: "center", color: LIME });
      if (end.won) {
        const { width, height } = sizeOf("hero");
        const hop = Math.abs(Math.sin(getTime() * 4)) * 5;
        draw("shadow", middle, GROUND - 2, { anchorX: 0.5, anchorY: 0.5, layer: LAYER.fighters - 1 });
        const place = { anchorX: 0.5, anchorY: 1, layer: LAYER.fighters };
        draw("hero", middle, GROUND - hop, { ...place, width: width * 1.5, height: height * 1.5 });
        const flame = `torch${(Math.floor(getTime() * 9) % 3) as 0 | 1 | 2}` as const;
        draw(flame, middle + 11, GROUND - hop - height * 1.5 + 12, { ...place, width: 14, height: 20 });
      }
      if (time > 0.8 && time % 1.2 < 0.8) {
        const key = actions.lastDevice === "gamepad" ? "Press A" : "Press Enter or click";
        write(key, middle, 262, { align: "center", color: AMBER });
      }
    },
  };
}

/** Embers that rise for a victory, ash that falls for a defeat. */
function makeEmbers(won: boolean): ParticleEmitter {
  return new ParticleEmitter({
    rate: won ? 60 : 30,
    lifetime: [2, 4],
    speed: [16, 60],
    direction: won ? -Math.PI / 2 : Math.PI / 2,
    spread: 0.8,
    size: [1, 3],
    color: won ? AMBER : MIST,
    endColor: won ? { ...RED, a: 0 } : { ...MIST, a: 0 },
    layer: LAYER.effects,
    screen: true,
  });
}
