/// A grid of tile ids over one atlas texture.
///
/// Tile 0 is empty. Tile k ≥ 1 shows atlas cell k − 1, counted left to right, then top to bottom.
public struct Tilemap: Sendable {
  /// Cells a map may have; 64 Mi cells are 128 MiB.
  public static let maximumCells = 1 << 26

  public let textureID: UInt32
  public let width: Int
  public let height: Int
  /// World units; tiles are square.
  public let tileSize: Float
  public let atlasColumns: Int
  public let atlasRows: Int
  private var cells: [UInt16]

  /// Returns nil when the map would have more than `maximumCells` cells. Zero atlas columns or rows act as one.
  public init?(textureID: UInt32, width: UInt32, height: UInt32, tileSize: Double, atlasColumns: UInt32, atlasRows: UInt32) {
    let (count, overflow) = Int(width).multipliedReportingOverflow(by: Int(height))
    guard !overflow, count <= Self.maximumCells else { return nil }
    self.textureID = textureID
    self.width = Int(width)
    self.height = Int(height)
    self.tileSize = Float(tileSize)
    self.atlasColumns = max(1, Int(atlasColumns))
    self.atlasRows = max(1, Int(atlasRows))
    cells = Array(repeating: 0, count: count)
  }

  /// The tile id in a cell; 0 outside of the grid. Setting stores modulo 65536, and outside of the grid does nothing.
  public subscript(column: UInt32, row: UInt32) -> UInt32 {
    get {
      guard column < width, row < height else { return 0 }
      return UInt32(cells[Int(row) * width + Int(column)])
    }
    set {
      guard column < width, row < height else { return }
      cells[Int(row) * width + Int(column)] = UInt16(truncatingIfNeeded: newValue)
    }
  }

  /// Appends one white sprite for each visible cell that is not empty, row by row.
  /// - Parameters:
  ///   - x: World position of the map's left edge.
  ///   - y: World position of the map's top edge.
  ///   - visible: What the camera shows now; nil draws nothing.
  public func draw(into list: DrawList, x: Double, y: Double, layer: Int32, visible: WorldRect?) {
    guard let visible, tileSize > 0, tileSize.isFinite, x.isFinite, y.isFinite else { return }
    let size = Double(tileSize)
    let columns = Self.span(from: Double(visible.minX) - x, to: Double(visible.maxX) - x, size: size, limit: width)
    let rows = Self.span(from: Double(visible.minY) - y, to: Double(visible.maxY) - y, size: size, limit: height)
    let uvWidth = 1 / Double(atlasColumns)
    let uvHeight = 1 / Double(atlasRows)
    for row in rows {
      for column in columns {
        let tile = Int(cells[row * width + column])
        guard tile != 0 else { continue }
        let (atlasRow, atlasColumn) = (tile - 1).quotientAndRemainder(dividingBy: atlasColumns)
        list.appendSprite(
          textureID: textureID, x: x + Double(column) * size, y: y + Double(row) * size, width: size, height: size,
          layer: layer, uvX: Double(atlasColumn) * uvWidth, uvY: Double(atlasRow) * uvHeight,
          uvWidth: uvWidth, uvHeight: uvHeight)
      }
    }
  }

  /// The cells of one axis that touch the open interval `from`…`to`, both relative to the map's edge.
  private static func span(from: Double, to: Double, size: Double, limit: Int) -> Range<Int> {
    let low = (from / size).rounded(.down)
    let high = (to / size).rounded(.up)
    let first = Int(max(0, min(Double(limit), low)))
    let end = Int(max(0, min(Double(limit), high)))
    return first..<max(first, end)
  }
}
