/// What a bundle of CommonJS files calls: two functions at its end, where they move no line.
///
/// Bundles overlap: each holds all that its file requires. Which of the copies runs is of no account, but it runs once, as in
/// Node.js: the `module` objects are kept beside the bundles, by path.
struct CommonJSRuntime {
  /// Makes the function that gives a file's exports.
  let once: String
  /// Is `require()` for what is not in the bundle.
  let require: String
  /// Gives esbuild's `require()` what one may have.
  let asRequire: String
  /// Gives the absolute path for one that is seen from the module's folder.
  let path: String
  private let prefix: String

  /// - Parameter code: the bundle, none of whose names are taken.
  init(for code: [UInt8]) {
    var prefix = "$commonJS"
    while code.firstOffset(of: Array(prefix.utf8)) != nil { prefix += "$" }
    self.prefix = prefix
    once = prefix
    require = prefix + "Require"
    asRequire = prefix + "AsRequire"
    path = prefix + "Path"
  }

  /// - Parameter imports: the modules that the files require. They are imported, so that there is one of each for the whole game;
  ///   they have run before the first of the files does.
  /// - Parameter missing: what is required, not there, and may be missing.
  func text(imports: [(specifier: String, isJSON: Bool)], missing: [String]) -> String {
    var text = ""
    var cases = ""
    for (index, imported) in imports.enumerated() {
      let quoted = JSONValue.quoted(imported.specifier)
      text += "import * as \(prefix)\(index) from \(quoted);\n"
      let value = imported.isJSON ? "\(prefix)\(index).default" : "\(prefix)Of(\(prefix)\(index))"
      cases += "    case \(quoted): return \(value);\n"
    }
    let missing = "[\(missing.map(JSONValue.quoted).joined(separator: ", "))]"
    return text + """
      function \(prefix)All() {
        return globalThis[Symbol.for("arcane.commonJS")] ??= new Map();
      }
      function \(once)(file) {
        return () => {
          const all = \(prefix)All();
          const known = all.get(file.path);
          if (known !== undefined) return known.exports;
          const filename = \(path)(file.steps);
          const module = { exports: {}, id: filename, filename, path: \(path)(file.steps + "/.."), loaded: false, children: [], paths: [] };
          all.set(file.path, module);
          let isWhole = false;
          try {
            (0, file[""])(module.exports, module);
            isWhole = module.loaded = true;
          } finally {
            if (!isWhole) all.delete(file.path);
          }
          return module.exports;
        };
      }
      function \(prefix)Of(module) {
        if ("module.exports" in module) return module["module.exports"];
        if (!("default" in module)) return module;
        const all = \(prefix)All();
        const known = all.get(module);
        if (known !== undefined) return known;
        const exports = Object.defineProperty({}, "__esModule", { value: true });
        for (const name of Reflect.ownKeys(module)) {
          if (typeof name === "string" && name !== "__esModule") Object.defineProperty(exports, name, { get: () => module[name], enumerable: true });
        }
        all.set(module, exports);
        return exports;
      }
      function \(path)(steps) {
        const folders = decodeURIComponent(import.meta.url).slice("file://".length).split("/").slice(0, -1);
        for (const step of steps.split("/")) step === ".." ? folders.pop() : folders.push(step);
        return folders.join("/") || "/";
      }
      function \(require)(specifier) {
        switch (specifier) {
      \(cases)  }
        const advice = \(missing).includes(specifier) ? "" : ": only what a require() names in its brackets is bundled";
        throw Object.assign(Error("Cannot find module '" + specifier + "'" + advice), { code: "MODULE_NOT_FOUND" });
      }
      function \(asRequire)(require) {
        return Object.assign(require, {
          cache: {}, extensions: {}, main: undefined,
          resolve(specifier) { throw Error("require.resolve(\\"" + specifier + "\\") has no answer: files are bundled here, and lie nowhere"); },
        });
      }

      """
  }
}
