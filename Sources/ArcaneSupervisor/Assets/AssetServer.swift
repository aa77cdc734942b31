// Assigns asset IDs, keeps decoded content for later workers, and notifies workers of changed files.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class AssetServer {
  private let table: AssetTable
  private let fleet: WorkerFleet
  private let reporter: Reporter
  /// The set of folders with asset files has changed.
  private let foldersChanged: () -> Void
  /// Pictures, sounds and fonts that could not be loaded.
  private(set) var brokenAssets = 0
  private var changeSeen = Monotonic.now
  private struct Failure: Equatable {
    let reason: String
    /// nil: the supervisor has found it.
    let generation: Generation?
  }
  /// The last reported failure of each file that is still broken or missing.
  private var failures: [String: Failure] = [:]

  init(_ table: AssetTable, fleet: WorkerFleet, reporter: Reporter, foldersChanged: @escaping () -> Void) {
    self.table = table
    self.fleet = fleet
    self.reporter = reporter
    self.foldersChanged = foldersChanged
  }

  var folders: Set<String> { table.folders }
  var files: Set<String> { table.files }
  func isFile(_ path: String) -> Bool { table.isFile(path) }
  func isAwaited(_ path: String) -> Bool { table.isAwaited(path) }

  /// The name that an ID stands for.
  func key(_ kind: Asset.Kind, _ id: UInt32) -> String? { table.row(kind, id)?.asset.key }

  /// All assets, for the control socket.
  var json: JSONValue {
    .array(
      table.all.map { row in
        let content = row.asset.content
        let isPicture = row.asset.kind.family == .texture
        return .of([
          "kind": .string("\(row.asset.kind)"), "id": .value(row.asset.id),
          "name": .string(row.asset.kind.isFile ? displayPath(row.asset.key) : row.asset.key),
          "width": isPicture ? content.map { .value($0.width) } : nil, "height": isPicture ? content.map { .value($0.height) } : nil,
          "bytes": content.map { .value($0.size) }, "isCurrent": .boolean(!row.stale),
        ])
      })
  }

  // MARK: - Messages from workers

  func assignID(_ token: UInt32, _ kind: Asset.Kind, _ key: String, for worker: WorkerProcess) {
    let before = table.folderCount
    do {
      let id = try table.assign(kind, key: key)
      fleet.send(.idAssigned(token: token, id: id), to: worker)
      if table.folderCount != before || kind.isFile && FilePath.isLink(key) { foldersChanged() }
    } catch {
      // A worker's own limit is far lower.
      reporter.failure("\(worker.generation) does not keep to the protocol: '\(key)' is one asset too many. It is ended.")
      worker.child.send(SIGKILL)
    }
  }

  func decoded(_ asset: Asset, _ content: Blob, by worker: WorkerProcess) {
    let wasStale = table.row(asset.kind, asset.id)?.stale ?? false
    guard table.store(asset, content) else {
      reporter.debug("\(worker.generation) decoded '\(asset.key)', which has changed meanwhile or is not asset \(asset.id)")
      return
    }
    failures[asset.key] = nil
    if wasStale { reporter.assetReloaded(displayPath(asset.key), milliseconds: Monotonic.now.milliseconds(since: changeSeen)) }
    // So that the standby has it before it needs it.
    for standby in fleet.standbys where standby !== worker { fleet.send(.assets([asset], contents: [content]), to: standby) }
  }

  func unchanged(_ kind: Asset.Kind, _ id: UInt32, _ hash: UInt64, readAt: UInt64) {
    table.confirm(kind, id, hash, readAt: readAt)
    if let key = key(kind, id), failures.removeValue(forKey: key) != nil {
      reporter.assetReloaded(displayPath(key), milliseconds: Monotonic.now.milliseconds(since: changeSeen), isAsBefore: true)
    }
  }

  /// The shown game keeps the content that it has.
  func fileRemoved(_ path: String, _ reason: String) {
    guard table.isFile(path), failures[path] == nil else { return }
    failures[path] = Failure(reason: reason, generation: nil)
    reporter.assetFailed(displayPath(path), reason)
  }

  /// This generation is on the screen now.
  func presented(_ worker: WorkerProcess) {
    let before = table.folderCount
    table.retain(worker.assetsInUse, othersWait: fleet.standbys.contains { $0 !== worker })
    if table.folderCount != before { foldersChanged() }
    // What has changed while it loaded was told to the game before it.
    if let staged = worker.staged { tellChanges(since: staged, to: worker) }
  }

  func failed(_ kind: Asset.Kind, _ id: UInt32, _ reason: String, by generation: Generation) {
    let key = key(kind, id)
    // A file that gives way to a folder changes twice.
    let failure = Failure(reason: reason, generation: generation)
    if let key, failures.updateValue(failure, forKey: key) == failure { return }
    reporter.assetFailed(displayPath(key ?? "asset \(id)"), reason)
    brokenAssets += 1
  }

  // MARK: - Messages to workers

  func filesChanged(_ paths: Set<String>) {
    changeSeen = .now
    for path in paths {
      for asset in table.fileChanged(path) { fleet.sendToPresented(.assetChanged(kind: asset.kind, id: asset.id)) }
    }
  }

  /// All rows, for a new worker.
  func messages() -> [ToWorker] { table.messages() }

  /// Tells a worker which assets have changed and were not decoded anew.
  func tellChanges(since time: Monotonic = Monotonic(nanoseconds: 0), to worker: WorkerProcess) {
    for row in table.all where row.stale && row.changedAt >= time.nanoseconds {
      fleet.send(.assetChanged(kind: row.asset.kind, id: row.asset.id), to: worker)
    }
  }
}
