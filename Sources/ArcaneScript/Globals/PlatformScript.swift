import CPlatformScript

/// The web platform globals that games expect, in JavaScript so that they become part of the snapshot. It is one
/// function, which receives the native functions and returns the host's hooks.
enum PlatformScript {
  static let source =
    "(native) => {\n'use strict';\n" + console + timers + text + crypto + clone + url + hooks + "\n}"

  /// Values as text and the console, from files of their own (Sources/CPlatformScript).
  private static let console = String(
    decoding: UnsafeRawBufferPointer(start: arcane_platform_script(), count: arcane_platform_script_size()), as: UTF8.self)

  /// Transferred buffers are copied like the rest, and the originals detached: script sees no difference.
  static let clone = #"""
    const cannotClone = (message) =>
      typeof DOMException === "function" ? new DOMException(message, "DataCloneError")
        : Object.assign(new Error(message), { name: "DataCloneError" });
    define("structuredClone", function structuredClone(value) {
      if (arguments.length === 0) throw new TypeError("structuredClone needs a value");
      const transfer = arguments[1]?.transfer === undefined ? [] : [...arguments[1].transfer];
      if (new Set(transfer).size < transfer.length) throw cannotClone("an object is in the list of what to transfer twice");
      if (!transfer.every((buffer) => native.detach(buffer, true))) {
        throw cannotClone("only an ArrayBuffer that owns its memory can be transferred");
      }
      let clone;
      try { clone = native.clone(value); } catch (error) {
        throw error?.name === "DataCloneError" ? cannotClone(error.message) : error;
      }
      for (const buffer of transfer) native.detach(buffer, false);
      return clone;
    });

    """#

  /// What the host calls. `resolve` is `import.meta.resolve`: the module's import map, then URLs.
  static let hooks = #"""
    const ops = {};
    define("Deno", { core: { ops } });

    const resolve = (specifier, base) => {
      specifier = String(specifier);
      const mapped = native.resolveImport(specifier, base);
      if (mapped !== undefined) return mapped;
      if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) return specifier;
      if (!/^\.{0,2}\//.test(specifier)) throw new TypeError(`cannot resolve "${specifier}" imported by ${base}`);
      const [, origin, path] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/i.exec(base) ?? [, "file://", "/"];
      const steps = (specifier[0] === "/" ? specifier : path.slice(0, path.lastIndexOf("/") + 1) + specifier).split("/");
      const parts = [];
      for (const step of steps.slice(1)) {
        if (step === "..") parts.pop();
        else if (step !== ".") parts.push(step);
      }
      if (/^\.{1,2}$/.test(steps[steps.length - 1])) parts.push("");
      return origin + "/" + parts.join("/");
    };

    const importMeta = (meta, url, main) => {
      meta.url = url;
      meta.main = main;
      if (url.startsWith("file://")) {
        let path = url.slice(7).replace(/[?#].*$/s, "");
        try { path = decodeURIComponent(path); } catch {}
        meta.filename = path;
        meta.dirname = path.slice(0, Math.max(path.lastIndexOf("/"), 1));
      }
      meta.resolve = (specifier) => resolve(specifier, url);
    };

    // Where in a value the thing is that cannot be cloned, and what it is; "" when nothing is found.
    const findUncloneable = (root) => {
      const seen = new Set();
      const pending = [["value", root]];
      while (pending.length) {
        const [path, value] = pending.pop();
        if (typeof value === "function") return `${path} is a function` + (value.name ? ` named ${value.name}` : "");
        if (typeof value === "symbol") return `${path} is a symbol`;
        if (typeof value !== "object" || value === null || seen.has(value)) continue;
        seen.add(value);
        if (value instanceof Promise) return `${path} is a promise`;
        if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) {
          return `${path} is a ${value.constructor.name}`;
        }
        if (value instanceof Map) {
          for (const [key, item] of value) {
            pending.push([`${path}.get(${typeof key === "string" ? JSON.stringify(key) : "..."})`, item]);
            pending.push([`a key of ${path}`, key]);
          }
        } else if (value instanceof Set) {
          for (const item of value) pending.push([`an element of ${path}`, item]);
        } else if (!ArrayBuffer.isView(value)) {
          for (const key of Object.keys(value)) {
            const step = Array.isArray(value) ? `[${key}]`
              : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
            pending.push([path + step, value[key]]);
          }
        }
      }
      return "";
    };

    const setGlobal = (name, value) => { globalThis[name] = value; };

    return {
      ops, importMeta, runTimer, nextTimer, nextNewTimer, runAnimationFrame, lastCallback, waitingFrames, findUncloneable, setGlobal,
      prepareStack, framesOf, inspect,
    };
    """#
}
