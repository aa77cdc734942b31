/// The functions that a bundle of CommonJS files calls, as JavaScript. They are appended to it, so that no line moves.
///
/// Bundles overlap: each contains everything that its file requires. A file is evaluated once all the same, as in Node.js: the
/// `module` objects of all bundles are in one map, by path.
struct CommonJSRuntime {
  /// Takes a file's function; returns the one that evaluates it at the first call and gives its exports.
  let define: String
  /// `require()` for what is not in the bundle.
  let require: String
  /// Adds `cache`, `resolve` and the like to esbuild's `require()`.
  let asRequire: String
  /// Makes an absolute path of one that is relative to the module's folder.
  let path: String
  private let prefix: String

  /// - Parameter code: the bundle, none of whose names are taken.
  init(for code: [UInt8]) {
    var prefix = "$commonJS"
    while code.firstOffset(of: Array(prefix.utf8)) != nil { prefix += "$" }
    self.prefix = prefix
    define = prefix
    require = prefix + "Require"
    asRequire = prefix + "AsRequire"
    path = prefix + "Path"
  }

  /// - Parameters:
  ///   - imports: the modules that the files require. The bundle imports them, so that the game and the files share them; they are
  ///     evaluated before the first of the files.
  ///   - missing: specifiers of optional requires that lead nowhere.
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
      function \(define)(file) {
        return () => {
          const all = \(prefix)All();
          const known = all.get(file.path);
          if (known !== undefined) return known.exports;
          const filename = \(path)(file.steps);
          const module = { exports: {}, id: filename, filename, path: \(path)(file.steps + "/.."), loaded: false, children: [], paths: [] };
          all.set(file.path, module);
          let isDone = false;
          try {
            (0, file[""])(module.exports, module);
            isDone = module.loaded = true;
          } finally {
            if (!isDone) all.delete(file.path);
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
        const advice = \(missing).includes(specifier) ? "" : ": only paths that are literals in a require() are bundled";
        throw Object.assign(Error("Cannot find module '" + specifier + "'" + advice), { code: "MODULE_NOT_FOUND" });
      }
      function \(asRequire)(require) {
        return Object.assign(require, {
          cache: {}, extensions: {}, main: undefined,
          resolve() { throw Error("require.resolve() is not supported: CommonJS files are bundled"); },
        });
      }

      """
  }
}
