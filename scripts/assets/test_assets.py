"""Tests of the asset toolkit: python3 -m unittest discover -s scripts -t scripts -p 'test_*.py'"""

import tempfile
import unittest
from pathlib import Path

from assets import Atlas, Canvas, Drums, Instrument, TileSheet, logo, music, png, song, sound, text
from assets.output import Output
from assets.palette import COLORS, KEYS, RAMPS, color, darker, lighter


class PaletteTests(unittest.TestCase):
    def test_keys_and_colors_are_unique(self):
        self.assertEqual(len(set(COLORS.values())), len(COLORS))
        self.assertEqual(len(KEYS), len(COLORS) + 2)  # and the two transparent keys

    def test_a_walk_up_and_down_a_ramp_ends_where_it_began(self):
        for ramp in RAMPS:
            for name in ramp[:-1]:
                self.assertEqual(darker(lighter(name)), COLORS[name])

    def test_an_unknown_color_names_the_known_ones(self):
        with self.assertRaisesRegex(ValueError, "no color called 'mauve'; names are ink"):
            color("mauve")


class PngTests(unittest.TestCase):
    def test_pictures_come_back_as_they_were(self):
        canvas = Canvas(3, 2, "red").set(1, 1, (1, 2, 3, 4))
        self.assertEqual(png.decode(canvas.png()), (3, 2, canvas.rgba()))

    def test_a_wrong_amount_of_pixels_is_refused(self):
        with self.assertRaisesRegex(ValueError, "2x2 needs 16 bytes, got 3"):
            png.encode(2, 2, b"abc")


class CanvasTests(unittest.TestCase):
    def test_a_map_drops_indentation_and_names_a_bad_key(self):
        canvas = Canvas.from_map("""
            .R
            X.
        """, X="blue")
        self.assertEqual((canvas.width, canvas.height), (2, 2))
        self.assertEqual([canvas.get(1, 0), canvas.get(0, 1)], [COLORS["red"], COLORS["blue"]])
        with self.assertRaisesRegex(ValueError, r"row 1, column 2: no color has the key '\?'"):
            Canvas.from_map("R?")

    def test_turns_and_mirrors_move_a_corner_where_they_should(self):
        canvas = Canvas(3, 2).set(0, 0, "red")
        self.assertEqual(canvas.mirrored().get(2, 0), COLORS["red"])
        self.assertEqual(canvas.flipped().get(0, 1), COLORS["red"])
        turned = canvas.turned()
        self.assertEqual((turned.width, turned.height, turned.get(1, 0)), (2, 3, COLORS["red"]))

    def test_an_outline_surrounds_and_leaves_the_inside(self):
        outlined = Canvas(1, 1, "red").outlined("ink")
        self.assertEqual(outlined.get(1, 1), COLORS["red"])
        self.assertEqual([outlined.get(x, y) for x, y in ((1, 0), (0, 1), (2, 1), (1, 2))], [COLORS["ink"]] * 4)
        self.assertTrue(outlined.is_clear(0, 0))

    def test_a_gradient_holds_only_its_own_colors_from_first_to_last(self):
        canvas = Canvas(8, 32).gradient(0, 0, 8, 32, ["navy", "blue", "azure"])
        self.assertEqual(set(canvas.pixels), {COLORS[n] for n in ("navy", "blue", "azure")})
        row = lambda y: [canvas.get(x, y) for x in range(8)]
        self.assertGreater(row(0).count(COLORS["navy"]), 5)
        self.assertGreater(row(31).count(COLORS["azure"]), 5)

    def test_an_ellipse_is_symmetric(self):
        for size in (7, 8):
            disc = Canvas(size, size).ellipse(0, 0, size, size, "red")
            self.assertEqual(disc.pixels, disc.mirrored().pixels)
            self.assertEqual(disc.pixels, disc.turned().pixels)

    def test_half_transparent_pixels_mix(self):
        canvas = Canvas(1, 1, (0, 0, 0, 255)).blit(Canvas(1, 1, (255, 255, 255, 128)), 0, 0)
        self.assertEqual(canvas.get(0, 0), (128, 128, 128, 255))

    def test_text_and_logos_have_the_size_that_they_say(self):
        self.assertEqual((text("AI").width, text("AI").height), (9, 7))
        self.assertEqual(logo("A", size=2, depth=2).height, 7 * 4 + 2 + 2)


