// Carries out requests of control clients in order: answers at once, or after stepped frames.
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcanePlatform
import ArcaneScript

final class GameControl {
  private struct Stepping {
    let token: UInt64
    let wantsHash: Bool
    var left: UInt32
    /// The expression that ends the steps when it is true.
    let until: String?
  }

  private let game: Game
  private let link: any Link
  private var stepping: Stepping?
  /// Requests to be answered when the next frame is on the screen.
  private var reports: [(token: UInt64, wantsHash: Bool)] = []
  /// Expressions whose promise is pending.
  private var promises: [(token: UInt64, wantsHash: Bool)] = []
  private var script: ControlScript?

  init(_ game: Game, link: any Link) {
    self.game = game
    self.link = link
  }

  var isStepping: Bool { stepping != nil }

  /// - Parameters:
  ///   - isHalted: the game has halted.
  ///   - memory: of the process, for `performance`.
  func take(_ token: UInt64, wantsHash: Bool, _ order: ControlOrder, isHalted: Bool, memory: () -> ToSupervisor.Memory) {
    func answer(_ outcome: ControlAnswer.Outcome) { self.answer(token, wantsHash: wantsHash, outcome) }
    do {
      switch order {
      case .report:
        // Decoded assets are reported first, and are visible in the frame.
        game.assets.publish()
        if game.clock.isHeld || isHalted { answer(.done) } else { reports.append((token, wantsHash)) }
      case .cancel(let token):
        if stepping?.token == token { endSteps("the request was canceled") }
        if promises.contains(where: { $0.token == token }) {
          promises.removeAll { $0.token == token }
          _ = try ask(.forget, "\(token)")
        }
        answer(.done)
      case .step(let frames, let until):
        if isHalted { return answer(.refused(.init(.halted, "the game has halted; a save or a reload starts it again"))) }
        guard game.clock.isHeld else { return answer(.refused(.init(.running, "the clock runs; pause it first"))) }
        guard stepping == nil else { return answer(.refused(.init(.unusable, "frames are being stepped already"))) }
        stepping = Stepping(token: token, wantsHash: wantsHash, left: frames, until: until)
      case .input(let actions, let releases):
        for action in actions { try checkName(of: action) }
        game.gate.apply(actions, releasing: releases)
        answer(.done)
      case .evaluate(let expression):
        let json = try ask(.evaluate, expression, "\(token)")
        if !json.isEmpty { return answer(try value(json)) }
        promises.append((token, wantsHash))
        settlePromises()
      case .agent(let name, let arguments): answer(try value(try ask(.agent, name, arguments)))
      case .picture(let order): answer(try picture(order))
      case .scene:
        let texts = try ask(.texts)
        let parsed = try JSONValue(parsing: Array(texts.utf8))
        answer(try value(game.describeDrawn(texts: parsed).text))
      case .performance: answer(try value(performance(memory()).text))
      }
    } catch { answer(.refused(refusal(error))) }
  }

  /// Answers the requests whose promises have settled. To be called whenever script may have run.
  func settlePromises() {
    for promise in promises {
      do {
        let json = try ask(.outcome, "\(promise.token)")
        if json.isEmpty { continue }
        answer(promise.token, wantsHash: promise.wantsHash, try value(json))
      } catch { answer(promise.token, wantsHash: promise.wantsHash, .refused(refusal(error))) }
      promises.removeAll { $0.token == promise.token }
    }
  }

  private func checkName(of action: InputAction) throws(Unusable) {
    func unknown(_ kind: String, _ name: String, _ names: [String]) -> Unusable {
      let near = NearestName.of(name, among: names).map { ". Did you mean \"\($0)\"?" } ?? ""
      return Unusable(message: "there is no \(kind) \"\(name)\"\(near)")
    }
    switch action {
    case .key(let name, _): if !KeyNames.isKnown(name) { throw unknown("key", name, KeyNames.all) }
    case .pad(let name, _): if GamepadButton(rawValue: name) == nil { throw unknown("pad button", name, GamepadButton.allCases.map(\.rawValue)) }
    case .axis(let name, _): if GamepadAxis(rawValue: name) == nil { throw unknown("axis", name, GamepadAxis.allCases.map(\.rawValue)) }
    case .mouse, .button, .wheel, .text, .touch, .touchEnd, .releaseAll: break
    }
  }

  /// A frame has been presented, or no more frames will be.
  func frameShown() {
    let due = reports
    reports.removeAll()
    for report in due { answer(report.token, wantsHash: report.wantsHash, .done) }
  }

  struct Unusable: Error { var message: String }

  // MARK: - Stepping

  /// One of the requested frames has been played.
  /// - Parameter failure: the failure of that frame.
  /// - Returns: whether it was the last one, which is then to be presented before `endStep` is called.
  func stepIsLast(_ failure: ScriptFailure?) -> Bool {
    guard var current = stepping else { return true }
    current.left -= 1
    stepping = current
    if failure != nil || current.left == 0 && current.until == nil { return true }
    if let until = current.until {
      do {
        if try ask(.holds, until) == "true" {
          ending = .done
          return true
        }
      } catch {
        ending = .refused(refusal(error))
        return true
      }
      if current.left == 0 {
        ending = .refused(.init(.limit, "the expression was not true in any of these frames"))
        return true
      }
    }
    return false
  }

  private var ending = ControlAnswer.Outcome.done

