// Draws one card: frame, picture, name, cost, and its effects as signs with numbers.

import type { AtlasSprite } from "../assets/atlas.ts";
import { cardData, type CardId, type Effect } from "../logic/cards.ts";
import { CARD } from "../tuning.ts";
import { BROWN, draw, INK, RED, WHITE, writeSmall } from "./art.ts";

export interface CardLook {
  layer: number;
  /** Default 1. */
  scale?: number;
  /** Whether it can be played: a card that cannot is dimmed. Default true. */
  playable?: boolean;
  /** Whether it is the chosen one. */
  glowing?: boolean;
  opacity?: number;
}

/** A sign of the card's face, and the number beside it. */
interface Mark {
  sign: AtlasSprite;
  text: string;
}

function mark(effect: Effect): Mark {
  switch (effect.do) {
    case "damage":
      return {
        sign: "sign_attack",
        text: effect.times === undefined ? `${effect.amount}` : `${effect.amount}X${effect.times}`,
      };
    case "bash":
      return { sign: "sign_attack", text: "BLOCK" };
    case "stoke":
      return { sign: "sign_attack", text: `${effect.amount} BURN` };
    case "block":
    case "heal":
    case "draw":
    case "energy":
      return { sign: `sign_${effect.do}`, text: `${effect.amount}` };
    case "afflict":
    case "gain":
      return { sign: `sign_${effect.status}`, text: `${effect.amount}` };
    case "fan":
      return { sign: "sign_burn", text: "X2" };
  }
}

/** Draws a card with its middle at (x, y). */
export function drawCard(id: CardId, x: number, y: number, look: CardLook): void {
  const { layer, scale = 1, playable = true, glowing = false, opacity = 1 } = look;
  const data = cardData(id);
  const left = x - (CARD.width / 2) * scale;
  const top = y - (CARD.height / 2) * scale;
  const put = (name: AtlasSprite, dx: number, dy: number, width: number, height: number, above: number): void => {
    draw(name, left + dx * scale, top + dy * scale, {
      width: width * scale,
      height: height * scale,
      layer: layer + above,
      opacity,
    });
  };
  put("card_shadow", 2, 3, CARD.width, CARD.height, 0);
  if (glowing) put("card_glow", -3, -3, 64, 86, 0);
  put(`card_${data.kind}`, 0, 0, CARD.width, CARD.height, 1);
  put(`art_${id}`, 5, 17, 48, 34, 2);
  const tint = { ...WHITE, a: opacity };
  writeSmall(data.name, left + 33 * scale, top + 6 * scale, { scale, layer: layer + 2, tint });
  put(playable ? "gem" : "gem_dim", -4, -4, 15, 15, 2);
  writeSmall(`${data.cost}`, left + 3.5 * scale, top, { scale, layer: layer + 3, tint: { ...INK, a: opacity } });
  drawMarks(data.effects.map(mark), left, top, scale, layer + 3, opacity);
  if (!playable) put("card_shadow", 0, 0, CARD.width, CARD.height, 4);
}

function drawMarks(
  marks: readonly Mark[],
  left: number,
  top: number,
  scale: number,
  layer: number,
  opacity: number,
): void {
  const rows = marks.length;
  marks.forEach(({ sign, text }, row) => {
    const y = top + (rows === 1 ? 59 : 53 + row * 11) * scale;
    const size = 11 * scale;
    const tint = { ...(sign === "sign_attack" ? RED : BROWN), a: opacity };
    const letters = text.length > 3 ? 33 : 36;
    draw(sign, left + 7 * scale, y, { width: size, height: size, layer, opacity });
    writeSmall(text, left + letters * scale, y + 2 * scale, { scale, layer, tint });
  });
}

/** A card from behind, with its middle at (x, y). */
export function drawBack(x: number, y: number, scale: number, layer: number): void {
  const [width, height] = [CARD.width * scale, CARD.height * scale];
  draw("card_back", x - width / 2, y - height / 2, { width, height, layer });
}
