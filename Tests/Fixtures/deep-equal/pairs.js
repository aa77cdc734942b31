// Pairs of values, and whether Node's assert.deepStrictEqual takes them for equal (20.20). Plain JavaScript, so that Node
// can be asked again: Tests/EndToEndTests/DeepEqualTests.swift does where there is one.
const key = Symbol.for("key");
const other = Symbol("other");
const make = (Class, fields) => Object.assign(new Class(), fields);
class Point { constructor(x) { this.x = x; } }
class Pixel { constructor(x) { this.x = x; } }
class List extends Array {}
class Scores extends Map {}
class Id extends Number {}
class Hidden { #value; constructor(value) { this.#value = value; } get value() { return this.#value; } }
const shared = () => {};
const cyclic = (name) => { const node = { name }; node.self = node; return node; };
const long = (length, name) => { // a cycle of so many objects
  const first = { name };
  let last = first;
  for (let count = 1; count < length; count += 1) last = last.next = { name };
  last.next = first;
  return first;
};
const withGetter = (get, enumerable = true) => Object.defineProperty({}, "value", { get, enumerable });
const fails = (message, fields) => Object.assign(new Error(message), fields);
const named = (message, name) => { const error = new Error(message); error.name = name; return error; };
const extra = (value, fields) => Object.assign(value, fields);
const tagged = (tag) => ({ [Symbol.toStringTag]: tag });
const hidden = (value) => Object.defineProperty({}, "x", { value, enumerable: false });
const self = (add) => { const value = add === "set" ? new Set() : new Map(); if (add === "set") value.add(value); else value.set("self", value); return value; };
const sparse = (...at) => { const list = []; for (const index of at) list[index] = index; return list; };
const lastIndex = (pattern, index) => { pattern.lastIndex = index; return pattern; };

/** [what, makes the one, makes the other, whether they are equal] */
export const pairs = [
  // Numbers and other primitives
  ["0 and -0", () => [0, -0], false],
  ["-0 and -0", () => [-0, -0], true],
  ["NaN", () => [NaN, NaN], true],
  ["a number and its text", () => [1, "1"], false],
  ["null and undefined", () => [null, undefined], false],
  ["null and an object", () => [null, {}], false],
  ["big integers", () => [10n, 10n], true],
  ["a big integer and a number", () => [10n, 10], false],
  ["registered symbols", () => [Symbol.for("a"), Symbol.for("a")], true],
  ["symbols with one name", () => [Symbol("a"), Symbol("a")], false],
  ["a function and itself", () => [shared, shared], true],
  ["two functions with one text", () => [() => {}, () => {}], false],
  ["true and 1", () => [true, 1], false],
  ["0 and -0 in an array", () => [[0], [-0]], false],
  ["0 and -0 in an object", () => [{ x: 0 }, { x: -0 }], false],
  ["NaN in an object", () => [{ x: NaN }, { x: NaN }], true],
  // Objects
  ["empty objects", () => [{}, {}], true],
  ["another order of keys", () => [{ a: 1, b: 2 }, { b: 2, a: 1 }], true],
  ["a key that is undefined and one that is not there", () => [{ a: undefined }, {}], false],
  ["two keys, each undefined where the other has its own", () => [{ a: undefined }, { b: undefined }], false],
  ["one key more", () => [{ a: 1 }, { a: 1, b: 2 }], false],
  ["nested", () => [{ a: { b: { c: [1, { d: 2 }] } } }, { a: { b: { c: [1, { d: 2 }] } } }], true],
  ["nested, another leaf", () => [{ a: { b: { c: [1, { d: 2 }] } } }, { a: { b: { c: [1, { d: 3 }] } } }], false],
  ["an object and an array", () => [{}, []], false],
  ["an object like an array", () => [{ 0: 1, length: 1 }, [1]], false],
  ["a property that is not enumerable", () => [hidden(1), hidden(2)], true],
  ["one enumerable, one not", () => [{ x: 1 }, hidden(1)], false],
  ["one enumerable, one not, as many keys", () => [{ x: 1 }, Object.assign(hidden(1), { y: 1 })], false],
  // Symbol keys
  ["symbol keys", () => [{ [key]: 1 }, { [key]: 1 }], true],
  ["symbol keys, another value", () => [{ [key]: 1 }, { [key]: 2 }], false],
  ["a symbol key that is missing", () => [{ [key]: 1 }, {}], false],
  ["a symbol key more", () => [{}, { [key]: 1 }], false],
  ["other symbol keys", () => [{ [key]: 1 }, { [other]: 1 }], false],
  ["a symbol key that is not enumerable", () => [Object.defineProperty({}, key, { value: 1 }), {}], true],
  ["symbol keys of an array", () => [extra([1], { [key]: 1 }), extra([1], { [key]: 2 })], false],
  ["symbol keys of a Map", () => [extra(new Map(), { [key]: 1 }), new Map()], false],
  // Prototypes
  ["instances of one class", () => [new Point(1), new Point(1)], true],
  ["instances of two classes", () => [new Point(1), new Pixel(1)], false],
  ["an instance and a plain object", () => [new Point(1), { x: 1 }], false],
  ["no prototype, both", () => [Object.create(null), Object.create(null)], true],
  ["no prototype, one", () => [Object.create(null), {}], false],
  ["inherited properties do not count", () => [Object.create({ a: 1 }), Object.create({ a: 1 })], false],
  ["one prototype", () => { const base = { a: 1 }; return [Object.create(base), Object.create(base)]; }, true],
  ["private fields", () => [new Hidden(1), new Hidden(2)], true],
  ["an array and a list of another class", () => [[1], List.from([1])], false],
  ["two lists of one class", () => [List.from([1]), List.from([1])], true],
  ["a Map and a Map of another class", () => [new Map(), new Scores()], false],
  ["an object with a Map's prototype and a Map", () => [Object.create(Map.prototype), new Map()], false],
  ["two objects with a Map's prototype", () => [Object.create(Map.prototype), Object.create(Map.prototype)], true],
  ["tags", () => [tagged("A"), tagged("A")], true],
  ["other tags", () => [tagged("A"), tagged("B")], false],
  ["a tag that lies", () => [tagged("Map"), new Map()], false],
  ["arguments and an array", () => [(function () { return arguments; })(1), [1]], false],
  ["arguments and arguments", () => [(function () { return arguments; })(1), (function () { return arguments; })(1)], true],
  // Getters and proxies
  ["getters with one result", () => [withGetter(() => 1), withGetter(() => 1)], true],
  ["getters with other results", () => [withGetter(() => 1), withGetter(() => 2)], false],
  ["a getter and a value", () => [withGetter(() => 1), { value: 1 }], true],
  ["getters that are not enumerable", () => [withGetter(() => 1, false), withGetter(() => 2, false)], true],
  ["a proxy and what it stands for", () => [new Proxy({ a: 1 }, {}), { a: 1 }], true],
  ["a proxy of an array and an array", () => [new Proxy([1, 2], {}), [1, 2]], true],
  // Arrays
  ["arrays", () => [[1, 2, 3], [1, 2, 3]], true],
  ["another order", () => [[1, 2], [2, 1]], false],
  ["a hole and undefined", () => [[, 1], [undefined, 1]], false],
  ["holes", () => [[, 1, , 2], [, 1, , 2]], true],
  ["a hole at the end", () => [[1, ,], [1]], false],
  ["holes at other places", () => [sparse(0, 2), sparse(1, 2)], false],
  ["sparse, far apart", () => [sparse(0, 100000), sparse(0, 100000)], true],
  ["sparse, another one in the middle", () => [sparse(0, 500, 1000), sparse(0, 501, 1000)], false],
  ["a property beside the elements", () => [extra([1], { name: "a" }), extra([1], { name: "a" })], true],
  ["another property beside the elements", () => [extra([1], { name: "a" }), extra([1], { name: "b" })], false],
  ["a property beside the elements of one", () => [extra([1], { name: "a" }), [1]], false],
  ["holes alone", () => [new Array(3), new Array(3)], true],
  ["holes and undefined alone", () => [new Array(2), [undefined, undefined]], false],
  ["a tag of an array", () => [extra([1], { [Symbol.toStringTag]: "A" }), [1]], false],
  // Sets
  ["sets", () => [new Set([1, 2]), new Set([2, 1])], true],
  ["sets, another element", () => [new Set([1, 2]), new Set([1, 3])], false],
  ["sets, one element more", () => [new Set([1]), new Set([1, 2])], false],
  ["sets of objects", () => [new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }])], true],
  ["sets of objects, another one", () => [new Set([{ a: 1 }]), new Set([{ a: 2 }])], false],
  ["sets of objects, one twice", () => [new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])], false],
  ["sets of objects and primitives", () => [new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])], true],
  ["a set of an object and a set of a primitive", () => [new Set([{}]), new Set([1])], false],
  ["sets of sets", () => [new Set([new Set([1]), new Set([2])]), new Set([new Set([2]), new Set([1])])], true],
  ["sets with 0 and -0", () => [new Set([0]), new Set([-0])], true],
  ["sets with NaN", () => [new Set([NaN]), new Set([NaN])], true],
  ["sets with one symbol", () => [new Set([key]), new Set([key])], true],
  ["a set and a Map", () => [new Set(), new Map()], false],
  ["a set and an array", () => [new Set([1]), [1]], false],
  ["properties of sets", () => [extra(new Set([1]), { a: 1 }), extra(new Set([1]), { a: 2 })], false],
  ["sets of functions", () => [new Set([shared]), new Set([shared])], true],
  ["sets of two functions", () => [new Set([() => {}]), new Set([() => {}])], false],
  ["sets of null and undefined", () => [new Set([null, undefined]), new Set([undefined, null])], true],
  // Maps
  ["Maps, another order", () => [new Map([[1, "a"], [2, "b"]]), new Map([[2, "b"], [1, "a"]])], true],
  ["Maps, another value", () => [new Map([[1, "a"]]), new Map([[1, "b"]])], false],
  ["Maps, another key", () => [new Map([[1, "a"]]), new Map([[2, "a"]])], false],
  ["Maps with objects as keys", () => [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])], true],
  ["Maps with objects as keys, another value", () => [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 3]])], false],
  ["Maps with objects as keys, another key", () => [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 2 }, 2]])], false],
  ["Maps with equal keys and values in turns", () => [new Map([[{ a: 1 }, 1], [{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2], [{ a: 1 }, 1]])], true],
  ["Maps with arrays as keys", () => [new Map([[[1, 2], "x"]]), new Map([[[1, 2], "x"]])], true],
  ["Maps with undefined as value and a missing key", () => [new Map([["a", undefined]]), new Map([["b", undefined]])], false],
  ["Maps with NaN as key", () => [new Map([[NaN, 1]]), new Map([[NaN, 1]])], true],
  ["Maps with null as key", () => [new Map([[null, 1]]), new Map([[undefined, 1]])], false],
  ["Maps with a number and its text as key", () => [new Map([[1, 1]]), new Map([["1", 1]])], false],
  ["Maps of Maps", () => [new Map([["a", new Map([[{}, 1]])]]), new Map([["a", new Map([[{}, 1]])]])], true],
  ["Maps with 0 and -0 as value", () => [new Map([["a", 0]]), new Map([["a", -0]])], false],
  ["a key that is an object in one and a primitive in the other", () => [new Map([[{}, 1], [1, 1]]), new Map([[1, 1], [2, 1]])], false],
  ["a mixed Map", () => [new Map([[{ k: 1 }, 1], ["b", 2]]), new Map([["b", 2], [{ k: 1 }, 1]])], true],
  ["Maps with functions as keys", () => [new Map([[() => {}, 1]]), new Map([[() => {}, 1]])], false],
  ["Maps with 0 and -0 as key", () => [new Map([[0, 1]]), new Map([[-0, 1]])], true],
  ["Maps without a prototype", () => [Object.setPrototypeOf(new Map([[1, 2]]), null), Object.setPrototypeOf(new Map([[1, 3]]), null)], true],
  ["Maps of one class", () => [new Scores([[1, 2]]), new Scores([[1, 3]])], false],
  // Boxed values
  ["boxed numbers", () => [new Number(1), new Number(1)], true],
  ["other boxed numbers", () => [new Number(1), new Number(2)], false],
  ["boxed 0 and -0", () => [new Number(0), new Number(-0)], false],
  ["boxed NaN", () => [new Number(NaN), new Number(NaN)], true],
  ["a boxed number and a number", () => [new Number(1), 1], false],
  ["boxed texts", () => [new String("a"), new String("a")], true],
  ["other boxed texts", () => [new String("a"), new String("b")], false],
  ["boxed truths", () => [new Boolean(true), new Boolean(false)], false],
  ["boxed symbols", () => [Object(key), Object(key)], true],
  ["other boxed symbols", () => [Object(key), Object(other)], false],
  ["boxed big integers", () => [Object(1n), Object(2n)], false],
  ["a boxed number and a boxed text", () => [new Number(1), new String("1")], false],
  ["properties of boxed values", () => [extra(new Number(1), { a: 1 }), new Number(1)], false],
  ["boxed numbers of a class", () => [new Id(1), new Id(2)], false],
  // Dates and patterns
  ["dates", () => [new Date(5), new Date(5)], true],
  ["other dates", () => [new Date(5), new Date(6)], false],
  ["an object with a date's prototype", () => [Object.create(Date.prototype), new Date()], false],
  ["a date and its number", () => [new Date(5), 5], false],
  ["properties of dates", () => [extra(new Date(5), { a: 1 }), new Date(5)], false],
  ["invalid dates", () => [new Date(NaN), new Date(NaN)], false],
  ["patterns", () => [/a/g, /a/g], true],
  ["other flags", () => [/a/g, /a/i], false],
  ["other sources", () => [/a/, /b/], false],
  ["patterns that stand elsewhere", () => [lastIndex(/a/g, 0), lastIndex(/a/g, 3)], false],
  ["a pattern and an object", () => [/a/, {}], false],
  // Errors
  ["errors", () => [new Error("a"), new Error("a")], true],
  ["other messages", () => [new Error("a"), new Error("b")], false],
  ["other classes of errors", () => [new Error("a"), new TypeError("a")], false],
  ["other names of errors", () => [named("a", "A"), named("a", "B")], false],
  ["properties of errors", () => [fails("a", { code: 1 }), fails("a", { code: 2 })], false],
  ["equal properties of errors", () => [fails("a", { code: 1 }), fails("a", { code: 1 })], true],
  ["other causes", () => [new Error("a", { cause: 1 }), new Error("a", { cause: 2 })], false],
  ["equal causes", () => [new Error("a", { cause: { b: 1 } }), new Error("a", { cause: { b: 1 } })], true],
  ["other errors in one", () => [new AggregateError([1], "a"), new AggregateError([2], "a")], false],
  ["equal errors in one", () => [new AggregateError([new Error("b")], "a"), new AggregateError([new Error("b")], "a")], true],
  ["a message that is enumerable", () => [Object.defineProperty(new Error("a"), "message", { enumerable: true }), new Error("a")], false],
  ["other stacks", () => [new Error("a"), extra(new Error("a"), {})], true],
  ["an object with an error's prototype", () => [Object.create(Error.prototype), new Error()], false],
  ["an error and an object", () => [new Error("a"), { message: "a" }], false],
  // Bytes
  ["typed arrays", () => [new Uint8Array([1, 2]), new Uint8Array([1, 2])], true],
  ["typed arrays, another element", () => [new Uint8Array([1, 2]), new Uint8Array([1, 3])], false],
  ["typed arrays of two kinds", () => [new Uint8Array([1]), new Int8Array([1])], false],
  ["a typed array and an array", () => [new Uint8Array([1]), [1]], false],
  ["floats with NaN", () => [new Float32Array([NaN]), new Float32Array([NaN])], true],
  ["floats with 0 and -0", () => [new Float32Array([0]), new Float32Array([-0])], false],
  ["doubles with 0 and -0", () => [new Float64Array([0]), new Float64Array([-0])], false],
  ["typed arrays of other lengths", () => [new Uint8Array(2), new Uint8Array(3)], false],
  ["parts of buffers", () => [new Uint8Array([9, 1, 2]).subarray(1), new Uint8Array([1, 2, 9]).subarray(0, 2)], true],
  ["properties of typed arrays", () => [extra(new Uint8Array(1), { a: 1 }), new Uint8Array(1)], false],
  ["big integers in typed arrays", () => [new BigInt64Array([1n]), new BigInt64Array([2n])], false],
  ["buffers", () => [new Uint8Array([1, 2]).buffer, new Uint8Array([1, 2]).buffer], true],
  ["other buffers", () => [new Uint8Array([1, 2]).buffer, new Uint8Array([1, 3]).buffer], false],
  ["buffers of other lengths", () => [new ArrayBuffer(1), new ArrayBuffer(2)], false],
  ["views of data", () => [new DataView(new Uint8Array([1, 2]).buffer), new DataView(new Uint8Array([1, 2]).buffer)], true],
  ["other views of data", () => [new DataView(new Uint8Array([1, 2]).buffer), new DataView(new Uint8Array([1, 3]).buffer)], false],
  ["a view of data and a typed array", () => [new DataView(new ArrayBuffer(1)), new Uint8Array(1)], false],
  ["shared buffers", () => [new SharedArrayBuffer(2), new SharedArrayBuffer(2)], true],
  ["a shared buffer and a buffer", () => [new SharedArrayBuffer(2), new ArrayBuffer(2)], false],
  // Cycles
  ["cycles", () => [cyclic("a"), cyclic("a")], true],
  ["cycles with another name", () => [cyclic("a"), cyclic("b")], false],
  ["a cycle and none", () => [cyclic("a"), { name: "a", self: { name: "a" } }], false],
  ["a cycle of one and of two", () => [long(1, "a"), long(2, "a")], true],
  ["cycles of two", () => [long(2, "a"), long(2, "a")], true],
  ["a cycle of two and of three", () => [long(2, "a"), long(3, "a")], true],
  ["an array in itself", () => { const a = [1]; a.push(a); const b = [1]; b.push(b); return [a, b]; }, true],
  ["a Map in itself", () => [self("map"), self("map")], true],
  ["a set in itself", () => [self("set"), self("set")], true],
  ["each holds the other", () => { const a = {}; const b = {}; a.to = b; b.to = a; return [a, b]; }, true],
  ["one object at two places", () => { const one = {}; return [{ a: one, b: one }, { a: {}, b: {} }]; }, true],
  // What has no content that could be compared
  ["promises", () => [Promise.resolve(1), Promise.resolve(2)], true],
  ["weak maps", () => [new WeakMap(), new WeakMap()], true],
  ["classes", () => [Point, Pixel], false],
  ["a class and itself", () => [Point, Point], true],
  ["properties of functions", () => [extra(() => {}, { a: 1 }), extra(() => {}, { a: 1 })], false],
  ["made objects", () => [make(Point, { y: 1 }), make(Point, { y: 1 })], true],
  ["generators", () => [(function* () {})(), (function* () {})()], false],
];
