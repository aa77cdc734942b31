/// The error panel that is laid over the last good frame: a dark box with a red edge, a title and lines of text in the
/// built-in font. Only layout; it draws into a list like anything else, in viewport units from the top-left corner.
struct ErrorPanel {
  static let fontID: UInt32 = 2
  static let solidID: UInt32 = 1

  /// Wrapped rows beyond this are replaced by a count.
  static let maximumRows = 200

  var title: String
  var lines: [String]
  /// For problems that do not stop the game: a few rows of small text at the lower edge, each cut to one row.
  var isSmall = false
  /// The game under it has halted: the frame is dimmed.
  var dims = false

  static let smallRows = 4

  func draw(into list: DrawList, viewport: Viewport) {
    if isSmall { return drawSmall(into: list, viewport: viewport) }
    if dims { fill(list, x: 0, y: 0, width: viewport.width, height: viewport.height, Self.dimming) }
    let scale = Self.scale(for: viewport)
    let glyph = Float(BitmapFont.glyphSize) * scale
    let margin = glyph
    let columns = max(8, Int((viewport.width - 4 * margin) / glyph))
    let rowHeight = glyph * 1.5
    let rowLimit = max(2, Int((viewport.height - 4 * margin) / rowHeight))

    let heading = Self.wrap(title, columns: columns)
    var rows = heading + lines.flatMap { Self.wrap($0, columns: columns) }
    if rows.count > min(rowLimit, Self.maximumRows) {
      let kept = min(rowLimit, Self.maximumRows) - 1
      rows = rows.prefix(kept) + ["... \(rows.count - kept) more lines in the terminal"]
    }

    let height = Float(rows.count) * rowHeight + 2 * margin
    fill(list, x: margin, y: margin, width: viewport.width - 2 * margin, height: height, Self.background)
    fill(list, x: margin, y: margin, width: scale * 3, height: height, Self.edge)
    for (index, row) in rows.enumerated() {
      text(
        list, row, x: margin * 2, y: margin * 2 + Float(index) * rowHeight, glyph: glyph,
        index < heading.count ? Self.titleColor : Self.textColor)
    }
  }

  private func drawSmall(into list: DrawList, viewport: Viewport) {
    let glyph = Float(BitmapFont.glyphSize) * max(1, (Self.scale(for: viewport) * 0.75).rounded(.down))
    let rowHeight = glyph * 1.25
    let columns = max(8, Int((viewport.width - 2 * glyph) / glyph))
    var rows = ([title] + lines).map { Self.wrap($0, columns: columns).first ?? "" }
    if rows.count > Self.smallRows { rows = rows.prefix(Self.smallRows - 1) + ["... \(rows.count - Self.smallRows + 1) more in the terminal"] }
    let height = Float(rows.count) * rowHeight + glyph / 2
    let top = viewport.height - height
    fill(list, x: 0, y: top, width: viewport.width, height: height, Self.background)
    fill(list, x: 0, y: top, width: viewport.width, height: max(1, glyph / 8), Self.warning)
    for (index, row) in rows.enumerated() {
      text(list, row, x: glyph, y: top + glyph / 2 + Float(index) * rowHeight, glyph: glyph, index == 0 ? Self.warning : Self.textColor)
    }
  }

  // Linear colors.
  private static let background = SIMD4<Double>(0.012, 0.008, 0.016, 0.93)
  private static let dimming = SIMD4<Double>(0, 0, 0, 0.6)
  private static let edge = SIMD4<Double>(0.8, 0.05, 0.06, 1)
  private static let warning = SIMD4<Double>(0.9, 0.45, 0.04, 1)
  private static let titleColor = SIMD4<Double>(1, 0.25, 0.22, 1)
  private static let textColor = SIMD4<Double>(0.85, 0.85, 0.85, 1)

  /// Whole pixels a font pixel: about 60 characters across, never smaller than one.
  static func scale(for viewport: Viewport) -> Float {
    max(1, (viewport.width / Float(BitmapFont.glyphSize) / 60).rounded(.down))
  }

  /// Cuts a text into rows at blanks where it can. Tabs become two blanks; line ends start new rows; characters that the
  /// font lacks become question marks.
  static func wrap(_ text: String, columns: Int) -> [String] {
    var rows: [String] = []
    var row: [UInt8] = []
    func cut() {
      rows.append(String(decoding: row, as: UTF8.self))
      row.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        cut()
        continue
      case "\r": continue
      case "\t": row += [32, 32]
      default: row.append(scalar.value >= 32 && scalar.value < 127 ? UInt8(scalar.value) : UInt8(ascii: "?"))
      }
      while row.count > columns {
        // A blank in the last third is a good place; a path or a long word is cut hard.
        let blank = row[..<columns].lastIndex(of: 32).flatMap { $0 > columns * 2 / 3 ? $0 : nil }
        let rest = Array(row[(blank.map { $0 + 1 } ?? columns)...])
        row = Array(row[..<(blank ?? columns)])
        cut()
        row = rest
      }
    }
    cut()
    return rows
  }

  private func fill(_ list: DrawList, x: Float, y: Float, width: Float, height: Float, _ color: SIMD4<Double>) {
    list.appendSprite(
      textureID: Self.solidID, x: Double(x), y: Double(y), width: Double(width), height: Double(height), layer: 0,
      red: color.x, green: color.y, blue: color.z, alpha: color.w)
  }

  private func text(_ list: DrawList, _ row: String, x: Float, y: Float, glyph: Float, _ color: SIMD4<Double>) {
    for (column, code) in row.utf8.enumerated() {
      guard code != 32, let cell = BitmapFont.textureRect(of: UInt32(code)) else { continue }
      list.appendSprite(
        textureID: Self.fontID, x: Double(x) + Double(column) * Double(glyph), y: Double(y), width: Double(glyph),
        height: Double(glyph), layer: 1, uvX: cell.x, uvY: cell.y, uvWidth: cell.width, uvHeight: cell.height,
        red: color.x, green: color.y, blue: color.z, alpha: color.w)
    }
  }
}
