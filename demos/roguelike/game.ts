/**
 * Dawnstone, a roguelike: the whole game in one place. tuning.ts has the numbers to play with, logic/ the rules, drawing/
 * and sounds.ts what one sees and hears of them, scenes/ the course of a game.
 */

import { getArgs, isMuted, onReload, setMuted, setTitle, toggleFullscreen } from "@arcane/runtime";
import { onFrame, setClearColor, setVirtualResolution } from "@arcane/runtime/rendering";
import { Scenes } from "@arcane/runtime/scenes";
import { setTheme } from "@arcane/runtime/ui";
import { registerRoguelike } from "./agent.ts";
import { COLORS, LAYERS } from "./drawing/art.ts";
import { readWorld } from "./logic/run.ts";
import { ChartScene } from "./scenes/chart.ts";
import type { Director } from "./scenes/director.ts";
import { EndingScene } from "./scenes/ending.ts";
import { PackScene } from "./scenes/pack.ts";
import { PauseScene } from "./scenes/pause.ts";
import { PlayScene } from "./scenes/play.ts";
import { TitleScene } from "./scenes/title.ts";
import { actions, resumed, type SceneName, session, type Snapshot, startGame } from "./session.ts";
import { FIELD, PACE } from "./tuning.ts";

setTitle("Dawnstone");
setVirtualResolution(FIELD.width, FIELD.height, "expand");
setClearColor(COLORS.dark);
setTheme({
  text: COLORS.fog,
  panel: COLORS.night,
  border: COLORS.slate,
  widget: COLORS.night,
  hover: COLORS.dusk,
  pressed: COLORS.slate,
  accent: COLORS.amber,
  focus: COLORS.amber,
  layer: LAYERS.text + 1,
});

const fade = { fade: PACE.fade, color: COLORS.ink };
const director: Director = {
  title: () => scenes.go("title", fade),
  play: () => scenes.go("play", fade),
  pack: () => scenes.push("pack"),
  chart: () => scenes.push("chart"),
  pause: () => scenes.push("pause"),
  ending: () => scenes.push("ending"),
  close: () => scenes.pop(),
  choose(choice) {
    scenes.pop();
    play.choose(choice);
  },
};

const play = new PlayScene(director);
const scenes: Scenes<SceneName> = new Scenes<SceneName>({
  title: new TitleScene(director),
  play,
  pack: new PackScene(director),
  chart: new ChartScene(director),
  pause: new PauseScene(director),
  ending: new EndingScene(director),
});

// Who edits the game while playing goes on in the same turn.
onReload((): Snapshot => ({ scene: scenes.stack[0] ?? "title", world: session.world }));

/** The dungeon that the command line asks for: `arcane-supervise dev game.ts -- --dungeon 42`. */
function dungeonFromArguments(): number | undefined {
  const args = getArgs();
  const at = args.indexOf("--dungeon");
  if (at < 0) return undefined;
  const seed = Number(args[at + 1]);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  console.error(`roguelike: --dungeon takes a whole number, not "${args[at + 1] ?? ""}"; starting at the title`);
  return undefined;
}

const asked = dungeonFromArguments();
if (resumed !== undefined) {
  // The state may be of code that has changed meanwhile: what does not fit begins at the title.
  session.world = readWorld(session.world);
  scenes.go(resumed.scene === "play" && session.world !== undefined ? "play" : "title");
} else if (asked !== undefined) {
  startGame(asked);
  scenes.go("play");
} else {
  scenes.go("title");
}

registerRoguelike(() => session.world ?? play.world, (world) => {
  session.world = world;
  scenes.go("play");
});

onFrame((dt) => {
  if (actions.isPressed("mute")) setMuted(!isMuted());
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});
