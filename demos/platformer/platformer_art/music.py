"""What one hears: effects, a tune for the title and one for each place."""

from assets import Drums, Instrument, song, sound


def add(out):
    effects(out)
    tunes(out)


def effects(out):
    soft, thin, hiss = sound.triangle, sound.pulse(0.25), sound.noise(seed=5)
    out.wav("jump", sound.tone("E4", 0.17, thin, 0.2, to="B4"))
    out.wav("land", sound.lowpass(sound.mix(sound.tone(1800, 0.07, hiss, 0.5), sound.tone("A2", 0.07, soft, 0.4)), 1200))
    out.wav("step", sound.lowpass(sound.tone(2400, 0.03, hiss, 0.28), 1600))
    out.wav("drop", sound.tone("G4", 0.1, soft, 0.3, to="C4"))
    for index, note in enumerate(["E5", "G5", "A5", "B5", "D6", "E6", "G6", "A6"]):  # embers in a row climb the scale
        out.wav(f"ember{index}", sound.mix(sound.tone(note, 0.2, soft, 0.34), sound.tone(sound.pitch(note) * 2, 0.08, thin, 0.08)))
    out.wav("foxfire", sound.echo(sound.arpeggio(["B4", "E5", "G#5", "B5", "E6"], 0.07, wave=soft, volume=0.4), 0.13, 0.4, 4))
    out.wav("heart", sound.echo(sound.arpeggio(["G5", "C6", "E6"], 0.08, wave=soft, volume=0.36), 0.12, 0.35, 2))
    out.wav("stomp", sound.mix(sound.tone("C4", 0.14, sound.square, 0.24, to="C3"), sound.tone("G4", 0.2, soft, 0.34, to="G5"),
                               sound.tone(5000, 0.05, hiss, 0.3)))
    out.wav("hurt", sound.crushed(sound.mix(sound.tone("A4", 0.28, sound.square, 0.28, to="D3"), sound.tone(3000, 0.1, hiss, 0.3)), 20))
    out.wav("fall", sound.echo(sound.tone("E5", 0.55, thin, 0.24, to="A2", vibrato=0.04, vibrato_rate=12), 0.15, 0.3, 2))
    out.wav("respawn", sound.echo(sound.arpeggio(["A4", "E5", "A5"], 0.06, wave=soft, volume=0.3), 0.1, 0.3, 2))
    out.wav("spring", sound.tone("D4", 0.32, soft, 0.42, to="D6", vibrato=0.05, vibrato_rate=22))
    out.wav("lantern", sound.echo(sound.mix(sound.arpeggio(["E4", "B4", "E5", "G#5"], 0.08, wave=soft, volume=0.36),
                                            sound.tone(4000, 0.3, hiss, 0.1, to=900)), 0.16, 0.35, 3))
    out.wav("crumble", sound.lowpass(sound.sequence(*(sound.tone(freq, 0.06, hiss, level) for freq, level in
                                                      ((1500, 0.5), (900, 0.4), (1200, 0.45), (700, 0.3)))), 1500))
    out.wav("skid", sound.lowpass(sound.tone(3200, 0.12, hiss, 0.25, to=1600), 2600))
    out.wav("cursor", sound.tone("B5", 0.05, thin, 0.18))
    out.wav("choose", sound.sequence(sound.tone("E5", 0.06, thin, 0.22), sound.tone("B5", 0.16, thin, 0.22)))
    out.wav("locked", sound.tone("A3", 0.14, sound.square, 0.18, to="G3"))
    lead = sound.arpeggio(["E5", "G#5", "B5", "E6", "B5", "E6", "G#6"], 0.1, wave=thin, volume=0.22)
    base = sound.arpeggio(["E3", "E3", "B3", "E4", "A3", "B3", "E4"], 0.1, wave=soft, volume=0.4)
    out.wav("won", sound.echo(sound.mix(lead, base), 0.18, 0.35, 3))


