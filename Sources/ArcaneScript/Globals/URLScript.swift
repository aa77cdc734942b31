extension PlatformScript {
  /// URL and URLSearchParams for what games do with them: absolute and relative references, queries. Host names are
  /// lower-cased and not translated to Punycode; IPv4 in odd notations is not normalized.
  static let url = #"""
    const encodeForm = (text) =>
      encodeURIComponent(text).replace(/%20/g, "+").replace(/[!'()~]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
    const decodeForm = (text) => {
      text = text.replaceAll("+", " ");
      try { return decodeURIComponent(text); } catch { return text; }
    };

    class URLSearchParams {
      #pairs = [];
      #changed = null;
      constructor(init = "") {
        if (typeof init === "object" && init !== null) {
          const pairs = typeof init[Symbol.iterator] === "function" ? init : Object.entries(init);
          for (const [key, value] of pairs) this.#pairs.push([String(key), String(value)]);
        } else {
          for (const part of String(init).replace(/^\?/, "").split("&")) {
            if (!part) continue;
            const end = part.indexOf("=");
            this.#pairs.push(end < 0 ? [decodeForm(part), ""] : [decodeForm(part.slice(0, end)), decodeForm(part.slice(end + 1))]);
          }
        }
      }
      static watched(text, changed) {
        const params = new URLSearchParams(text);
        params.#changed = changed;
        return params;
      }
      #update(pairs) { this.#pairs = pairs; this.#changed?.(this.toString()); }
      get size() { return this.#pairs.length; }
      append(key, value) { this.#update([...this.#pairs, [String(key), String(value)]]); }
      delete(key) { this.#update(this.#pairs.filter((pair) => pair[0] !== String(key))); }
      get(key) { return this.#pairs.find((pair) => pair[0] === String(key))?.[1] ?? null; }
      getAll(key) { return this.#pairs.filter((pair) => pair[0] === String(key)).map((pair) => pair[1]); }
      has(key) { return this.#pairs.some((pair) => pair[0] === String(key)); }
      set(key, value) {
        const index = this.#pairs.findIndex((pair) => pair[0] === String(key));
        if (index < 0) return this.append(key, value);
        this.#update(this.#pairs.filter((pair, at) => at <= index || pair[0] !== String(key))
          .map((pair, at) => (at === index ? [pair[0], String(value)] : pair)));
      }
      sort() { this.#update([...this.#pairs].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))); }
      forEach(body, self) { for (const [key, value] of this.#pairs) body.call(self, value, key, this); }
      *keys() { for (const pair of this.#pairs) yield pair[0]; }
      *values() { for (const pair of this.#pairs) yield pair[1]; }
      *entries() { for (const pair of this.#pairs) yield [...pair]; }
      [Symbol.iterator]() { return this.entries(); }
      toString() { return this.#pairs.map(([key, value]) => `${encodeForm(key)}=${encodeForm(value)}`).join("&"); }
    }
    const watchedParams = URLSearchParams.watched;
    delete URLSearchParams.watched;

    const defaultPorts = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21", "file:": "" };
    const escapeWith = (text, unsafe) =>
      text.replace(unsafe, (run) => { try { return encodeURIComponent(run); } catch { return "%EF%BF%BD"; } });
    const cleanPath = (path) => {
      const steps = path.split("/").slice(1), parts = [];
      for (const [index, step] of steps.entries()) {
        const isLast = index === steps.length - 1;
        if (/^(\.|%2e){2}$/i.test(step)) { parts.pop(); if (isLast) parts.push(""); }
        else if (/^(\.|%2e)$/i.test(step)) { if (isLast) parts.push(""); }
        else parts.push(escapeWith(step, /[^!-~]+|["<>`{}]+/g));
      }
      return "/" + parts.join("/");
    };
    const parse = (text, base) => {
      text = text.trim();
      const [, scheme, rest, , query, fragment] = /^([a-z][a-z0-9+.-]*:)?([^?#]*)(\?([^#]*))?(?:#(.*))?$/is.exec(text);
      const record = { scheme: (scheme ?? base?.scheme)?.toLowerCase(), user: "", host: "", port: "", path: "", query, fragment, opaque: false };
      if (record.scheme === undefined) throw new TypeError(`Invalid URL: ${text}`);
      if (scheme && !(record.scheme in defaultPorts) && !rest.startsWith("/")) {
        record.path = rest;
        record.opaque = true;
        return record;
      }
      if (!scheme && base.opaque && (rest || query !== undefined)) throw new TypeError(`Invalid URL: ${text}`);
      const authority = /^[/\\]{2}([^/\\]*)(.*)$/s.exec(rest);
      if (authority) {
        const match = /^(?:(.*)@)?(\[[0-9a-f:.]*\]|[^:@[\]\s]*)(?::(\d*))?$/i.exec(authority[1]);
        if (!match || Number(match[3] ?? 0) > 65535) throw new TypeError(`Invalid URL: ${text}`);
        record.user = match[1] ?? "";
        record.host = match[2].toLowerCase();
        record.port = match[3] && match[3] !== defaultPorts[record.scheme] ? String(Number(match[3])) : "";
        if (!record.host && record.scheme in defaultPorts && record.scheme !== "file:") throw new TypeError(`Invalid URL: ${text}`);
        record.path = cleanPath(authority[2] || "/");
      } else if (scheme && record.scheme !== "file:" && record.scheme in defaultPorts && base?.scheme !== record.scheme) {
        return parse(`${scheme}//${rest.replace(/^\/*/, "")}${text.slice(scheme.length + rest.length)}`);
      } else {
        const from = base && base.scheme === record.scheme ? base : undefined;
        if (from) [record.user, record.host, record.port] = [from.user, from.host, from.port];
        if (rest.startsWith("/") || !from) record.path = cleanPath(rest.startsWith("/") ? rest : "/" + rest);
        else if (rest) record.path = cleanPath(from.path.slice(0, from.path.lastIndexOf("/") + 1) + rest);
        else {
          record.path = from.path;
          record.opaque = from.opaque;
          if (query === undefined) record.query = from.query;
        }
      }
      if (record.query !== undefined) record.query = escapeWith(record.query, /[^!-~]+|["<>']+/g);
      if (record.fragment !== undefined) record.fragment = escapeWith(record.fragment, /[^!-~]+|["<>`]+/g);
      return record;
    };
    const records = new WeakMap();
    const withMark = (mark, text) => (text ? mark + text : "");

    define("URLSearchParams", URLSearchParams);
    define("URL", class URL {
      #params = null;
      constructor(text, base) {
        records.set(this, parse(String(text), base === undefined ? undefined : parse(String(base))));
      }
      static canParse(text, base) {
        try { return !!new URL(text, base); } catch { return false; }
      }
      get href() {
        const { scheme, user, path, query, fragment, opaque } = records.get(this);
        const authority = opaque ? "" : "//" + (user && user + "@") + this.host;
        return scheme + authority + path + (query === undefined ? "" : "?" + query) + (fragment === undefined ? "" : "#" + fragment);
      }
      set href(text) { records.set(this, parse(String(text))); this.#params = null; }
      get origin() { const { scheme } = records.get(this); return defaultPorts[scheme] ? `${scheme}//${this.host}` : "null"; }
      get protocol() { return records.get(this).scheme; }
      get username() { return records.get(this).user.split(":")[0]; }
      get password() { return records.get(this).user.split(":").slice(1).join(":"); }
      get host() { const { host, port } = records.get(this); return host + withMark(":", port); }
      get hostname() { return records.get(this).host; }
      get port() { return records.get(this).port; }
      get pathname() { return records.get(this).path; }
      set pathname(path) { const record = records.get(this); if (!record.opaque) record.path = cleanPath(String(path).replace(/^\/?/, "/")); }
      get search() { return withMark("?", records.get(this).query); }
      set search(text) { records.get(this).query = String(text).replace(/^\?/, "") || undefined; this.#params = null; }
      get hash() { return withMark("#", records.get(this).fragment); }
      set hash(text) { records.get(this).fragment = String(text).replace(/^#/, "") || undefined; }
      get searchParams() {
        return (this.#params ??= watchedParams(this.search, (query) => { records.get(this).query = query || undefined; }));
      }
      toString() { return this.href; }
      toJSON() { return this.href; }
    });

    """#
}
