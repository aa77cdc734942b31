"""Collects what a recipe makes, then writes it or compares it with what is committed."""

from . import png, sound


class Output:
    """Handed to a recipe's make(out): gathers the files of demos/NAME/assets/ by name."""

    def __init__(self):
        self.files = {}

    def png(self, name, canvas):
        """A picture of its own, such as a backdrop."""
        self._add(f"{name}.png", canvas.png())

    def atlas(self, atlas):
        """An Atlas or a TileSheet: its picture and its TypeScript module."""
        for name, data in atlas.files().items():
            self._add(name, data)

    def wav(self, name, samples):
        """A sound, from samples between -1 and 1 (louder ones are limited)."""
        self._add(f"{name}.wav", sound.encode_wav(samples))

    def text(self, name, text):
        """Any text file, named in full."""
        self._add(name, text.encode())

    def _add(self, name, data):
        if name in self.files:
            raise ValueError(f"two files are called {name}")
        self.files[name] = data

    def write(self, folder):
        """Writes the files that changed; returns their names."""
        folder.mkdir(exist_ok=True)
        changed = [name for name, data in self.files.items() if not _same(folder / name, data)]
        for name in changed:
            (folder / name).write_bytes(self.files[name])
        return changed

    def differences(self, folder):
        """What a check has to report, one sentence a file: missing, different, or made by nothing."""
        problems = []
        for name, data in self.files.items():
            if not (folder / name).is_file():
                problems.append(f"{folder / name} is missing")
            elif not _same(folder / name, data):
                problems.append(f"{folder / name} is not what its recipe makes")
        present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        problems += [f"{folder / name} is made by no recipe" for name in sorted(present - set(self.files))]
        return problems


def _same(path, data):
    """Whether a file holds this content: pictures by their pixels (zlib versions compress differently), sounds to
    within one step of 65,536 (mathematical libraries differ in the last bit), all else byte for byte."""
    if not path.is_file():
        return False
    old = path.read_bytes()
    if old == data:
        return True
    try:
        if path.suffix == ".png":
            return png.decode(old) == png.decode(data)
        if path.suffix == ".wav":
            before, after = sound.decode_wav(old), sound.decode_wav(data)
            return len(before) == len(after) and all(abs(a - b) <= 1 for a, b in zip(before, after))
    except ValueError:
        pass
    return False