class SpriteTests(unittest.TestCase):
    def test_sprites_do_not_overlap_and_repeat_their_edges(self):
        atlas = Atlas("atlas", 64)
        for i in range(20):
            atlas.add(f"s{i}", Canvas(5 + i % 7, 3 + i % 5, "red"))
        texture, places = atlas.pack()
        taken = set()
        for x, y, width, height in places.values():
            cells = {(px, py) for px in range(x - 1, x + width + 1) for py in range(y - 1, y + height + 1)}
            self.assertFalse(cells & taken)
            self.assertTrue(all(texture.get(*cell) == COLORS["red"] for cell in cells))
            taken |= cells

    def test_a_name_is_given_once_and_is_an_identifier(self):
        atlas = Atlas()
        atlas.add("ball", Canvas(1, 1))
        with self.assertRaisesRegex(ValueError, "two sprites are called 'ball'"):
            atlas.add("ball", Canvas(1, 1))
        with self.assertRaisesRegex(ValueError, "sprite name 'a-b'"):
            atlas.add("a-b", Canvas(1, 1))

    def test_tiles_count_from_one(self):
        sheet = TileSheet("tiles", 4, columns=2)
        self.assertEqual([sheet.add(n, Canvas(4, 4)) for n in "abc"], [1, 2, 3])
        self.assertEqual(png.decode(sheet.files()["tiles.png"])[:2], (8, 8))


class SoundTests(unittest.TestCase):
    def test_notes_have_their_pitch(self):
        self.assertAlmostEqual(sound.pitch("A4"), 440)
        self.assertAlmostEqual(sound.pitch("C4"), 261.6256, places=3)
        self.assertAlmostEqual(sound.pitch("Bb3"), sound.pitch("A#3"))

    def test_wav_files_come_back_and_loud_samples_are_limited(self):
        self.assertEqual(list(sound.decode_wav(sound.encode_wav([0, 1, -1, 2]))), [0, 32767, -32767, 32767])

    def test_a_tone_ends_quietly(self):
        samples = sound.tone("A4", 0.5, shape=sound.envelope())
        self.assertEqual(len(samples), sound.RATE // 2)
        self.assertLess(abs(samples[-1]), 0.01)

    def test_a_song_has_the_length_of_its_steps_and_wraps_what_rings_on(self):
        loop = song(120, [(Drums(), ". . . k"), (Instrument(), "C4 - . .")])
        self.assertEqual(len(loop), round(4 * 0.125 * sound.RATE))
        alone = song(120, [(Drums(), ". . . k")])
        self.assertGreater(max(map(abs, alone[:500])), 0)  # the kick is longer than its step

    def test_patterns_hold_rest_and_repeat(self):
        self.assertEqual(music._events(music._words("C4 - | . E4 x2")),
                         [[0, "C4", 2], [3, "E4", 1], [4, "C4", 2], [7, "E4", 1]])

    def test_tracks_that_do_not_fit_are_refused(self):
        with self.assertRaisesRegex(ValueError, "a track of 3 steps does not fit into 4"):
            song(120, [(Drums(), "k . k ."), (Drums(), "h h h")])


class OutputTests(unittest.TestCase):
    def test_a_check_finds_what_is_missing_changed_and_left_over(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            output = Output()
            output.png("a", Canvas(2, 2, "red"))
            output.wav("b", [0, 0.5])
            output.text("c.txt", "c")
            self.assertEqual(len(output.differences(folder)), 3)
            self.assertEqual(output.write(folder), ["a.png", "b.wav", "c.txt"])
            self.assertEqual(output.differences(folder), [])
            self.assertEqual(output.write(folder), [])
            (folder / "a.png").write_bytes(Canvas(2, 2, "blue").png())
            (folder / "b.wav").write_bytes(sound.encode_wav([0, 0.6]))
            (folder / "d.png").write_bytes(b"")
            self.assertEqual(output.differences(folder), [
                f"{folder}/a.png is not what its recipe makes", f"{folder}/b.wav is not what its recipe makes",
                f"{folder}/d.png is made by no recipe"])

    def test_a_difference_in_the_last_bit_of_a_sound_is_none(self):
        with tempfile.TemporaryDirectory() as name:
            folder, output = Path(name), Output()
            output.wav("a", [0.5, 0.25])
            (folder / "a.wav").write_bytes(sound.encode_wav([0.5 + 1 / 32767, 0.25]))
            self.assertEqual(output.differences(folder), [])


if __name__ == "__main__":
    unittest.main()
