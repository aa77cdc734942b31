import { has, ops } from "./ops.ts";
import type { TextureId, TilemapId } from "./types.ts";

const hasTilemaps = has("op_create_tilemap");

export function createTilemap(
  texture: TextureId, width: number, height: number, tileSize: number, columns: number, rows: number,
): TilemapId {
  return hasTilemaps ? ops!.op_create_tilemap(texture, width, height, tileSize, columns, rows) : 0;
}
export function setTile(map: TilemapId, x: number, y: number, tile: number): void {
  if (hasTilemaps) ops!.op_set_tile(map, x, y, tile);
}
export function getTile(map: TilemapId, x: number, y: number): number {
  return hasTilemaps ? ops!.op_get_tile(map, x, y) : 0;
}
export function drawTilemap(map: TilemapId, x: number, y: number, layer = 0): void {
  if (hasTilemaps) ops!.op_draw_tilemap(map, x, y, layer);
}
