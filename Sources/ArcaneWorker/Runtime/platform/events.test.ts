import { assert, describe, it } from "../testing/index.ts";

describe("EventTarget", () => {
  it("calls the listeners that there are, in their order, capturing ones first, each once", () => {
    const target = new EventTarget();
    const calls: string[] = [];
    const again = () => void calls.push("again");
    target.addEventListener("hit", again);
    target.addEventListener("hit", again);
    target.addEventListener("hit", () => void calls.push("capture"), true);
    target.addEventListener("hit", { handleEvent: () => void calls.push("object") }, { once: true });
    target.addEventListener("hit", function (this: EventTarget, event: Event) {
      calls.push(`${this === target} ${event.target === target} ${event.currentTarget === target} ${event.eventPhase}`);
      target.addEventListener("hit", () => void calls.push("late"), { once: true });
    }, { once: true });
    target.addEventListener("miss", () => void calls.push("miss"));
    const event = new Event("hit");
    assert.equal(target.dispatchEvent(event), true);
    assert.deepEqual(calls, ["capture", "again", "object", "true true true 2"]);
    assert.equal(event.currentTarget, null);
    calls.length = 0;
    target.dispatchEvent(new Event("hit"));
    assert.deepEqual(calls, ["capture", "again", "late"]);
  });

  it("leaves out a listener that another one has removed", () => {
    const target = new EventTarget();
    let count = 0;
    const second = () => (count += 1);
    target.addEventListener("x", () => target.removeEventListener("x", second));
    target.addEventListener("x", second);
    target.dispatchEvent(new Event("x"));
    assert.equal(count, 0);
  });

  it("lets an event be canceled if it may be, and not by a passive listener", () => {
    const target = new EventTarget();
    const prevent = (event: Event) => event.preventDefault();
    target.addEventListener("x", prevent, { passive: true });
    assert.equal(target.dispatchEvent(new Event("x", { cancelable: true })), true);
    target.removeEventListener("x", prevent);
    target.addEventListener("x", prevent);
    assert.equal(target.dispatchEvent(new Event("x", { cancelable: true })), false);
    assert.equal(target.dispatchEvent(new Event("x")), true);
  });

  it("stops where a listener says so", () => {
    const target = new EventTarget();
    let count = 0;
    target.addEventListener("x", (event: Event) => {
      count += 1;
      event.stopImmediatePropagation();
    });
    target.addEventListener("x", () => void (count += 10));
    target.dispatchEvent(new Event("x"));
    assert.equal(count, 1);
  });

  it("refuses an event that is under way", () => {
    const target = new EventTarget();
    let refusal: unknown;
    target.addEventListener("x", (event: Event) => {
      try {
        target.dispatchEvent(event);
      } catch (error) {
        refusal = error;
      }
    });
    target.dispatchEvent(new Event("x"));
    assert.ok(refusal instanceof DOMException && refusal.name === "InvalidStateError");
  });

  it("can be the base of a class, and carries details", () => {
    class Player extends EventTarget {
      score = 0;
    }
    const player = new Player();
    player.addEventListener("score", (event: CustomEvent<number>) => void (player.score += event.detail));
    player.dispatchEvent(new CustomEvent("score", { detail: 5 }));
    assert.equal(player.score, 5);
    assert.equal(new CustomEvent("x").detail, null);
  });
});

describe("AbortController", () => {
  it("aborts once, with a reason, and tells its signal", () => {
    const controller = new AbortController();
    const { signal } = controller;
    let told = 0;
    signal.onabort = () => void (told += 1);
    signal.addEventListener("abort", () => void (told += 10));
    signal.throwIfAborted();
    controller.abort();
    controller.abort("later");
    assert.equal(told, 11);
    assert.ok(signal.reason instanceof DOMException);
    assert.equal(`${signal.reason}`, "AbortError: This operation was aborted");
    assert.equal(signal.reason.code, 20);
    assert.match(signal.reason.stack ?? "", /^AbortError: This operation was aborted\n/);
    assert.throws(() => signal.throwIfAborted(), "aborted");
    assert.equal(AbortSignal.abort("why").reason, "why");
    assert.throws(() => new (AbortSignal as unknown as new () => AbortSignal)(), TypeError);
  });

  it("takes listeners away", () => {
    const target = new EventTarget();
    const controller = new AbortController();
    let count = 0;
    target.addEventListener("x", () => void (count += 1), { signal: controller.signal });
    target.dispatchEvent(new Event("x"));
    controller.abort();
    target.dispatchEvent(new Event("x"));
    target.addEventListener("x", () => void (count += 1), { signal: controller.signal });
    target.dispatchEvent(new Event("x"));
    assert.equal(count, 1);
  });

  it("aborts after a time", async () => {
    const signal = AbortSignal.timeout(1);
    await new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
    assert.equal(signal.reason.name, "TimeoutError");
    assert.throws(() => AbortSignal.timeout(-1), TypeError);
  });

  it("any follows the first of its sources, through others of its kind", () => {
    const [a, b, c] = [new AbortController(), new AbortController(), new AbortController()];
    const any = AbortSignal.any([AbortSignal.any([a.signal, b.signal]), c.signal]);
    const silent = AbortSignal.any([b.signal]);
    const told: string[] = [];
    c.signal.addEventListener("abort", () => void told.push(`source, any is ${any.aborted}`));
    any.addEventListener("abort", () => void told.push(`any ${any.reason}`));
    c.abort("c");
    b.abort("b");
    assert.deepEqual(told, ["source, any is true", "any c"]);
    assert.equal(any.reason, "c");
    assert.equal(silent.reason, "b");
    assert.equal(AbortSignal.any([a.signal, AbortSignal.abort(1)]).reason, 1);
    assert.equal(AbortSignal.any([]).aborted, false);
  });
});