  /// Cancels the running steps.
  func endSteps(_ why: String) {
    guard let ended = stepping else { return }
    stepping = nil
    ending = .done
    answer(ended.token, wantsHash: ended.wantsHash, .refused(.init(.ended, "not all frames were played: \(why)")))
  }

  /// The last frame has been presented, or has failed.
  func endStep(_ failure: ScriptFailure?) {
    guard let ended = stepping else { return }
    stepping = nil
    answer(ended.token, wantsHash: ended.wantsHash, failure.map { .refused(refusal($0)) } ?? ending)
    ending = .done
  }

  // MARK: - Answers

  private func answer(_ token: UInt64, wantsHash: Bool, _ outcome: ControlAnswer.Outcome) {
    link.send(
      .controlled(
        token: token,
        ControlAnswer(
          frame: game.clock.frame, time: game.clock.time, isHeld: game.clock.isHeld, drawHash: wantsHash ? game.drawnHash : nil, outcome)))
  }

  private func value(_ json: String) throws -> ControlAnswer.Outcome {
    let bytes = Array(json.utf8)
    guard bytes.count <= ControlAnswer.valueLimit else {
      throw Unusable(message: "the answer has \(bytes.count >> 20) MB, and \(ControlAnswer.valueLimit >> 20) MB are allowed: ask for a part")
    }
    return .value(try Blob(bytes, name: "arcane-value"))
  }

  private func refusal(_ error: any Error) -> ControlAnswer.Refusal {
    guard let failure = error as? ScriptFailure else { return .init(.unusable, (error as? Unusable)?.message ?? "\(error)") }
    if failure.name == "NoAgentError" { return .init(.noAgent, failure.message) }
    if failure.kind == .terminated {
      return .init(.hung, "the script ran for more than \(game.configuration.frameTimeLimit) ms without coming back and was ended")
    }
    return .init(
      .exception, failure.headline, frames: failure.frames.filter { !$0.url.isEmpty && $0.url != "arcane:control" }.map(FailureReport.Frame.init))
  }

  // MARK: - In the game's realm

  private func ask(_ function: ControlScript.Function, _ arguments: String...) throws(ScriptFailure) -> String {
    let script: ControlScript
    if let known = self.script {
      script = known
    } else {
      script = try ControlScript(game.script) { [unowned game] path in try game.moduleURL(path) }
      self.script = script
    }
    game.status.begin(.frame, limit: game.configuration.frameTimeLimit)
    let result = game.watchdog.guarding { () -> Result<String, ScriptFailure> in
      Result { () throws(ScriptFailure) in
        switch arguments.count {
        case 0: try script.call(function)
        case 1: try script.call(function, arguments[0])
        default: try script.call(function, arguments[0], arguments[1])
        }
      }
    }
    return try result.get()
  }

  // MARK: - Screenshots and statistics

  private func picture(_ order: PictureOrder) throws -> ControlAnswer.Outcome {
    guard let screen = game.screen else { throw Unusable(message: "this game draws nothing") }
    var image = try screen.renderer.readPixels(withOverlay: order.withOverlay)
    if let region = order.region {
      let sides = region.map(Int.init)
      guard sides.count == 4, sides[2] > 0, sides[3] > 0, sides[0] + sides[2] <= image.width, sides[1] + sides[3] <= image.height else {
        throw Unusable(message: "the region does not lie within the picture of \(image.width) by \(image.height) pixels")
      }
      image = image.cropped(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }
    if order.percent != 100 {
      let side = { (length: Int) in max(1, length * Int(order.percent) / 100) }
      guard side(max(image.width, image.height)) <= Int(Configuration.Bound.side.upperBound) else {
        throw Unusable(message: "the picture would have more than \(Configuration.Bound.side.upperBound) pixels on a side")
      }
      image = image.scaled(width: side(image.width), height: side(image.height))
    }
    let bytes = try PNGWriter.encode(image)
    return .picture(width: UInt32(image.width), height: UInt32(image.height), try Blob(bytes, name: "arcane-picture"))
  }

  private func performance(_ memory: ToSupervisor.Memory) -> JSONValue {
    let statistics = game.screen?.renderer.statistics
    let heap = game.script.heapStatistics
    return .of([
      "milliseconds": game.frameTimes.json, "drawCalls": .value(statistics?.drawCalls ?? 0), "sprites": .value(statistics?.sprites ?? 0),
      "memory": .of([
        "residentKilobytes": .value(memory.resident), "scriptHeapKilobytes": .value(memory.scriptHeap),
        "arrayBufferKilobytes": .value(heap.externalBytes / 1024),
      ]),
    ])
  }
}

extension Game {
  /// The URL of a module by its path from the game's folder, by an absolute one, or by its specifier.
  func moduleURL(_ path: String) throws -> String {
    let urls = script.moduleURLs
    let file = path.hasPrefix("/") ? path : FilePath.normalized(entryFolder + "/" + path)
    for candidate in [path, ModuleURL.file(file)] where urls.contains(candidate) { return candidate }
    let known = urls.compactMap { ModuleURL.path($0) }.map { $0.hasPrefix(entryFolder + "/") ? "./" + $0.dropFirst(entryFolder.utf8.count + 1) : $0 }
    let near = NearestName.of(path, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
    throw OpError("there is no module \"\(path)\" in the game.\(near)")
  }
}
