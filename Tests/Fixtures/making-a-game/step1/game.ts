import { drawRect, drawText, isKeyDown, onFrame, setClearColor, setTitle, setVirtualResolution } from "@arcane/runtime";

setTitle("Starfall");
setVirtualResolution(400, 300);
setClearColor("#141428");

let basket = 200;

onFrame((dt) => {
  if (isKeyDown("ArrowLeft")) basket -= 240 * dt;
  if (isKeyDown("ArrowRight")) basket += 240 * dt;

  drawRect(basket - 24, 268, 48, 12, { color: "#d08b5b" });
  drawText("Left and right move the basket", 200, 20, { align: "center" });
});
