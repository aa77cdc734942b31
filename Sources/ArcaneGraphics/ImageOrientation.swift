/// How the rows of a picture file lie on the screen: the Exif orientation (Exif 2.32, tag 0x0112). Cameras and phones
/// store the sensor's rows and say here how they were held. JPEG files keep it in an APP1 segment, PNG files in an eXIf
/// chunk.
enum ImageOrientation: UInt16, CaseIterable {
  case upright = 1, mirrored, halfTurn, flipped, transposed, quarterTurnRight, transversed, quarterTurnLeft

  /// Width and height change places.
  var exchangesSides: Bool { rawValue >= 5 }

  /// What a file says; `upright` where it says nothing or nothing sensible.
  init(of file: UnsafeRawBufferPointer) {
    let exif: Slice<UnsafeRawBufferPointer>? =
      file.starts(with: [0xff, 0xd8]) ? Self.exifOfJPEG(file) : file.starts(with: [0x89, 0x50, 0x4e, 0x47]) ? Self.exifOfPNG(file) : nil
    self = exif.flatMap { Self.orientation(exif: UnsafeRawBufferPointer(rebasing: $0)) } ?? .upright
  }

  /// The pixel of the file that belongs at (x, y) of the upright picture.
  /// - Parameters:
  ///   - width: Of the file's rows.
  ///   - height: Number of the file's rows.
  func source(x: Int, y: Int, width: Int, height: Int) -> (x: Int, y: Int) {
    switch self {
    case .upright: (x, y)
    case .mirrored: (width - 1 - x, y)
    case .halfTurn: (width - 1 - x, height - 1 - y)
    case .flipped: (x, height - 1 - y)
    case .transposed: (y, x)
    case .quarterTurnRight: (y, height - 1 - x)
    case .transversed: (width - 1 - y, height - 1 - x)
    case .quarterTurnLeft: (width - 1 - y, x)
    }
  }

  // MARK: Where files keep it

  private static func exifOfJPEG(_ file: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer>? {
    let app1: UInt8 = 0xe1
    let startOfScan: UInt8 = 0xda
    var offset = 2
    // Segments: 0xff, kind, length of the rest with itself. Each is at least four bytes long, so the walk ends.
    while offset + 4 <= file.count, file[offset] == 0xff, file[offset + 1] != startOfScan {
      let kind = file[offset + 1]
      if kind == 0xff {  // padding
        offset += 1
        continue
      }
      let length = Int(file[offset + 2]) << 8 | Int(file[offset + 3])
      guard length >= 2, offset + 2 + length <= file.count else { return nil }
      let content = file[offset + 4..<offset + 2 + length]
      if kind == app1, content.starts(with: "Exif\0\0".utf8) { return content.dropFirst(6) }
      offset += 2 + length
    }
    return nil
  }

  private static func exifOfPNG(_ file: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer>? {
    var offset = 8
    // Chunks: length, kind, content, checksum.
    while offset + 12 <= file.count {
      let length = Int(UInt32(bigEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      guard length <= file.count - offset - 12 else { return nil }
      let kind = file[offset + 4..<offset + 8]
      if kind.elementsEqual("eXIf".utf8) { return file[offset + 8..<offset + 8 + length] }
      offset += 12 + length
    }
    return nil
  }

  /// Reads the first directory of a TIFF structure.
  private static func orientation(exif: UnsafeRawBufferPointer) -> ImageOrientation? {
    let isLittle = exif.starts(with: "II".utf8)
    guard isLittle || exif.starts(with: "MM".utf8) else { return nil }
    func short(_ offset: Int) -> UInt16? {
      guard offset >= 0, offset <= exif.count - 2 else { return nil }
      let raw = exif.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
      return isLittle ? UInt16(littleEndian: raw) : UInt16(bigEndian: raw)
    }
    guard exif.count >= 8, short(2) == 42 else { return nil }
    let raw = exif.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    let directory = Int(isLittle ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw))
    guard let count = short(directory) else { return nil }
    for entry in 0..<Int(count) {
      // Tag, type, count, value: 12 bytes; a SHORT lies in the first half of the value.
      let offset = directory + 2 + entry * 12
      guard let tag = short(offset) else { return nil }
      if tag == 0x0112 { return short(offset + 8).flatMap(ImageOrientation.init(rawValue:)) }
    }
    return nil
  }
}
