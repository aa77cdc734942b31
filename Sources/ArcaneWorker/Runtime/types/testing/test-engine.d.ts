import type { GamepadAxis, GamepadButton } from "../input/gamepad.d.ts";
import { type Key } from "../input/keys.d.ts";
import { type MouseButton } from "../input/mouse.d.ts";
import { type LightRecord, type ShapeRecord, type SoundRecord, type SpriteRecord, type TextRecord, type TilemapRecord } from "./records.d.ts";
/** How the engine for tests begins. */
export interface TestEngineOptions {
    /** Width of the window, logical pixels. Default 800. */
    width?: number;
    /** Height of the window, logical pixels. Default 600. */
    height?: number;
    /** Physical per logical pixel. Default 1. */
    scaleFactor?: number;
    /** Sizes of pictures in pixels by path; others are 16 by 16. */
    textureSizes?: Readonly<Record<string, readonly [width: number, height: number]>>;
    /** The seed of the run. Default 1. */
    seed?: number;
    /** Arguments for the game. */
    args?: readonly string[];
    /** State that the generation before gave. */
    reloadState?: unknown;
}
/** The engine for tests. Made by {@link createTestEngine}; call {@link dispose} at the end. */
export declare class TestEngine {
    #private;
    /** Sprites of the last frame, in the order of submission; letters and rectangles too. */
    sprites: SpriteRecord[];
    /** Triangles and lines of the last frame. */
    shapes: ShapeRecord[];
    /** Lights of the last frame. */
    lights: LightRecord[];
    /** Tilemaps that the last frame drew. */
    tilemaps: TilemapRecord[];
    /** Sounds begun since the start. */
    sounds: SoundRecord[];
    /** Instances of sounds that were stopped, in order. */
    stopped: number[];
    /** Volumes by instance of sounds, as last set. */
    volumes: Map<number, number>;
    /** What the library complained about, in order. */
    warnings: string[];
    /** Names of all ops that the last frame called, in order. */
    calls: string[];
    /** The camera that was last sent to the engine. */
    camera: {
        x: number;
        y: number;
        zoom: number;
    };
    /** The color that frames begin with. */
    clearColor: {
        r: number;
        g: number;
        b: number;
    };
    /** The light that is everywhere. */
    ambientLight: {
        r: number;
        g: number;
        b: number;
    };
    /** The code that the game ended with; undefined while it runs. */
    exitCode: number | undefined;
    /** The window's title. */
    title: string;
    /** Whether the window fills the screen. */
    fullscreen: boolean;
    /** Whether the mouse pointer is shown. */
    cursorVisible: boolean;
    /** Saved files by key. */
    files: Map<string, string>;
    private constructor();
    /**
     * Runs frames: reads the devices, calls the game's callback, takes what it draws.
     * @param count How many.
     * @param dt Seconds of each.
     */
    run(count?: number, dt?: number): void;
    /** Holds a key of a US keyboard down: by what it types (`"w"`) or by its place (`"KeyW"`), which is the same key. */
    press(key: Key): void;
    /** Lets a key go. */
    release(key: Key): void;
    /** Presses a key, runs a frame, lets it go and runs another. */
    tap(key: Key): void;
    /** Types text into the next frame. */
    type(text: string): void;
    /** Puts the mouse at a point of the window, logical pixels. */
    moveMouse(x: number, y: number): void;
    /** Holds a mouse button down. */
    pressMouse(button?: MouseButton): void;
    /** Lets a mouse button go. */
    releaseMouse(button?: MouseButton): void;
    /** Moves to a point of the window, presses the left button, runs a frame, lets it go and runs another. */
    click(x: number, y: number): void;
    /** Turns the wheel by notches before the next frame. */
    turnWheel(y: number, x?: number): void;
    /** Puts fingers on the screen, in window coordinates. */
    touch(...points: {
        x: number;
        y: number;
    }[]): void;
    /** Holds a button of the gamepad down. Connects it. */
    pressPad(button: GamepadButton): void;
    /** Lets a button of the gamepad go. */
    releasePad(button: GamepadButton): void;
    /** Moves an axis of the gamepad. Connects it. */
    setAxis(axis: GamepadAxis, value: number): void;
    /** Changes the size of the window, logical pixels. */
    resize(width: number, height: number): void;
    /** Lines of text in the built-in font that the last frame drew. */
    get texts(): TextRecord[];
    /** Whether the last frame drew a line with this text in it. */
    showsText(part: string): boolean;
    /** Sprites of the last frame whose texture was made with this path or name. */
    spritesOf(textureName: string): SpriteRecord[];
    /** The tile of a tilemap in a cell. */
    tileAt(tilemap: number, x: number, y: number): number;
    /** Gives the real engine its place back. */
    dispose(): void;
}
/**
 * Puts an engine for tests in the place of the real one.
 *
 * @example
 * ```ts
 * describe("the title", () => {
 *   let engine: TestEngine;
 *   beforeEach(() => { engine = createTestEngine({ width: 320, height: 180 }); });
 *   afterEach(() => engine.dispose());
 *
 *   it("begins the game on Enter", () => {
 *     startGame(); // calls onFrame
 *     engine.run();
 *     assert.ok(engine.showsText("Press Enter"));
 *     engine.tap("Enter");
 *     assert.equal(engine.spritesOf("hero.png").length, 1);
 *   });
 * });
 * ```
 */
export declare function createTestEngine(options?: TestEngineOptions): TestEngine;
