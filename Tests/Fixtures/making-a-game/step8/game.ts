import {
  getTime, isKeyPressed, isMouseButtonPressed, onReload, reloadState, setTitle, setVirtualResolution,
} from "@arcane/runtime";
import { Scenes } from "@arcane/runtime/scenes";
import { drawWorld, write } from "./art.ts";
import { loadBest, offerBest } from "./best.ts";
import { Play } from "./play.ts";
import { createWorld, type Star, type World } from "./rules.ts";
import { FIELD } from "./tuning.ts";

setTitle("Starfall");
setVirtualResolution(FIELD.width, FIELD.height);

const middle = FIELD.width / 2;
const confirmed = () => isKeyPressed("Enter") || isKeyPressed("Space") || isMouseButtonPressed("left");

/** Behind the title: the field, and stars that no one catches. */
function drawBackdrop(): void {
  const stars = [60, 150, 250, 340].map((x, index): Star => {
    return { kind: index === 2 ? "comet" : "star", x, y: (getTime() * 30 + index * 80) % (FIELD.height + 40) - 20, speed: 0 };
  });
  drawWorld({ ...createWorld(), stars });
}

const title = {
  draw(): void {
    drawBackdrop();
    write("STARFALL", middle, 80, { align: "center", scale: 4, color: "#ffe27a" });
    write("Catch what falls. Blue ones are worth five.", middle, 132, { align: "center" });
    write("Arrows or mouse move the basket", middle, 148, { align: "center" });
    if (getTime() % 1 < 0.7) write("Enter or click begins", middle, 180, { align: "center" });
    write(`Best: ${loadBest()}`, middle, 204, { align: "center", color: "#7ae2ff" });
  },
  update(): void {
    if (confirmed()) scenes.go("play", { fade: 0.4 });
  },
};

let points = 0;
let isBest = false;

const play = new Play((reached) => {
  points = reached;
  isBest = offerBest(reached);
  scenes.go("end", { fade: 0.8 });
});

const end = {
  draw(): void {
    drawBackdrop();
    write("The night is over", middle, 80, { align: "center", scale: 2 });
    write(`Points ${points}`, middle, 120, { align: "center", scale: 3, color: "#ffe27a" });
    write(isBest ? "Your best so far" : `Best: ${loadBest()}`, middle, 160, { align: "center", color: "#7ae2ff" });
    write("Enter or click goes on", middle, 190, { align: "center" });
  },
  update(): void {
    if (confirmed()) scenes.go("title", { fade: 0.4 });
  },
};

const scenes: Scenes<"title" | "play" | "end"> = new Scenes({ title, play, end });

// A save of the code goes on where the player is: with the same stars in the air, or at the title.
onReload(() => scenes.current === "play" ? play.world : undefined);
const world = reloadState<World>();
scenes.run(world === undefined ? "title" : "play", world);
