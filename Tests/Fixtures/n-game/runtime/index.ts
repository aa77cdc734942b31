export * from "./rendering/index.ts";
export * from "./input/index.ts";
export * as persistence from "./persistence/index.ts";
export { createStore, type Store } from "./state/index.ts";
