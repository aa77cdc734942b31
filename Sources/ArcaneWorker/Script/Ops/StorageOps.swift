import ArcaneScript

extension Game {
  func defineStorageOps() {
    op("op_save_file") { [unowned self] call in
      let (key, value) = (try call.string(0), try call.string(1))
      call.return(saves.save(key, value))
    }
    // null rather than upstream's empty string: both runtimes take it for "no save", as their documentation says.
    op("op_load_file") { [unowned self] call in
      if let text = saves.load(try call.string(0)) { call.return(text) } else { call.returnNull() }
    }
    op("op_delete_file") { [unowned self] call in call.return(saves.delete(try call.string(0))) }
    op("op_list_save_files") { [unowned self] call in call.return(saves.list()) }
  }
}
