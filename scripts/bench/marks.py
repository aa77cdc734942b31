"""When a program opens a file of ours: how a program without a window shows that its code has run."""

import ctypes
import os
import pathlib
import select
import struct
import time

_OPEN = 0x20
_EVENT = struct.Struct("iIII")


class Marks:
    """Files that the measured program reads as its changed module's first statement. The kernel reports each opening (inotify,
    IN_OPEN) to this process, which sleeps until then; so looking costs the program nothing, and no poll rounds the time up.
    """

    def __init__(self, folder, count, suffix=""):
        self.folder, self.suffix = pathlib.Path(folder), suffix
        self.folder.mkdir(parents=True, exist_ok=True)
        for serial in range(count + 1):
            (self.folder / f"mark{serial}{suffix}").write_text("{}")
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
        if self.descriptor < 0 or libc.inotify_add_watch(self.descriptor, os.fsencode(self.folder), _OPEN) < 0:
            raise OSError(ctypes.get_errno(), f"{folder} cannot be watched (inotify): {os.strerror(ctypes.get_errno())}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def wait_for(self, serial, seconds):
        """The monotonic nanoseconds when mark `serial` was opened for the first time; None when it was not. The marks are
        numbered, so a tool that starts the code of an earlier save late is not taken for a quick one."""
        wanted = f"mark{serial}{self.suffix}".encode()
        deadline = time.monotonic() + seconds
        while True:
            if not select.select([self.descriptor], [], [], max(0, deadline - time.monotonic()))[0]:
                return None
            now = time.monotonic_ns()
            data, at = os.read(self.descriptor, 65536), 0
            while at < len(data):
                size = _EVENT.unpack_from(data, at)[3]
                if data[at + 16:at + 16 + size].rstrip(b"\0") == wanted:
                    return now
                at += 16 + size
