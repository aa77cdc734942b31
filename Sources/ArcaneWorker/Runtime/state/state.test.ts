import { assert, describe, gen, it, property } from "../testing/index.ts";
import { type Change, derive, diff, getPath, produce, query, Store } from "./index.ts";

describe("produce", () => {
  it("changes a copy, shares what was not touched, and freezes the result", () => {
    const base = { hero: { x: 1, items: ["key"] }, map: { cells: [1, 2, 3] } };
    const next = produce(base, (draft) => {
      draft.hero.x = 5;
      draft.hero.items.push("sword");
    });
    assert.deepEqual(base, { hero: { x: 1, items: ["key"] }, map: { cells: [1, 2, 3] } });
    assert.deepEqual(next, { hero: { x: 5, items: ["key", "sword"] }, map: { cells: [1, 2, 3] } });
    assert.ok(next.map === base.map);
    assert.throws(() => {
      next.hero.x = 9;
    }, TypeError);
  });

  it("gives back the very same value when nothing changes", () => {
    const base = { a: { b: 1 }, list: [1, 2] };
    assert.ok(produce(base, (draft) => {
      draft.a.b = 1;
      void draft.list.length;
      void draft.list.map((n) => n);
    }) === base);
  });

  it("supports what arrays and objects can do", () => {
    const base = { list: [3, 1, 2], map: { a: 1, b: 2 } as Record<string, number> };
    const next = produce(base, (draft) => {
      draft.list.sort();
      draft.list.splice(1, 1, 7, 8);
      draft.list.unshift(0);
      delete draft.map["a"];
      draft.map["c"] = Object.keys(draft.map).length;
      assert.ok(!("a" in draft.map));
      assert.ok(Array.isArray(draft.list));
      assert.equal(JSON.stringify(draft), '{"list":[0,1,7,8,3],"map":{"b":2,"c":1}}');
    });
    assert.deepEqual(next, { list: [0, 1, 7, 8, 3], map: { b: 2, c: 1 } });
    assert.deepEqual(base.list, [3, 1, 2]);
  });

  it("moves parts of the draft to other places, changes before and after included", () => {
    const base = { hand: [{ id: 1, cost: 1 }, { id: 2, cost: 2 }], discard: [] as { id: number; cost: number }[] };
    const next = produce(base, (draft) => {
      const card = draft.hand.shift()!;
      card.cost = 10;
      draft.discard.push(card);
      card.cost += 1;
      draft.hand[0]!.cost = 5;
    });
    assert.deepEqual(next, { hand: [{ id: 2, cost: 5 }], discard: [{ id: 1, cost: 11 }] });
    assert.deepEqual(base.hand, [{ id: 1, cost: 1 }, { id: 2, cost: 2 }]);
  });

  it("swaps and wraps parts of the draft", () => {
    const next = produce({ a: { n: 1 }, b: { n: 2 }, all: [] as unknown[] }, (draft) => {
      [draft.a, draft.b] = [draft.b, draft.a];
      draft.a.n = 20;
      draft.all = [{ inner: draft.b }];
    });
    assert.deepEqual(next, { a: { n: 20 }, b: { n: 1 }, all: [{ inner: { n: 1 } }] });
  });

  it("takes a whole new value, and works on what is no object", () => {
    assert.deepEqual(produce({ a: 1 }, () => ({ a: 2 })), { a: 2 });
    assert.equal(produce(3, (n) => n + 1), 4);
  });

  it("leaves instances of classes alone", () => {
    class Point {
      constructor(public x: number) {}
    }
    const point = new Point(1);
    assert.ok(produce({ point, n: 0 }, (draft) => {
      draft.n = 1;
    }).point === point);
  });

  it("does to any array what the same steps do to a plain copy", () => {
    const steps = gen.array(gen.tuple(gen.int(0, 5), gen.int(0, 6), gen.int(0, 99)), 0, 12);
    property(gen.tuple(gen.array(gen.int(0, 9), 0, 6), steps), ([list, todo]) => {
      const act = (items: number[]): void => {
        for (const [kind, at, value] of todo) {
          if (kind === 0) items.push(value);
          else if (kind === 1) items.pop();
          else if (kind === 2) items.splice(at, 1, value);
          else if (kind === 3) items.reverse();
          else if (kind === 4) items.unshift(value);
          else if (at < items.length) items[at] = value;
        }
      };
      const plain = [...list];
      act(plain);
      const before = [...list];
      const { items } = produce({ items: list }, (draft) => act(draft.items));
      assert.deepEqual(items, plain);
      assert.deepEqual(list, before);
    }, { runs: 300 });
  });
});

describe("diff", () => {
  it("tells what was added, removed and changed, and where", () => {
    const changes = diff({ a: 1, b: { c: [1, 2] }, gone: 0 }, { a: 2, b: { c: [1, 3, 4] }, come: null });
    assert.deepEqual(changes, [
      { path: "a", kind: "changed", before: 1, after: 2 },
      { path: "b.c.1", kind: "changed", before: 2, after: 3 },
      { path: "b.c.2", kind: "added", before: undefined, after: 4 },
      { path: "gone", kind: "removed", before: 0, after: undefined },
      { path: "come", kind: "added", before: undefined, after: null },
    ]);
    assert.deepEqual(diff({ a: NaN }, { a: NaN }), []);
    assert.deepEqual(diff(1, 2), [{ path: "", kind: "changed", before: 1, after: 2 }]);
    assert.equal(diff({ a: [] }, { a: {} })[0]!.path, "a");
  });
});

