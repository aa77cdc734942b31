// Ashen Road, a card battler: five fights on the way to the Ash King. This file puts the parts together; logic/
// holds the rules, scenes/ what the player goes through, view/ how it looks and sounds, tuning.ts the numbers of
// both.

import { onFrame, onReload, setClearColor, setTitle, setVirtualResolution, toggleFullscreen } from "@arcane/runtime";
import { Scenes } from "@arcane/runtime/scenes";
import { registerCardBattler } from "./agent.ts";
import { deckScene } from "./scenes/deck.ts";
import { endingScene } from "./scenes/ending.ts";
import { fightScene } from "./scenes/fight.ts";
import { rewardScene } from "./scenes/reward.ts";
import { titleScene } from "./scenes/title.ts";
import { actions, resumed, type SceneName, session, type Snapshot } from "./session.ts";
import { FIELD } from "./tuning.ts";
import { INK } from "./view/art.ts";
import { toggleSound } from "./view/sounds.ts";

setTitle("Ashen Road");
setVirtualResolution(FIELD.width, FIELD.height);
setClearColor(INK);

const all = (): Scenes<SceneName> => scenes;
const scenes = new Scenes<SceneName>({
  title: titleScene(all),
  fight: fightScene(all),
  reward: rewardScene(all),
  ending: endingScene(all),
  deck: deckScene(all),
});
scenes.go(firstScene());

onFrame((dt) => {
  if (actions.isPressed("sound")) toggleSound();
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});

/** After a reload of the code the scene that was up, if there is a journey for it; else the title. */
function firstScene(): SceneName {
  const stage = resumed?.run?.stage;
  if (stage === undefined || resumed?.scene === "title" || resumed?.scene === "ending") return "title";
  return stage === "reward" ? "reward" : stage === "fight" ? "fight" : "ending";
}

const snapshot = (): Snapshot => ({ scene: scenes.stack[0] ?? "title", run: session.run });
onReload(snapshot);
registerCardBattler(() => session.run, (run) => {
  session.run = run;
  scenes.go(run.stage === "reward" ? "reward" : run.stage === "fight" ? "fight" : "ending");
});
