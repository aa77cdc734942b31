import ArcaneLinux
import ArcaneScript

extension Game {
  func defineStorageOps() {
    op("op_save_file") { [unowned self] call in
      let (key, value) = (try call.string(0), try call.string(1))
      call.return(attempt("\(key) is not saved", call, otherwise: false) { () throws(SystemError) in try saves.save(key, value) })
    }
    // null rather than upstream's empty string: both runtimes take it for "no save", as their documentation says.
    op("op_load_file") { [unowned self] call in
      let key = try call.string(0)
      let text = attempt("the save \(key) is not read", call, otherwise: nil) { () throws(SystemError) in try saves.load(key) }
      if let text { call.return(text) } else { call.returnNull() }
    }
    op("op_delete_file") { [unowned self] call in
      let key = try call.string(0)
      call.return(attempt("the save \(key) is not deleted", call, otherwise: false) { () throws(SystemError) in try saves.delete(key) })
    }
    op("op_list_save_files") { [unowned self] call in
      call.return(attempt("saves are not listed", call, otherwise: []) { () throws(SystemError) in try saves.list() })
    }
  }

  /// What goes wrong is said once for each cause; the game gets an answer either way.
  private func attempt<Value>(
    _ failure: String, _ call: OpCall, otherwise: Value, _ body: () throws(SystemError) -> Value
  ) -> Value {
    do throws(SystemError) { return try body() } catch {
      warnOnce("saves:\(error.call):\(error.code)", "\(failure): \(SaveFiles.wording(error))", call)
      return otherwise
    }
  }
}
