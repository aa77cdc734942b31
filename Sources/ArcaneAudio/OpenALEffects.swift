import COpenAL
import Glibc

/// Low-pass and reverb through the Effects Extension (EFX).
///
/// OpenAL copies a filter's values when it is given to a source, so one filter object serves all. Reverb is an
/// effect slot that sources send to; its delay belongs to the slot, so there is one slot per delay in use, up to
/// four, and further delays take the nearest one.
final class OpenALEffects {
  private static let slotLimit = 4
  private var filter: ALuint = 0
  private var reverbs: [(milliseconds: Float, effect: ALuint, slot: ALuint)] = []

  /// Nil if the objects cannot be made; voices are then dry.
  init?() {
    alGetError()
    alGenFilters(1, &filter)
    guard alGetError() == AL_NO_ERROR else { return nil }
    alFilteri(filter, AL_FILTER_TYPE, AL_FILTER_LOWPASS)
    reverbs.reserveCapacity(Self.slotLimit)
  }

  /// Call with the context current, after the sources are gone.
  func delete() {
    for var reverb in reverbs {
      alDeleteAuxiliaryEffectSlots(1, &reverb.slot)
      alDeleteEffects(1, &reverb.effect)
    }
    alDeleteFilters(1, &filter)
  }

  func apply(_ settings: VoiceSettings, to source: ALuint) {
    if settings.lowPassHz > 0 {
      alFilterf(filter, AL_LOWPASS_GAIN, 1)
      alFilterf(filter, AL_LOWPASS_GAINHF, Self.gainAt5kHz(cutOff: settings.lowPassHz))
      alSourcei(source, AL_DIRECT_FILTER, ALint(bitPattern: filter))
    } else {
      alSourcei(source, AL_DIRECT_FILTER, AL_FILTER_NULL)
    }
    if settings.reverbMix > 0, let slot = reverbSlot(settings.reverbDelayMilliseconds) {
      alFilterf(filter, AL_LOWPASS_GAIN, settings.reverbMix)
      alFilterf(filter, AL_LOWPASS_GAINHF, 1)
      alSource3i(source, AL_AUXILIARY_SEND_FILTER, ALint(bitPattern: slot), 0, ALint(bitPattern: filter))
    } else {
      alSource3i(source, AL_AUXILIARY_SEND_FILTER, ALint(AL_EFFECTSLOT_NULL), 0, AL_FILTER_NULL)
    }
  }

  /// EFX's low-pass is told how much is left at 5 kHz. A second-order filter (12 dB an octave) with the wanted
  /// cut-off leaves this.
  private static func gainAt5kHz(cutOff: Float) -> Float {
    let ratio = 5000 / cutOff
    return 1 / (1 + ratio * ratio * ratio * ratio).squareRoot()
  }

  private func reverbSlot(_ milliseconds: Float) -> ALuint? {
    if let same = reverbs.first(where: { $0.milliseconds == milliseconds }) { return same.slot }
    if reverbs.count < Self.slotLimit, let made = makeReverb(milliseconds) {
      reverbs.append(made)
      return made.slot
    }
    return reverbs.min { abs($0.milliseconds - milliseconds) < abs($1.milliseconds - milliseconds) }?.slot
  }

  private func makeReverb(_ milliseconds: Float) -> (milliseconds: Float, effect: ALuint, slot: ALuint)? {
    var effect: ALuint = 0
    var slot: ALuint = 0
    alGetError()
    alGenEffects(1, &effect)
    guard alGetError() == AL_NO_ERROR else { return nil }
    alEffecti(effect, AL_EFFECT_TYPE, AL_EFFECT_REVERB)
    // Limits of efx.h. The reflections carry the delay, the late part follows.
    alEffectf(effect, AL_REVERB_REFLECTIONS_DELAY, min(milliseconds / 1000, AL_REVERB_MAX_REFLECTIONS_DELAY))
    alGenAuxiliaryEffectSlots(1, &slot)
    guard alGetError() == AL_NO_ERROR else {
      alDeleteEffects(1, &effect)
      return nil
    }
    alAuxiliaryEffectSloti(slot, AL_EFFECTSLOT_EFFECT, ALint(bitPattern: effect))
    return (milliseconds, effect, slot)
  }
}

/// Glibc's, at single precision, under a name that says what it is.
func sine(_ radians: Float) -> Float { sinf(radians) }
