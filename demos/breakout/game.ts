/**
 * Breakout: the whole game in one place. tuning.ts has the numbers to play with, logic/ the rules, drawing/ and sounds.ts
 * what one sees and hears of them, scenes/ the course of a game.
 */

import { getArgs, isMuted, onReload, reloadState, setMuted, setTitle, toggleFullscreen } from "@arcane/runtime";
import { onFrame, setClearColor, setVirtualResolution } from "@arcane/runtime/rendering";
import { Scenes } from "@arcane/runtime/scenes";
import { registerBreakout } from "./agent.ts";
import { actions } from "./controls.ts";
import { COLORS } from "./drawing/palette.ts";
import { LEVELS } from "./logic/levels.ts";
import type { Director, Start } from "./scenes/director.ts";
import { EndScene } from "./scenes/end.ts";
import { PauseScene } from "./scenes/pause.ts";
import { PlayScene } from "./scenes/play.ts";
import { TitleScene } from "./scenes/title.ts";
import { FIELD, SCORE } from "./tuning.ts";

setTitle("Breakout");
setVirtualResolution(FIELD.width, FIELD.height);
setClearColor(COLORS.ink);

/** The level that the command line asks for: `arcane-supervise dev game.ts -- --level 3`. */
function levelFromArguments(): Start | undefined {
  const args = getArgs();
  const at = args.indexOf("--level");
  if (at < 0) return undefined;
  const level = Number(args[at + 1]);
  if (Number.isInteger(level) && level >= 1 && level <= LEVELS.length) return { level: level - 1, points: 0, lives: SCORE.lives };
  console.error(`breakout: --level takes a number from 1 to ${LEVELS.length}, not "${args[at + 1] ?? ""}"; starting at the title`);
  return undefined;
}

const director: Director = {
  title: () => scenes.go("title", { fade: 0.5 }),
  play: () => scenes.go("play", { fade: 0.5 }),
  pause: () => scenes.push("pause"),
  goOn: () => scenes.pop(),
  end: (outcome) => scenes.go("end", { fade: 0.5, params: outcome }),
};

const play = new PlayScene(director);
const scenes: Scenes<"title" | "play" | "pause" | "end"> = new Scenes({
  title: new TitleScene(director),
  play,
  pause: new PauseScene(director),
  end: new EndScene(director),
});

// Who edits the game while playing stays in the level, which begins again with the new code.
onReload(() => scenes.stack.includes("play") ? play.progress : undefined);
const start = reloadState<Start | undefined>() ?? levelFromArguments();
if (start === undefined) scenes.go("title");
else scenes.go("play", { params: { ...start, level: Math.min(start.level, LEVELS.length - 1) } });

registerBreakout(() => ({ scene: scenes.current ?? "title", world: play.world }), (world) => {
  if (!scenes.stack.includes("play")) scenes.go("play");
  play.world = world;
});

onFrame((dt) => {
  if (actions.isPressed("mute")) setMuted(!isMuted());
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});
