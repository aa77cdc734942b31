// The choice of a level: six cards for each place.

import { getMouseWheel, isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { type Place, STAGES } from "../logic/levels.ts";
import { stars } from "../logic/progress.ts";
import { actions, clampStage, currentStage, isOpen, type SceneName, session, solvedCount } from "../session.ts";
import { FADE, FIELD } from "../tuning.ts";
import { AMBER, type AtlasSprite, draw, drawBackdrop, LAYER, MIST, sizeOf, STEEL, WHITE, write } from "../view/art.ts";
import { mouseIsIn } from "../view/buttons.ts";
import { play, playTune } from "../view/sounds.ts";

const COLUMNS = 6;
const PITCH = { x: 52, y: 51 };
const GRID = { x: 47, y: 48 };
const PLACE_NAMES: Record<Place, string> = {
  cellar: "The Cellar",
  garden: "The Garden",
  harbour: "The Harbour",
  tower: "The Tower",
};

function cardPlace(index: number): { x: number; y: number } {
  return { x: GRID.x + (index % COLUMNS) * PITCH.x, y: GRID.y + Math.floor(index / COLUMNS) * PITCH.y };
}

function cardUnderMouse(): number {
  const { width, height } = sizeOf("card");
  return STAGES.findIndex((_, index) => {
    const { x, y } = cardPlace(index);
    return mouseIsIn(x, y, width, height);
  });
}

export function selectScene(scenes: () => Scenes<SceneName>): Scene {
  let hovered = -1;

  function choose(): void {
    if (!isOpen(session.stage)) {
      play("locked");
      return;
    }
    play("choose");
    scenes().go("play", { fade: FADE });
  }

  function moveCursor(by: number): void {
    const next = session.stage + by;
    if (next !== clampStage(next)) return;
    session.stage = next;
    play("cursor");
  }

  return {
    enter() {
      playTune("title");
      hovered = cardUnderMouse();
    },
    update() {
      if (actions.isPressed("left")) moveCursor(-1);
      if (actions.isPressed("right")) moveCursor(1);
      if (actions.isPressed("up")) moveCursor(-COLUMNS);
      if (actions.isPressed("down")) moveCursor(COLUMNS);
      const wheel = Math.sign(getMouseWheel().y);
      if (wheel !== 0) moveCursor(-wheel);
      // The mouse takes the cursor along only when it comes to another card, so that it does not fight with the keys.
      const under = cardUnderMouse();
      if (under !== hovered && under >= 0 && under !== session.stage) {
        session.stage = under;
        play("cursor");
      }
      hovered = under;
      if (actions.isPressed("confirm") || (under >= 0 && isMouseButtonPressed())) {
        if (under >= 0 && isMouseButtonPressed()) session.stage = under;
        choose();
      } else if (actions.isPressed("back")) {
        scenes().go("title", { fade: FADE });
      }
    },
    draw() {
      drawBackdrop(currentStage().place);
      write("Choose a level", FIELD.width / 2, 12, { align: "center", color: AMBER });
      const total = `${solvedCount()}/${STAGES.length}`;
      write(total, FIELD.width - 12, 12, { align: "right", color: MIST });
      STAGES.forEach((stage, index) => {
        const { x, y } = cardPlace(index);
        if (index % COLUMNS === 0) write(PLACE_NAMES[stage.place], x, y - 11, { color: MIST });
        drawCard(index, x, y);
      });
      drawDetails();
    },
  };
}

function drawCard(index: number, x: number, y: number): void {
  const stage = STAGES[index]!;
  const result = session.progress[stage.level.name];
  const chosen = index === session.stage;
  const open = isOpen(index);
  const { width, height } = sizeOf("card");
  const done = result !== undefined;
  const kind = !open ? "card_locked" : done ? "card_done" : "card";
  const picture: AtlasSprite = chosen ? `${kind}_hot` : kind;
  draw(picture, x, y, { layer: LAYER.interface });
  if (!open) {
    const opacity = chosen ? 0.9 : 0.35;
    draw("icon_lock", x + width / 2, y + height / 2, {
      anchorX: 0.5,
      anchorY: 0.5,
      layer: LAYER.interface + 1,
      opacity,
    });
    return;
  }
  write(`${index + 1}`, x + width / 2, y + 6, { align: "center", color: chosen ? WHITE : MIST });
  const count = stars(result, stage.solution.length);
  for (let star = 0; star < 3; star += 1) {
    draw(star < count ? "star" : "star_empty", x + 3 + star * 13, y + 18, { layer: LAYER.interface + 1 });
  }
}

/** What is known of the chosen level, at the foot of the screen. */
function drawDetails(): void {
  const { level, solution } = currentStage();
  const result = session.progress[level.name];
  const y = FIELD.height - 38;
  const name = isOpen(session.stage) ? level.name : "Locked: solve one that is open";
  write(name, FIELD.width / 2, y, { align: "center", color: AMBER });
  const best = result === undefined ? "not solved yet" : `best ${result.moves} moves, ${result.pushes} pushes`;
  const color = result === undefined ? STEEL : WHITE;
  write(`${best}   par ${solution.length}`, FIELD.width / 2, y + 13, { align: "center", color });
}
