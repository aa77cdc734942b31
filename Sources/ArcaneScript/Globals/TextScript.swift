extension PlatformScript {
  /// TextEncoder, TextDecoder (UTF-8 only), atob, btoa.
  static let text = #"""
    define("TextEncoder", class TextEncoder {
      get encoding() { return "utf-8"; }
      encode(text = "") { return native.encodeText(String(text)); }
      encodeInto(text, target) {
        let read = 0, written = 0;
        for (const character of String(text)) {
          const bytes = native.encodeText(character);
          if (written + bytes.length > target.length) break;
          target.set(bytes, written);
          written += bytes.length;
          read += character.length;
        }
        return { read, written };
      }
    });

    define("TextDecoder", class TextDecoder {
      #fatal; #ignoreBOM; #rest = new Uint8Array(0); #begun = false;
      constructor(label = "utf-8", { fatal = false, ignoreBOM = false } = {}) {
        if (!/^\s*(unicode-1-1-)?utf-?8\s*$/i.test(String(label))) {
          throw new RangeError(`TextDecoder knows utf-8 only, not "${label}"`);
        }
        this.#fatal = !!fatal;
        this.#ignoreBOM = !!ignoreBOM;
      }
      get encoding() { return "utf-8"; }
      get fatal() { return this.#fatal; }
      get ignoreBOM() { return this.#ignoreBOM; }
      decode(input = new Uint8Array(0), { stream = false } = {}) {
        let bytes = ArrayBuffer.isView(input) ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
          : new Uint8Array(input);
        if (this.#rest.length) {
          const joined = new Uint8Array(this.#rest.length + bytes.length);
          joined.set(this.#rest);
          joined.set(bytes, this.#rest.length);
          bytes = joined;
        }
        const end = stream ? completeLength(bytes) : bytes.length;
        this.#rest = bytes.slice(end);
        const keepBOM = this.#ignoreBOM || this.#begun;
        this.#begun = stream && (this.#begun || end > 0);
        return native.decodeText(bytes.subarray(0, end), this.#fatal, keepBOM);
      }
    });
    // How many bytes come before a character that may be continued.
    const completeLength = (bytes) => {
      for (let back = 1; back <= Math.min(3, bytes.length); back++) {
        const byte = bytes[bytes.length - back];
        if (byte < 0x80) break;
        if (byte < 0xC0) continue;
        const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        return length > back ? bytes.length - back : bytes.length;
      }
      return bytes.length;
    };

    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    define("btoa", (input) => {
      const text = String(input);
      let out = "";
      for (let index = 0; index < text.length; index += 3) {
        const codes = [text.charCodeAt(index), text.charCodeAt(index + 1), text.charCodeAt(index + 2)];
        if (codes.some((code) => code > 255)) throw new RangeError("btoa takes characters up to U+00FF");
        const word = (codes[0] << 16) | ((codes[1] || 0) << 8) | (codes[2] || 0);
        out += digits[word >> 18] + digits[(word >> 12) & 63];
        out += index + 1 < text.length ? digits[(word >> 6) & 63] : "=";
        out += index + 2 < text.length ? digits[word & 63] : "=";
      }
      return out;
    });
    define("atob", (input) => {
      let text = String(input).replace(/[\t\n\f\r ]/g, "");
      if (text.length % 4 === 0) text = text.replace(/={1,2}$/, "");
      if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) throw new RangeError("atob takes Base64");
      let out = "", word = 0, bits = 0;
      for (const character of text) {
        word = ((word << 6) | digits.indexOf(character)) & 0xFFFFFF;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out += String.fromCharCode((word >> bits) & 255);
      }
      return out;
    });

    """#
}