def tunes(out):
    flute = Instrument(sound.triangle, 0.34, sound.envelope(0.03, 0.12, 0.7, 0.08), vibrato=0.005)
    lead = Instrument(sound.pulse(0.25), 0.15, sound.envelope(0.01, 0.12, 0.5, 0.06), vibrato=0.004)
    bell = Instrument(sound.triangle, 0.24, sound.pluck)
    bass = Instrument(sound.triangle, 0.46, sound.envelope(0.004, 0.1, 0.7, 0.04))
    pad = Instrument(sound.pulse(0.125), 0.045, sound.envelope(0.1, 0.3, 0.7, 0.25), detune=0.003)

    def bars(*parts):
        return " ".join(parts)

    # The title: a lullaby in E major pentatonic, a flute over a harp.
    out.wav("music_title", song(88, [
        (bell, bars("E4 . B4 . E5 . B4 . G#4 . B4 . E5 . B4 .", "C#4 . G#4 . E5 . G#4 . C#4 . G#4 . C#5 . G#4 .",
                    "A3 . E4 . C#5 . E4 . A3 . E4 . B4 . E4 .", "B3 . F#4 . D#5 . F#4 . B3 . F#4 . B4 . F#4 .")),
        (flute, bars("B4 - - - - - C#5 - E5 - - - - - . .", "E5 - - - G#5 - F#5 - E5 - - - C#5 - - -",
                     "C#5 - - - - - E5 - B4 - - - - - . .", "D#5 - - - F#5 - E5 - D#5 - - - - - . .")),
        (pad, bars("E3,G#3,B3 - - - - - - - - - - - - - - -", "C#3,E3,G#3 - - - - - - - - - - - - - - -",
                   "A2,C#3,E3 - - - - - - - - - - - - - - -", "B2,D#3,F#3 - - - - - - - - - - - - - - -")),
    ], peak=0.65))

    def stride(low, fifth):
        return f"{low} - . . {fifth} . . . {low} - . {low} {fifth} . . ."

    # The wood: G major, light on its feet.
    out.wav("music_forest", song(132, [
        (bass, bars(stride("G2", "D3"), stride("E2", "B2"), stride("C2", "G2"), stride("D2", "A2")) + " "
         + bars(stride("G2", "D3"), stride("E2", "B2"), stride("A2", "E3"), stride("D2", "A2"))),
        (lead, bars("D5 - B4 - G4 - B4 - D5 - E5 - D5 - - .", "E5 - D5 - B4 - G4 - B4 - - - . . . .",
                    "C5 - E5 - G5 - E5 - C5 - D5 - E5 - - .", "D5 - - - F#5 - E5 - D5 - - - . . . .",
                    "G5 - D5 - B4 - D5 - G5 - A5 - G5 - - .", "B5 - G5 - E5 - G5 - B4 - - - . . . .",
                    "C5 - E5 - A5 - G5 - E5 - C5 - D5 - E5 -", "D5 - A4 - F#4 - A4 - D5 - - - . . . .")),
        (bell, bars("B4 . D5 . G5 . D5 . B4 . D5 . G5 . D5 .", "B4 . E5 . G5 . E5 . B4 . E5 . G5 . E5 .",
                    "C5 . E5 . G5 . E5 . C5 . E5 . G5 . E5 .", "A4 . D5 . F#5 . D5 . A4 . D5 . F#5 . D5 .") + " "
         + bars("B4 . D5 . G5 . D5 . B4 . D5 . G5 . D5 .", "B4 . E5 . G5 . E5 . B4 . E5 . G5 . E5 .",
                "C5 . E5 . A5 . E5 . C5 . E5 . A5 . E5 .", "A4 . D5 . F#5 . D5 . A4 . D5 . F#5 . D5 .")),
        (Drums(0.3), "k . h . s . h h k . h k s . h . x8"),
    ], peak=0.68))

    # The cave: E minor, drops and an echo that never comes back.
    out.wav("music_cave", song(104, [
        (bass, bars("E2 - - - - - . . E2 - . B2 - - . .", "C2 - - - - - . . C2 - . G2 - - . .",
                    "A2 - - - - - . . A2 - . E2 - - . .", "B2 - - - - - . . B2 - . F#2 - - . .")),
        (bell, bars("B5 . . E5 . . G5 . . B4 . . E5 . . .", "G5 . . C5 . . E5 . . G4 . . C5 . . .",
                    "A5 . . C5 . . E5 . . A4 . . C5 . . .", "F#5 . . B4 . . D#5 . . F#4 . . B4 . . .")),
        (flute, bars(". . . . E4 - - - G4 - - - F#4 - E4 -", "G4 - - - - - - - E4 - - - . . . .",
                     ". . . . A4 - - - C5 - - - B4 - A4 -", "B4 - - - - - - - D#4 - - - . . . .")),
        (pad, bars("E3,G3,B3 - - - - - - - - - - - - - - -", "C3,E3,G3 - - - - - - - - - - - - - - -",
                   "A2,C3,E3 - - - - - - - - - - - - - - -", "B2,D#3,F#3 - - - - - - - - - - - - - - -")),
        (Drums(0.24), "k . . . . . h . . . t . . . h . x4"),
    ], peak=0.66))

    # The heights: D minor, wide steps, a drum like a heart.
    out.wav("music_heights", song(126, [
        (bass, bars("D2 . D3 . D2 . D3 . D2 . D3 . C2 . C3 .", "A#1 . A#2 . A#1 . A#2 . A#1 . A#2 . C2 . C3 .",
                    "F2 . F3 . F2 . F3 . F2 . F3 . E2 . E3 .", "G2 . G3 . G2 . G3 . A2 . A3 . A2 . A3 .") + " "
         + bars("D2 . D3 . D2 . D3 . D2 . D3 . C2 . C3 .", "A#1 . A#2 . A#1 . A#2 . A#1 . A#2 . C2 . C3 .",
                "F2 . F3 . F2 . F3 . C2 . C3 . C2 . C3 .", "A2 . A3 . A2 . A3 . A2 . A3 . A2 . A3 .")),
        (lead, bars("D5 - - - A4 - - - F5 - - E5 - - D5 -", "F5 - - - - - - - D5 - - - C5 - - -",
                    "A5 - - - F5 - - - C5 - - D5 - - F5 -", "G5 - - - - - E5 - C#5 - - - - - . .",
                    "D5 - - - A4 - - - F5 - - G5 - - A5 -", "A#5 - - - A5 - - - F5 - - - G5 - - -",
                    "A5 - - - F5 - - - E5 - - - G5 - - -", "E5 - - - C#5 - - - A4 - - - - - . .")),
        (bell, "A5 . D5 . F5 . D5 . A5 . D5 . F5 . D5 . "
         + "A#5 . D5 . F5 . D5 . A#5 . D5 . G5 . E5 . "
         + "A5 . C5 . F5 . C5 . A5 . C5 . G5 . C5 . G5 . D5 . A#4 . D5 . A5 . E5 . C#5 . E5 ."),
        (Drums(0.32), "k . h . s . h . k . k . s . h o x8"),
    ], peak=0.68))
