import ArcaneLinux

// Failed `import()` calls with computed specifiers: the files that may fix them are watched.
extension ModuleGraph {
  func noteFailedImport(_ paths: Set<String>) {
    let fresh = paths.filter { nodes[$0] == nil && !failedImports.contains($0) }
    // A game may ask again in each frame.
    if fresh.isEmpty { return }
    failedImports.formUnion(fresh)
    foldersChanged()
  }

  /// Whether something has changed that an `import()` failed for.
  var concernsFailedImport: Bool {
    !failedImports.isEmpty
      && (dirty.contains { failedImports.contains($0) || isOnTheWay($0, to: failedImports) }
        || looksAgain && failedImports.contains(where: FilePath.isFile))
  }
}
