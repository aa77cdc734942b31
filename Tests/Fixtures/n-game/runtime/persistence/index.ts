import { has, ops } from "../rendering/ops.ts";

const hasFiles = has("op_save_file");

export function save(key: string, value: unknown): boolean {
  return hasFiles ? ops!.op_save_file(key, JSON.stringify(value)) : false;
}
/** Undefined where there is no such save; engines answer null or an empty text then. */
export function load(key: string): unknown {
  const text: string | null = hasFiles ? ops!.op_load_file(key) : null;
  return text ? JSON.parse(text) : undefined;
}
export function remove(key: string): boolean {
  return hasFiles ? ops!.op_delete_file(key) : false;
}
export function list(): string[] {
  return hasFiles ? ops!.op_list_save_files() : [];
}