describe("query", () => {
  const game = { enemies: [{ hp: 3, pos: { x: 1 } }, { hp: 0, pos: { x: 2 } }], hero: { hp: 9 } };

  it("finds single places", () => {
    assert.equal(getPath(game, "enemies.1.pos.x"), 2);
    assert.equal(getPath(game, "enemies.7.hp"), undefined);
    assert.equal(getPath(game, "hero.toString"), undefined, "nothing inherited");
    assert.ok(getPath(game, "") === game);
  });

  it("finds all places that a pattern fits", () => {
    assert.deepEqual(query(game, "enemies.*.hp"), [{ path: "enemies.0.hp", value: 3 }, { path: "enemies.1.hp", value: 0 }]);
    assert.deepEqual(query(game, "**.hp").map(({ path }) => path), ["enemies.0.hp", "enemies.1.hp", "hero.hp"]);
    assert.deepEqual(query(game, "*.hp"), [{ path: "hero.hp", value: 9 }]);
    assert.deepEqual(query(game, "nothing.*"), []);
  });
});

describe("Store", () => {
  it("changes all or nothing", () => {
    const store = new Store({ gold: 5, items: [] as string[] });
    const before = store.state;
    assert.throws(() =>
      store.transact((draft) => {
        draft.gold -= 3;
        draft.items.push("potion");
        throw new Error("too heavy");
      }), /too heavy/);
    assert.ok(store.state === before);
    assert.equal(store.undoCount, 0);
    store.transact((draft) => void (draft.gold -= 1));
    assert.equal(store.state.gold, 4);
  });

  it("undoes and redoes, and forgets what was undone when something new happens", () => {
    const store = new Store({ n: 0 });
    for (let i = 1; i <= 3; i += 1) store.transact((draft) => void (draft.n = i), `to ${i}`);
    assert.equal(store.undoLabel, "to 3");
    assert.ok(store.undo() && store.undo());
    assert.equal(store.state.n, 1);
    assert.ok(store.redo());
    assert.equal(store.state.n, 2);
    assert.equal(store.redoCount, 1);
    store.transact((draft) => void (draft.n = 9));
    assert.ok(!store.redo());
    assert.ok(store.undo() && store.undo() && store.undo());
    assert.ok(!store.undo());
    assert.equal(store.state.n, 0);
  });

  it("keeps no more history than told", () => {
    const store = new Store({ n: 0 }, { history: 2 });
    for (let i = 1; i <= 5; i += 1) store.transact((draft) => void (draft.n = i));
    assert.equal(store.undoCount, 2);
    const forgetful = new Store({ n: 0 }, { history: 0 });
    forgetful.transact((draft) => void (draft.n = 1));
    assert.ok(!forgetful.undo());
  });

  it("counts a transaction that changes nothing as none", () => {
    const store = new Store({ n: 1 });
    let told = 0;
    store.subscribe(() => void (told += 1));
    assert.deepEqual(store.transact((draft) => void (draft.n = 1)), []);
    assert.equal(told, 0);
    assert.equal(store.undoCount, 0);
  });

  it("tells observers what they watch, and subscribers everything", () => {
    const store = new Store({ hero: { hp: 3 }, turn: 0 });
    const seen: number[][] = [];
    const changes: Change[] = [];
    const stop = store.observe((state) => state.hero.hp, (now, before) => void seen.push([before, now]));
    store.subscribe((list) => void changes.push(...list));
    store.transact((draft) => void (draft.turn += 1));
    store.transact((draft) => void (draft.hero.hp -= 1));
    store.undo();
    stop();
    store.transact((draft) => void (draft.hero.hp = 0));
    assert.deepEqual(seen, [[3, 2], [2, 3]]);
    assert.deepEqual(changes.map(({ path, after }) => `${path}=${after}`), ["turn=1", "hero.hp=2", "hero.hp=3", "hero.hp=0"]);
  });

  it("lets an observer begin a transaction, but not a transaction another", () => {
    const store = new Store({ a: 0, b: 0 });
    store.observe((state) => state.a, (a) => store.transact((draft) => void (draft.b = a * 2)));
    store.transact((draft) => void (draft.a = 4));
    assert.equal(store.state.b, 8);
    assert.throws(() => store.transact(() => void store.transact(() => {})), /a transaction is going on/);
    store.transact((draft) => void (draft.a = 5));
    assert.equal(store.state.b, 10);
  });

  it("begins anew with reset", () => {
    const store = new Store({ n: 0 });
    store.transact((draft) => void (draft.n = 1));
    store.reset({ n: 50 });
    assert.equal(store.state.n, 50);
    assert.ok(!store.undo());
    assert.equal(store.get("n"), 50);
    assert.deepEqual(store.query("*"), [{ path: "n", value: 50 }]);
  });

  it("leads any number of undos back to the beginning", () => {
    property(gen.array(gen.tuple(gen.int(0, 3), gen.int(0, 9)), 0, 20), (writes) => {
      const store = new Store<{ cells: number[] }>({ cells: [0, 0, 0, 0] });
      const states = [store.state];
      for (const [at, value] of writes) {
        if (store.transact((draft) => void (draft.cells[at] = value)).length > 0) states.push(store.state);
      }
      for (const state of states.reverse()) {
        assert.ok(store.state === state);
        store.undo();
      }
    });
  });
});

describe("derive", () => {
  it("computes again only when its input changes", () => {
    const store = new Store({ list: [1, 2], other: 0 });
    let computed = 0;
    const total = derive((state: typeof store.state) => state.list, (list) => {
      computed += 1;
      return list.reduce((sum, n) => sum + n, 0);
    });
    assert.equal(total(store.state), 3);
    store.transact((draft) => void (draft.other = 1));
    assert.equal(total(store.state), 3);
    assert.equal(computed, 1);
    store.transact((draft) => void draft.list.push(4));
    assert.equal(total(store.state), 7);
    assert.equal(computed, 2);
  });
});
