// Reduces the data of ICU (numbers, dates, sorting, in every language): writes the library libicudata anew with only
// what a game needs. Format: ICU, "common data" (icu4c/source/common/ucmndata.h); ELF by the System V ABI.
import Glibc

enum ICUData {
  /// The library with the data of these locales, of English and of the root locale; nil if `library` has an unknown
  /// format.
  static func trimmed(_ library: [UInt8], locales: [String], name: String) -> [UInt8]? {
    guard let version = name.split(separator: ".").last.flatMap({ Int($0) }), let data = commonData(in: library),
      let smaller = trimmed(data, locales: Set(locales + ["en"]))
    else { return nil }
    return SharedObject.holding(smaller, symbol: "icudt\(version)_dat", name: name)
  }

  /// The offset of the common data in the library: a header with a magic number and the format "CmnD".
  private static func commonData(in library: [UInt8]) -> ArraySlice<UInt8>? {
    var offset = 0
    while offset + 32 < library.count {
      if library[offset + 2] == 0xDA, library[offset + 3] == 0x27, library[(offset + 12)..<(offset + 16)].elementsEqual("CmnD".utf8) {
        return library[offset...]
      }
      offset += 16
    }
    return nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Int? {
    let start = bytes.startIndex + offset
    guard offset >= 0, start + 4 <= bytes.endIndex else { return nil }
    return bytes[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func trimmed(_ data: ArraySlice<UInt8>, locales: Set<String>) -> [UInt8]? {
    let header = Int(data[data.startIndex]) | Int(data[data.startIndex + 1]) << 8
    guard let count = number(data, header), (1...100_000).contains(count) else { return nil }
    var items: [(name: [UInt8], content: ArraySlice<UInt8>)] = []
    for index in 0..<count {
      guard let nameOffset = number(data, header + 4 + 8 * index), let offset = number(data, header + 8 + 8 * index) else { return nil }
      // The last item extends to the end of the library; trailing bytes are not read.
      let next = index + 1 < count ? number(data, header + 8 + 8 * (index + 1)) : data.count - header
      guard let next, offset <= next, data.startIndex + header + next <= data.endIndex, data.startIndex + header + nameOffset < data.endIndex else {
        return nil
      }
      let name = data[(data.startIndex + header + nameOffset)...].prefix { $0 != 0 }
      if keeps(String(decoding: name, as: UTF8.self), locales) {
        items.append((Array(name), data[(data.startIndex + header + offset)..<(data.startIndex + header + next)]))
      }
    }
    var names: [UInt8] = []
    var entries: [(name: Int, offset: Int)] = []
    let table = 4 + 8 * items.count
    for item in items {
      entries.append((table + names.count, 0))
      names += item.name + [0]
    }
    var offset = (table + names.count + 15) & ~15
    let begin = offset
    for index in items.indices {
      entries[index].offset = offset
      offset = (offset + items[index].content.count + 15) & ~15
    }
    func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    var result = Array(data.prefix(header)) + little(items.count)
    for entry in entries { result += little(entry.name) + little(entry.offset) }
    result += names + [UInt8](repeating: 0, count: begin - table - names.count)
    for item in items { result += Array(item.content) + [UInt8](repeating: 0, count: (16 - item.content.count % 16) % 16) }
    return result
  }

  private static let dictionaries: [String: [String]] = [
    "cjdict.dict": ["zh", "ja", "ko"], "khmerdict.dict": ["km"], "burmesedict.dict": ["my"], "laodict.dict": ["lo"], "thaidict.dict": ["th"],
  ]

  /// - Parameter name: such as `icudt72l/coll/de_AT.res`.
  static func keeps(_ name: String, _ locales: Set<String>) -> Bool {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    // Tables of other encodings and transliteration rules, which JavaScript does not use.
    if file.hasSuffix(".cnv") || name.contains("/translit/") || name.contains("/rbnf/") || [".spp", ".cfu"].contains(where: file.hasSuffix) {
      return false
    }
    // Names of characters, which JavaScript does not expose.
    if file == "unames.icu" { return false }
    // Dictionaries of languages that are written without spaces.
    if let languages = dictionaries[file] {
      return locales.contains { locale in languages.contains { locale == $0 || locale.hasPrefix($0 + "-") || locale.hasPrefix($0 + "_") } }
    }
    guard file.hasSuffix(".res"), let locale = file.dropLast(4).wholeMatch(of: /([a-z]{2,3})(_[A-Z][a-z]{3})?(_([A-Z]{2}|\d{3}))?(_[A-Z]+)*/) else {
      return true
    }
    let language = String(locale.1)
    return locales.contains { wanted in
      let parts = wanted.split { $0 == "-" || $0 == "_" }
      guard let first = parts.first, first == language else { return false }
      // A region's data depends on its language's.
      return parts.count == 1 || locale.output.0 == locale.1 || file.dropLast(4) == parts.joined(separator: "_")
    }
  }
}

/// The smallest library that the dynamic loader accepts: one symbol and its bytes.
enum SharedObject {
  static func holding(_ data: [UInt8], symbol: String, name: String) -> [UInt8] {
    var file: [UInt8] = []
    func little(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    #if arch(arm64)
      let machine = 183
    #else
      let machine = 62
    #endif
    let strings = [0] + Array(symbol.utf8) + [0] + Array(name.utf8) + [0]
    // Header and three program headers, symbols, strings, hash table, data; the dynamic section on a page of its own.
    let symbols = 64 + 3 * 56
    let stringTable = symbols + 2 * 24
    let hash = (stringTable + strings.count + 7) & ~7
    let start = (hash + 4 * 5 + 15) & ~15
    let page = 0x10000
    let dynamic = (start + data.count + page - 1) & ~(page - 1)
    let dynamicSize = 7 * 16
    file += [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + [UInt8](repeating: 0, count: 8)
    file += little(3, 2) + little(machine, 2) + little(1, 4) + little(0, 8) + little(64, 8) + little(0, 8) + little(0, 4)
    file += little(64, 2) + little(56, 2) + little(3, 2) + little(64, 2) + little(0, 2) + little(0, 2)
    func segment(_ type: Int, _ flags: Int, _ offset: Int, _ size: Int, _ align: Int) {
      file +=
        little(type, 4) + little(flags, 4) + little(offset, 8) + little(offset, 8) + little(offset, 8) + little(size, 8) + little(size, 8)
        + little(align, 8)
    }
    segment(1, 4, 0, start + data.count, page)
    segment(1, 6, dynamic, dynamicSize, page)
    segment(2, 6, dynamic, dynamicSize, 8)
    file += [UInt8](repeating: 0, count: 24)
    // A global object in an arbitrary defined section.
    file += little(1, 4) + [0x11, 0] + little(1, 2) + little(start, 8) + little(data.count, 8)
    file += strings + [UInt8](repeating: 0, count: hash - stringTable - strings.count)
    // One bucket, two symbols: the bucket's chain begins with symbol 1.
    for value in [1, 2, 1, 0, 0] { file += little(value, 4) }
    file += [UInt8](repeating: 0, count: start - file.count) + data
    file += [UInt8](repeating: 0, count: dynamic - file.count)
    for (tag, value) in [(14, 1 + symbol.utf8.count + 1), (4, hash), (5, stringTable), (6, symbols), (10, strings.count), (11, 24)] {
      file += little(tag, 8) + little(value, 8)
    }
    return file + little(0, 16)
  }
}
