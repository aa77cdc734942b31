/// What somebody most likely meant who typed a name that does not exist.
public enum NearestName {
  /// The one of `names` that takes the fewest changes, if these are few for a word of that length.
  public static func of(_ word: String, among names: [String]) -> String? {
    let limit = max(1, min(3, word.count / 2))
    return names.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.name
  }

  /// How many letters have to be inserted, removed, replaced, or swapped with their neighbor.
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var best = min(last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] { best = min(best, before[column - 1] + 1) }
        current.append(best)
      }
      (before, last) = (last, current)
    }
    return last[right.count]
  }
}
