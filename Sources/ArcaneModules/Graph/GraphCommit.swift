// Commits a successful operation: its modules become the graph's.
extension GraphOperation {
  func commit() {
    let structural =
      !vanished.isEmpty || graph.nodes[graph.entryPath] == nil || isDynamic
      || made.contains { graph.nodes[$0.key].map(\.targets) != $0.value.targets }
    if let root, !graph.roots.contains(root) { graph.roots.append(root) }
    let reachable = structural ? reachablePaths() : nil
    var delta = GraphDelta(version: graph.version, entryURL: graph.entryURL, added: [], changed: [], removed: [], warnings: [])
    if let reachable { for path in graph.nodes.keys where !reachable.contains(path) { delta.removed.append(ModuleURL.file(path)) } }
    for (path, node) in made.sorted(by: { $0.key < $1.key }) where reachable?.contains(path) ?? true {
      delta.warnings += node.warnings
      guard let old = graph.nodes[path] else {
        delta.added.append(node.module)
        continue
      }
      if old.module.codeHash != node.module.codeHash || old.module.imports != node.module.imports || old.module.kind != node.module.kind {
        delta.changed.append(node.module)
      }
    }
    delta.warnings = graph.configurationNews() + delta.warnings
    if !delta.isEmpty || (!isDynamic && graph.concernsFailedImport) { delta.version += 1 }
    graph.take(made: made, reachable: reachable, version: delta.version, completesUpdate: !isDynamic)
    completion(.delta(delta))
  }

  private func reachablePaths() -> Set<String> {
    var reachable: Set<String> = []
    var stack = graph.roots
    while let path = stack.popLast() {
      guard reachable.insert(path).inserted, let node = node(path) else { continue }
      for case .file(let target) in node.targets.values { stack.append(target) }
    }
    return reachable
  }
}

extension ModuleGraph {
  /// Codes kept of each module, for the frames of older generations.
  private static let keptCodes = 3

  /// Puts an operation's result into the graph.
  ///
  /// - Parameter completesUpdate: it includes all noted changes.
  fileprivate func take(made: [String: ModuleNode], reachable: Set<String>?, version: UInt64, completesUpdate: Bool) {
    let hadFailed = completesUpdate && !(failedPaths.isEmpty && failedImports.isEmpty)
    if completesUpdate {
      // The next generation resolves its imports again.
      if version != self.version { failedImports = [] }
      failedPaths = []
      cachedSources = [:]
      dirty = []
      everythingIsDirty = false
      looksAgain = false
    }
    self.version = version
    var structural = hadFailed
    for (path, node) in made where reachable?.contains(path) ?? true {
      if let old = nodes[path] {
        node.previous = old
        var kept: ModuleNode? = node
        for _ in 1..<Self.keptCodes { kept = kept?.previous }
        kept?.previous = nil
        node.version = old.module.codeHash == node.module.codeHash ? old.version : version
        if node.version == old.version { node.previous = old.previous }
      } else {
        node.version = version
      }
      let old = nodes.updateValue(node, forKey: path)
      if node.checkedNames.isEmpty { checkedBundles.remove(path) } else { checkedBundles.insert(path) }
      if old?.probes != node.probes || old?.bundledFiles != node.bundledFiles || old?.links != node.links {
        structural = true
        for probe in node.probes { importersByProbe[probe, default: []].insert(path) }
        for file in node.bundledFiles { ownersByFile[file, default: []].insert(path) }
        filesByLink.merge(node.links) { $1 }
      }
    }
    if let reachable {
      structural = true
      for path in Array(nodes.keys) where !reachable.contains(path) { nodes[path] = nil }
      checkedBundles.formIntersection(reachable)
      reindex()
    }
    if structural { foldersChanged() }
  }

  /// Drops removed modules from the indexes.
  private func reindex() {
    importersByProbe = [:]
    ownersByFile = [:]
    filesByLink = filesByLink.filter { $0.value == entryPath }
    for (path, node) in nodes {
      for probe in node.probes { importersByProbe[probe, default: []].insert(path) }
      for file in node.bundledFiles { ownersByFile[file, default: []].insert(path) }
      filesByLink.merge(node.links) { $1 }
    }
  }
}
