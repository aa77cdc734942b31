/**
 * Tests: suites, assertions, properties with shrinking, and an engine that records what a game draws and plays.
 * `arcane-supervise test` runs every `*.test.ts`.
 *
 * @module
 */
export { assert, AssertionError, type ErrorMatcher } from "./assert.d.ts";
export { isDeepEqual } from "./equal.d.ts";
export { type Draws, gen, type Generated, generator, type Generator } from "./generators.d.ts";
export { afterAll, afterEach, beforeAll, beforeEach, describe, type Describe, it, type It, test, type TestBody, type TestDetails, type TestOptions, } from "./harness.d.ts";
export { property, type PropertyOptions } from "./property.d.ts";
export type { LightRecord, ShapeRecord, SoundRecord, SpriteRecord, TextRecord, TilemapRecord } from "./records.d.ts";
export { createTestEngine, TestEngine, type TestEngineOptions } from "./test-engine.d.ts";
