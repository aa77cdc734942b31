"""What an X server shows, read without asking it: Xvfb keeps its screen in a file (`-fbdir`), which is mapped here.

Nothing of what is looked at has to be copied, sent or waited for, so looking takes next to nothing from what is measured.
"""

import mmap
import struct

from .errors import Broken


class Framebuffer:
    """The file is an XWD dump (X11/XWDFile.h): a header of big-endian words, the screen's name, a color map, the pixels."""

    NAME = "Xvfb_screen0"

    def __init__(self, path):
        with open(path, "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack_from(">25I", self.memory)
        if header[11] != 32:
            raise Broken(f"Xvfb's screen has {header[11]} bits a pixel instead of 32")
        self.stride = header[12]
        self.start = header[0] + header[19] * 12

    def offset(self, x, y):
        return self.start + y * self.stride + x * 4

    def pixels(self, x, y, width, height):
        """The bytes of a rectangle, row by row: blue, green, red and one that says nothing for each pixel."""
        first = self.offset(x, y)
        return b"".join(self.memory[row:row + width * 4] for row in range(first, first + height * self.stride, self.stride))

    def close(self):
        self.memory.close()
