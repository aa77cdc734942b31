/**
 * Foxfire, a platformer: the whole game in one place. tuning.ts has the numbers to play with, logic/ the rules and the
 * levels, drawing/ and sounds.ts what one sees and hears of them, scenes/ the course of a game.
 */

import { getArgs, isMuted, onReload, setMuted, setTitle, toggleFullscreen } from "@arcane/runtime";
import { onFrame, setClearColor, setVirtualResolution } from "@arcane/runtime/rendering";
import { Scenes } from "@arcane/runtime/scenes";
import { registerPlatformer } from "./agent.ts";
import { COLORS } from "./drawing/art.ts";
import { LEVELS } from "./logic/levels/all.ts";
import type { Director } from "./scenes/director.ts";
import { FinaleScene } from "./scenes/finale.ts";
import { MapScene } from "./scenes/map.ts";
import { PauseScene } from "./scenes/pause.ts";
import { PlayScene } from "./scenes/play.ts";
import { ResultScene } from "./scenes/result.ts";
import { TitleScene } from "./scenes/title.ts";
import { actions, clampLevel, type Played, resumed, type SceneName, session, type Snapshot } from "./session.ts";
import { FIELD, LOOKS } from "./tuning.ts";

setTitle("Foxfire");
setVirtualResolution(FIELD.width, FIELD.height);
setClearColor(COLORS.ink);

const fade = { fade: LOOKS.fade, color: COLORS.ink };
const director: Director = {
  title: () => scenes.go("title", fade),
  map: () => scenes.go("map", fade),
  play: () => scenes.go("play", fade),
  pause: () => scenes.push("pause"),
  goOn: () => scenes.pop(),
  result: (outcome) => scenes.push("result", { params: outcome }),
  finale: () => scenes.go("finale", fade),
};

const play = new PlayScene(director);
const scenes: Scenes<SceneName> = new Scenes<SceneName>({
  title: new TitleScene(director),
  map: new MapScene(director),
  play,
  pause: new PauseScene(director),
  result: new ResultScene(director),
  finale: new FinaleScene(director),
});

/** The level that the command line asks for: `arcane-supervise dev game.ts -- --level 3`. */
function levelFromArguments(): number | undefined {
  const args = getArgs();
  const at = args.indexOf("--level");
  if (at < 0) return undefined;
  const level = Number(args[at + 1]);
  if (Number.isInteger(level) && level >= 1 && level <= LEVELS.length) return level - 1;
  console.error(
    `platformer: --level takes a number from 1 to ${LEVELS.length}, not "${args[at + 1] ?? ""}"; starting at the title`,
  );
  return undefined;
}

// Who edits the game while playing goes on in the middle of the jump.
onReload((): Snapshot => {
  const { level: _, ...world } = play.world;
  const playing = scenes.stack.includes("play") && play.world.phase !== "won";
  return {
    scene: playing ? "play" : scenes.current ?? "title",
    level: session.level,
    world: playing ? world : undefined,
  };
});

const asked = levelFromArguments();
if (resumed !== undefined) begin(resumed.scene, resumed.world);
else if (asked !== undefined) begin("play", undefined, asked);
else scenes.go("title");

function begin(scene: SceneName, world: Played | undefined, level = session.level): void {
  session.level = clampLevel(level);
  // Pause and result lie over a level: without it there is the map.
  const alone = scene === "pause" || scene === "result" ? "map" : scene;
  scenes.go(alone, { params: world });
}

registerPlatformer(() => ({ scene: scenes.current ?? "title", level: session.level, world: play.world }), (glance) => {
  begin("play", glance.world, glance.level);
});

onFrame((dt) => {
  if (actions.isPressed("mute")) setMuted(!isMuted());
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});
