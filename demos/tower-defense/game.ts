/**
 * Honeywatch, a tower defense: the whole game in one place. tuning.ts has the numbers to play with, logic/ the rules
 * and the maps, drawing/ and sounds.ts what one sees and hears of them, scenes/ the course of a game.
 */

import { getArgs, isMuted, onReload, setMuted, setTitle, toggleFullscreen } from "@arcane/runtime";
import { onFrame, setClearColor, setVirtualResolution } from "@arcane/runtime/rendering";
import { Scenes } from "@arcane/runtime/scenes";
import { registerTowerDefense } from "./agent.ts";
import { COLORS, layOut } from "./drawing/art.ts";
import { MAPS } from "./logic/maps/all.ts";
import type { Director } from "./scenes/director.ts";
import { EndScene } from "./scenes/end.ts";
import { MapsScene } from "./scenes/maps.ts";
import { PauseScene } from "./scenes/pause.ts";
import { PlayScene, type Start } from "./scenes/play.ts";
import { TitleScene } from "./scenes/title.ts";
import { actions, clampMap, resumed, type SceneName, session, type Snapshot } from "./session.ts";
import { FIELD, LOOKS } from "./tuning.ts";

setTitle("Honeywatch");
// A window of another shape shows more of the hedge around the board, not bars.
setVirtualResolution(FIELD.width, FIELD.height, "expand");
setClearColor(COLORS.ink);

const fade = { fade: LOOKS.fade, color: COLORS.ink };
const director: Director = {
  title: () => scenes.go("title", fade),
  maps: () => scenes.go("maps", fade),
  play: () => scenes.go("play", fade),
  pause: () => scenes.push("pause"),
  goOn: () => scenes.pop(),
  end: (outcome) => scenes.push("end", { params: outcome }),
};

const play = new PlayScene(director);
const scenes: Scenes<SceneName> = new Scenes<SceneName>({
  title: new TitleScene(director),
  maps: new MapsScene(director),
  play,
  pause: new PauseScene(director),
  end: new EndScene(director),
});

/** The map that the command line asks for: `arcane-supervise dev game.ts -- --map 3`. */
function mapFromArguments(): number | undefined {
  const args = getArgs();
  const at = args.indexOf("--map");
  if (at < 0) return undefined;
  const map = Number(args[at + 1]);
  if (Number.isInteger(map) && map >= 1 && map <= MAPS.length) return map - 1;
  console.error(
    `tower-defense: --map takes a number from 1 to ${MAPS.length}, not "${args[at + 1] ?? ""}"; starting at the title`,
  );
  return undefined;
}

// Who edits the game while playing goes on in the middle of the wave.
onReload((): Snapshot => {
  const { map: _, ...world } = play.world;
  const playing = scenes.stack.includes("play") && play.world.phase === "play";
  return {
    scene: playing ? "play" : scenes.current ?? "title",
    map: session.map,
    speed: play.speed,
    world: playing ? world : undefined,
  };
});

const asked = mapFromArguments();
if (resumed !== undefined) begin(resumed.scene, resumed.map, { world: resumed.world, speed: resumed.speed });
else if (asked !== undefined) begin("play", asked);
else scenes.go("title");

function begin(scene: SceneName, map: number, start?: Start): void {
  session.map = clampMap(map);
  // Pause and end lie over a map: without it there is the choice of maps.
  const alone = scene === "pause" || scene === "end" ? "maps" : scene;
  scenes.go(alone, { params: start });
}

registerTowerDefense(() => ({ scene: scenes.current ?? "title", map: session.map, world: play.world }), (glance) => {
  begin("play", glance.map, { world: glance.world, speed: play.speed });
});

onFrame((dt) => {
  layOut();
  if (actions.isPressed("mute")) setMuted(!isMuted());
  if (actions.isPressed("fullscreen")) toggleFullscreen();
  scenes.frame(dt);
});
