import ArcaneLinux
import ArcaneScript

final class StorageOps: OpProvider {
  private let saves: SaveFiles
  private let warnings: Warnings
  /// Called for each save that is read, with nil for a missing one.
  var onRead: ((String, String?) -> Void)?

  init(entryFolder: String, _ warnings: Warnings) {
    saves = SaveFiles(entryFolder: entryFolder)
    self.warnings = warnings
  }

  static let title = "Saves"

  static func declare(_ op: OpDeclarer<StorageOps>) {
    op(
      "op_save_file", "Writes a save.", .text("key"), .text("value"), gives: .bool("whether it is written"), reads: .outside(.saves),
      writes: .outside(.saves)
    ) { owner, key, value in
      owner.attempt("\(key) is not saved", otherwise: false) { () throws(SystemError) in try owner.saves.save(key, value) }
    }
    // null rather than upstream's empty string: both runtimes take it for "no save", as their documentation says.
    op("op_load_file", "Reads a save.", .text("key"), gives: .textOrNull("the value; null for none"), reads: .outside(.saves)) { owner, key in
      let value = owner.attempt("the save \(key) is not read", otherwise: nil) { () throws(SystemError) in try owner.saves.load(key) }
      owner.onRead?(key, value)
      return value
    }
    op(
      "op_delete_file", "Removes a save.", .text("key"), gives: .bool("whether there was one"), reads: .outside(.saves), writes: .outside(.saves)
    ) { owner, key in
      owner.attempt("the save \(key) is not deleted", otherwise: false) { () throws(SystemError) in try owner.saves.delete(key) }
    }
    op("op_list_save_files", "What has been saved.", gives: .texts("the keys, sorted"), reads: .outside(.saves)) { owner in
      owner.attempt("saves are not listed", otherwise: []) { () throws(SystemError) in try owner.saves.list() }
    }
  }

  /// Each cause of failure is reported once; the game gets an answer either way.
  private func attempt<Value>(_ failure: String, otherwise: Value, _ body: () throws(SystemError) -> Value) -> Value {
    do throws(SystemError) { return try body() } catch {
      warnings.once("saves:\(error.call):\(error.code)", "\(failure): \(SaveFiles.wording(error))")
      return otherwise
    }
  }
}
