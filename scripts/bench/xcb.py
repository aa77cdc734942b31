"""The few calls of libxcb that looking at a screen takes, by ctypes: pixels, windows, properties, events."""

import ctypes
import struct

from .errors import Missing

_COLOUR_DEPTH_MASK = 0xFFFFFFFF
_Z_PIXMAP = 2

EVENT_NAMES = {
    2: "KeyPress", 9: "FocusIn", 10: "FocusOut", 12: "Expose", 15: "VisibilityNotify", 16: "CreateNotify",
    17: "DestroyNotify", 18: "UnmapNotify", 19: "MapNotify", 21: "ReparentNotify", 22: "ConfigureNotify",
    24: "GravityNotify", 26: "CirculateNotify", 28: "PropertyNotify",
}
STRUCTURE_NOTIFY, FOCUS_CHANGE, PROPERTY_CHANGE = 1 << 17, 1 << 21, 1 << 22


class _Cookie(ctypes.Structure):
    _fields_ = [("sequence", ctypes.c_uint)]


def _library():
    try:
        xcb = ctypes.CDLL("libxcb.so.1", use_errno=True)
    except OSError:
        raise Missing("libxcb is not installed; on Debian: sudo apt-get install libxcb1") from None
    pointer, u32, u16, i16, u8 = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16, ctypes.c_int16, ctypes.c_uint8
    signatures = {
        "connect": (pointer, [ctypes.c_char_p, pointer]), "connection_has_error": (ctypes.c_int, [pointer]),
        "disconnect": (None, [pointer]), "get_setup": (pointer, [pointer]), "flush": (ctypes.c_int, [pointer]),
        "get_image": (_Cookie, [pointer, u8, u32, i16, i16, u16, u16, u32]), "query_tree": (_Cookie, [pointer, u32]),
        "get_geometry": (_Cookie, [pointer, u32]), "translate_coordinates": (_Cookie, [pointer, u32, u32, i16, i16]),
        "get_property": (_Cookie, [pointer, u8, u32, u32, u32, u32, u32]), "intern_atom": (_Cookie, [pointer, u8, u16, ctypes.c_char_p]),
        "get_input_focus": (_Cookie, [pointer]), "change_window_attributes": (_Cookie, [pointer, u32, u32, pointer]),
        "poll_for_event": (pointer, [pointer]), "poll_for_queued_event": (pointer, [pointer]),
    }
    for name in ("get_image", "query_tree", "get_geometry", "translate_coordinates", "get_property", "intern_atom", "get_input_focus"):
        signatures[name + "_reply"] = (pointer, [pointer, _Cookie, pointer])
    for name, (result, arguments) in signatures.items():
        function = getattr(xcb, "xcb_" + name)
        function.restype, function.argtypes = result, arguments
    return xcb


class Connection:
    """A connection to an X server. Each reply is copied out and freed at once."""

    def __init__(self, display):
        self.xcb = _library()
        self.free = ctypes.CDLL(None).free
        self.free.argtypes, self.free.restype = [ctypes.c_void_p], None
        self.raw = self.xcb.xcb_connect(display.encode(), None)
        if self.xcb.xcb_connection_has_error(self.raw):
            raise Missing(f"no X server answers at {display}")
        # The setup block (X11/Xproto.h): its vendor's name and formats lie before the first screen, whose first word is the root.
        setup = self.xcb.xcb_get_setup(self.raw)
        head = ctypes.string_at(setup, 40)
        vendor, formats = struct.unpack_from("<H", head, 24)[0], head[29]
        self.root = struct.unpack("<I", ctypes.string_at(setup + 40 + (vendor + 3) // 4 * 4 + formats * 8, 4))[0]

    def close(self):
        self.xcb.xcb_disconnect(self.raw)

    def _reply(self, name, *arguments):
        cookie = getattr(self.xcb, "xcb_" + name)(self.raw, *arguments)
        reply = getattr(self.xcb, f"xcb_{name}_reply")(self.raw, cookie, None)
        if not reply:
            return None
        size = 32 + 4 * struct.unpack("<I", ctypes.string_at(reply + 4, 4))[0]
        data = ctypes.string_at(reply, size)
        self.free(reply)
        return data

    def pixels(self, x, y, width, height):
        """The bytes of a rectangle of the root window, that is of what is to be seen; None where there is no such place."""
        reply = self._reply("get_image", _Z_PIXMAP, self.root, x, y, width, height, _COLOUR_DEPTH_MASK)
        return reply and reply[32:]

    def atom(self, name):
        return struct.unpack_from("<I", self._reply("intern_atom", 0, len(name), name.encode()), 8)[0]

    def children(self, window):
        reply = self._reply("query_tree", window)
        return struct.unpack_from(f"<{struct.unpack_from('<H', reply, 16)[0]}I", reply, 32) if reply else ()

    def parent(self, window):
        return struct.unpack_from("<I", self._reply("query_tree", window), 12)[0]

    def property(self, window, atom):
        """The first 64 words of a property's value."""
        reply = self._reply("get_property", 0, window, atom, 0, 0, 64)
        return reply[32:32 + struct.unpack_from("<I", reply, 16)[0] * (reply[1] // 8)] if reply and reply[1] else b""

    def place(self, window):
        """x, y on the root window, width and height."""
        geometry = self._reply("get_geometry", window)
        corner = self._reply("translate_coordinates", window, self.root, 0, 0)
        if not geometry or not corner:
            return None
        return struct.unpack_from("<hh", corner, 12) + struct.unpack_from("<HH", geometry, 16)

    def focus(self):
        return struct.unpack_from("<I", self._reply("get_input_focus"), 8)[0]

    def find(self, wanted, window=None):
        """The window whose WM_CLASS begins with one of these names, wherever a window manager has put it."""
        for child in self.children(window or self.root):
            if self.property(child, 67).split(b"\0")[0] in wanted:  # 67: WM_CLASS
                return child
            found = self.find(wanted, child)
            if found:
                return found
        return None

    def listen(self, window, mask):
        values = (ctypes.c_uint32 * 1)(mask)
        self.xcb.xcb_change_window_attributes(self.raw, window, 1 << 11, ctypes.addressof(values))
        self.xcb.xcb_flush(self.raw)

    def events(self, queued=False):
        """(name, window, detail) of what has come; `queued`: only of what was read with a reply already, without a system call."""
        poll = self.xcb.xcb_poll_for_queued_event if queued else self.xcb.xcb_poll_for_event
        while True:
            event = poll(self.raw)
            if not event:
                return
            data = ctypes.string_at(event, 32)
            self.free(event)
            kind = data[0] & 0x7F
            window, detail = struct.unpack_from("<II", data, 4)
            yield EVENT_NAMES.get(kind, f"event {kind}"), window, detail
