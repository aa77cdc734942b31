// Sokoban: push every crate onto a lamp plate. This file puts the parts together; logic/ holds the rules and the
// levels, scenes/ what the player goes through, view/ how it looks and sounds, tuning.ts the numbers.

import { onFrame, onReload, setClearColor, setTitle, setVirtualResolution, toggleFullscreen } from "@arcane/runtime";
import { Scenes } from "@arcane/runtime/scenes";
import { registerSokoban } from "./agent.ts";
import { finaleScene } from "./scenes/finale.ts";
import { playScene, stepsPlayed } from "./scenes/play.ts";
import { selectScene } from "./scenes/select.ts";
import { titleScene } from "./scenes/title.ts";
import { actions, clampStage, resumed, type SceneName, session, type Snapshot } from "./session.ts";
import { FIELD } from "./tuning.ts";
import { INK } from "./view/art.ts";
import { toggleSound } from "./view/sounds.ts";

setTitle("Sokoban");
setVirtualResolution(FIELD.width, FIELD.height);
setClearColor(INK);

const all = (): Scenes<SceneName> => scenes;
const scenes = new Scenes<SceneName>({
  title: titleScene(all),
  select: selectScene(all),
  play: playScene(all),
  finale: finaleScene(all),
});
scenes.go(resumed?.scene ?? "title", { params: resumed?.steps });

onFrame((dt) => {
  if (actions.isPressed("sound")) toggleSound();
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});

// A save of the code changes nothing but the code: the same scene, the same level, every step as it was.
const snapshot = (): Snapshot => ({ scene: scenes.current ?? "title", stage: session.stage, steps: stepsPlayed() });
onReload(snapshot);

registerSokoban(snapshot, ({ stage, steps }) => {
  session.stage = clampStage(stage);
  scenes.go("play", { params: steps });
});
