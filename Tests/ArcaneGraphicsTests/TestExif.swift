@testable import ArcaneGraphics

/// Exif data with one entry, and files around it.
enum TestExif {
  static func orientation(_ value: UInt16, isLittle: Bool) -> [UInt8] {
    func short(_ number: UInt16) -> [UInt8] {
      let bytes = [UInt8(number >> 8), UInt8(number & 255)]
      return isLittle ? bytes.reversed() : bytes
    }
    func long(_ number: UInt16) -> [UInt8] { isLittle ? short(number) + [0, 0] : [0, 0] + short(number) }
    // The directory follows the head; it has another entry first.
    let entries = short(0x0100) + short(3) + long(1) + short(99) + [0, 0] + short(0x0112) + short(3) + long(1) + short(value) + [0, 0]
    return Array(isLittle ? "II".utf8 : "MM".utf8) + short(42) + long(8) + short(2) + entries + long(0)
  }

  /// A PNG file with an eXIf chunk behind its head.
  static func png(_ plain: [UInt8], _ exif: [UInt8]) -> [UInt8] {
    let headEnd = 8 + 12 + 13
    let length = withUnsafeBytes(of: UInt32(exif.count).bigEndian) { Array($0) }
    // stb_image does not look at checksums of chunks that it skips.
    var bytes = Array(plain[..<headEnd])
    bytes += length
    bytes += Array("eXIf".utf8)
    bytes += exif + [0, 0, 0, 0]
    return bytes + plain[headEnd...]
  }

  /// What a camera's JPEG begins with: a JFIF segment, then Exif, then a table.
  static func jpegHead(_ exif: [UInt8]) -> [UInt8] {
    func segment(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
      [0xff, kind, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
    }
    return [0xff, 0xd8] + segment(0xe0, Array("JFIF".utf8) + [0, 1, 2, 0, 0, 1, 0, 1, 0, 0]) + segment(0xe1, Array("Exif\0\0".utf8) + exif)
      + segment(0xdb, [1, 2, 3])
  }
}
