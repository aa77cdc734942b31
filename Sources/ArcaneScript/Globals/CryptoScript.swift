extension PlatformScript {
  /// `crypto.randomUUID` and `crypto.getRandomValues`.
  static let crypto = #"""
    define("crypto", {
      getRandomValues(array) {
        if (!ArrayBuffer.isView(array) || array instanceof Float32Array || array instanceof Float64Array) {
          throw new TypeError("getRandomValues takes an array of integers");
        }
        if (array.byteLength > 65536) throw new RangeError("getRandomValues gives at most 65536 bytes");
        native.fillRandom(array);
        return array;
      },
      randomUUID() {
        const bytes = new Uint8Array(16);
        native.fillRandom(bytes);
        bytes[6] = (bytes[6] & 0x0F) | 0x40;
        bytes[8] = (bytes[8] & 0x3F) | 0x80;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
      },
    });

    """#
}
