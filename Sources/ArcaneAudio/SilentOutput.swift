/// The silent output: advances voices by the frames that the game has run, and makes no sound, no thread and no system
/// call. For machines without a device, for headless runs (where time must not depend on a sound card) and for tests.
final class SilentOutput: AudioOutput {
  private struct Slot {
    var sound: UInt32 = 0
    var seconds = 0.0
    var length = 0.0
    var pitch: Float = 1
    var loops = false
    var playing = false
  }

  private var slots: [Slot]
  private var lengths: [UInt32: Double] = [:]
  private var running = false

  init(capacity: Int) { slots = Array(repeating: Slot(), count: capacity) }

  var capacity: Int { slots.count }

  func setSound(_ id: UInt32, _ pcm: PCM) { lengths[id] = pcm.seconds }
  func removeSound(_ id: UInt32) { lengths[id] = nil }

  func start(_ slot: Int, sound: UInt32, at seconds: Double, _ settings: VoiceSettings) -> Bool {
    guard let length = lengths[sound] else { return false }
    slots[slot] = Slot(
      sound: sound, seconds: seconds, length: length, pitch: settings.pitch, loops: settings.loops, playing: true)
    return true
  }
  func stop(_ slot: Int) { slots[slot].playing = false }
  func setGain(_ slot: Int, _ gain: Float) {}
  func setPitch(_ slot: Int, _ pitch: Float) { slots[slot].pitch = pitch }
  func setPlacement(_ slot: Int, _ placement: VoiceSettings.Placement) {}
  func isPlaying(_ slot: Int) -> Bool { slots[slot].playing }
  func position(_ slot: Int) -> Double { slots[slot].seconds }
  func resume() { running = true }
  func pause() { running = false }

  func advance(_ seconds: Double) {
    guard running else { return }
    for index in slots.indices where slots[index].playing {
      slots[index].seconds += seconds * Double(slots[index].pitch)
      if slots[index].seconds < slots[index].length { continue }
      if slots[index].loops {
        slots[index].seconds.formTruncatingRemainder(dividingBy: slots[index].length)
      } else {
        slots[index].playing = false
      }
    }
  }

  func loss() -> String? { nil }
}
