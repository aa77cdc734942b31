// A level at work: reads the controls, moves the keeper, and shows how it goes.

import { isMouseButtonPressed, setCamera } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { Board, directionOf, type Step } from "../logic/board.ts";
import { type Direction, DIRECTION_NAMES, neighbour } from "../logic/level.ts";
import { STAGES } from "../logic/levels.ts";
import { actions, currentStage, isOpen, type SceneName, session } from "../session.ts";
import { CELL, FADE, FIELD, HOLD_DELAY, QUEUE_LENGTH, STEP_TIME, UNDO_REPEAT } from "../tuning.ts";
import { AMBER, drawOnBoard, LAYER, LIME, MIST, write } from "../view/art.ts";
import { BoardView } from "../view/board-view.ts";
import { clickButtons, drawButtons, type IconButton } from "../view/buttons.ts";
import { Effects } from "../view/effects.ts";
import { isMuted, play, playTune, toggleSound } from "../view/sounds.ts";
import { SolvedPanel } from "./solved-panel.ts";

/** The present board's steps so far, for a reload of the code. */
export function stepsPlayed(): string {
  return watching || board === undefined ? "" : board.notation;
}

let board: Board | undefined;
let watching = false;

export function playScene(scenes: () => Scenes<SceneName>): Scene {
  let view: BoardView;
  let effects: Effects;
  let panel: SolvedPanel | undefined;
  /** Steps still to make: directions pressed ahead, the way to a clicked cell, or the rest of a shown solution. */
  let queue: Direction[] = [];
  let heldFor = 0;
  let undoIn = 0;

  const buttons: IconButton[] = [
    { icon: "icon_undo", x: 4, y: 281, action: () => undo() },
    { icon: "icon_redo", x: 24, y: 281, action: () => redo() },
    { icon: "icon_restart", x: 44, y: 281, action: () => restart() },
    { icon: "icon_watch", x: 64, y: 281, action: () => watch() },
    { icon: "icon_sound", x: 358, y: 281, action: toggleSound },
    { icon: "icon_menu", x: 378, y: 281, action: () => leave() },
  ];

  function begin(steps = ""): void {
    const { level, place } = currentStage();
    board = new Board(level);
    board.play(steps);
    view = new BoardView(board, place);
    effects = new Effects();
    panel = undefined;
    queue = [];
    watching = false;
  }

  function step(direction: Direction): void {
    if (board === undefined) return;
    const lit = board.crates.map((_, crate) => board!.isOnGoal(crate));
    const made = board.move(direction);
    if (made === undefined) {
      queue = [];
      view.showBump(direction);
      play("bump");
      return;
    }
    const pushed = made.crate >= 0;
    const seconds = watching ? STEP_TIME.watch : pushed ? STEP_TIME.push : STEP_TIME.walk;
    view.showStep(made, seconds);
    play(pushed ? "push" : "step", pushed ? 1 : 0.9 + 0.2 * (board.moves % 2));
    if (!pushed) return;
    const { x, y } = view.centerOf(board.keeper);
    effects.dust(x, y + CELL / 3);
    tellCrate(made, lit[made.crate] === true);
    if (board.solved) solved();
  }

  /** What a push meant for its crate. */
  function tellCrate({ crate }: Step, wasLit: boolean): void {
    const isLit = board!.isOnGoal(crate);
    if (isLit && !wasLit) {
      play("goal");
      const { x, y } = view.centerOf(board!.crates[crate]!);
      effects.sparks(x, y);
    } else if (wasLit && !isLit) {
      play("leave");
    } else if (view.isStuck(crate)) {
      play("stuck");
    }
  }

  function solved(): void {
    queue = [];
    effects.celebrate();
    play("solved");
    panel = new SolvedPanel(board!, watching);
    if (!watching) console.log(`outcome: level ${session.stage + 1} solved`);
  }

  function undo(): void {
    queue = [];
    if (watching) return restart();
    const back = board?.undo();
    if (back === undefined) return;
    view.showStep(back, STEP_TIME.undo, true);
    play("undo");
  }

  function redo(): void {
    queue = [];
    const again = watching ? undefined : board?.redo();
    if (again === undefined) return;
    view.showStep(again, STEP_TIME.undo);
    play("redo");
  }

  function restart(): void {
    if (watching || panel !== undefined) {
      begin();
    } else {
      queue = [];
      board?.restart(); // can be redone
      view = new BoardView(board!, currentStage().place);
    }
    play("undo", 0.7);
  }

  /** Shows the stored solution from the beginning. It does not count as solved. */
  function watch(): void {
    const again = watching;
    begin();
    if (again) return;
    watching = true;
    queue = [...currentStage().solution].map((letter) => directionOf(letter)!);
    play("choose");
  }

  function leave(): void {
    play("cursor");
    scenes().go("select", { fade: FADE });
  }

  function goOn(): void {
    if (watching) return begin();
    play("choose");
    const last = session.stage === STAGES.length - 1;
    const next = session.stage + 1;
    if (last || !isOpen(next)) {
      scenes().go(last ? "finale" : "select", { fade: FADE });
      return;
    }
    session.stage = next;
    scenes().go("play", { fade: FADE });
  }

  /** Directions from keys: a press is queued, a direction that stays held walks on. */
  function readKeys(dt: number): void {
    for (const direction of DIRECTION_NAMES) {
      if (!actions.isPressed(direction)) continue;
      if (watching) return begin();
      if (queue.length >= QUEUE_LENGTH) queue = [];
      queue.push(direction);
      heldFor = 0;
    }
    const held = DIRECTION_NAMES.filter((direction) => actions.isDown(direction));
    heldFor = held.length === 1 ? heldFor + dt : 0;
    if (!view.moving && queue.length === 0 && heldFor > HOLD_DELAY) queue.push(held[0]!);
  }

  function readUndo(dt: number): void {
    if (actions.isPressed("undo")) {
      undo();
      undoIn = UNDO_REPEAT.delay;
    } else if (actions.isDown("undo")) {
      undoIn -= dt;
      if (undoIn <= 0) {
        undo();
        undoIn = UNDO_REPEAT.interval;
      }
    }
  }

  /** A click sends the keeper to a cell, or makes it push a crate beside it. */
  function readMouse(): void {
    const cell = isMouseButtonPressed() ? view.cellUnderMouse : undefined;
    if (cell === undefined || board === undefined) return;
    if (watching) return begin();
    if (board.crateAt(cell) >= 0) {
      const toward = DIRECTION_NAMES.find((direction) => neighbour(board!.level, board!.keeper, direction) === cell);
      queue = toward === undefined ? [] : [toward];
      if (toward === undefined) play("locked");
      return;
    }
    const way = board.pathTo(cell);
    queue = way ?? [];
    if (way === undefined) play("locked");
  }

  return {
    enter(steps) {
      playTune("play");
      begin(typeof steps === "string" ? steps : "");
    },
    exit() {
      setCamera(0, 0, 1);
      board = undefined;
    },
    update(dt) {
      effects.update(dt);
      view.update(dt);
      if (panel !== undefined) {
        if (panel.update(dt)) view.cheer();
        if (clickButtons(buttons.slice(4))) return;
        if (actions.isPressed("restart")) restart();
        else if (actions.isPressed("back")) leave();
        else if (panel.ready && (actions.isPressed("confirm") || isMouseButtonPressed())) goOn();
        return;
      }
      readKeys(dt);
      if (!clickButtons(buttons)) readMouse();
      readUndo(dt);
      if (actions.isPressed("redo")) redo();
      if (actions.isPressed("restart")) restart();
      if (actions.isPressed("watch")) watch();
      if (actions.isPressed("back")) leave();
      if (!view.moving && panel === undefined) {
        const direction = queue.shift();
        if (direction !== undefined) step(direction);
      }
    },
    draw() {
      view.draw();
      effects.draw();
      drawHeading();
      buttons[0]!.enabled = board?.canUndo === true;
      buttons[1]!.enabled = board?.canRedo === true && !watching;
      buttons[4]!.icon = isMuted() ? "icon_mute" : "icon_sound";
      drawButtons(buttons);
      if (panel === undefined) {
        drawHint();
        drawPointer();
      } else {
        panel.draw();
      }
    },
  };

  function drawPointer(): void {
    const cell = view.cellUnderMouse;
    if (cell === undefined || watching) return;
    const center = view.centerOf(cell);
    drawOnBoard("marker", center.x, center.y, { anchorX: 0.5, anchorY: 0.5, layer: LAYER.effects, opacity: 0.5 });
  }
}

function drawHeading(): void {
  const { level, solution } = currentStage();
  const best = session.progress[level.name];
  write(`${session.stage + 1}. ${level.name}`, 6, 4, { color: AMBER });
  if (watching) write("Showing a solution", FIELD.width - 6, 4, { align: "right", color: LIME });
  else write(`moves ${board?.moves ?? 0}  pushes ${board?.pushes ?? 0}`, FIELD.width - 6, 4, { align: "right" });
  const text = best === undefined ? `par ${solution.length}` : `par ${solution.length}  best ${best.moves}`;
  write(text, FIELD.width / 2, 289, { align: "center", color: MIST });
}

/** What to press, for who is new: on the first levels only. */
function drawHint(): void {
  if (session.stage > 1 || watching || board === undefined) return;
  const pad = actions.lastDevice === "gamepad";
  const hint = session.stage === 0
    ? "Push each crate onto a lamp plate"
    : pad
    ? "X: undo  Y: restart"
    : "Z: undo  R: restart  H: help";
  write(hint, FIELD.width / 2, 28, { align: "center", color: MIST });
}
