"""The cases by name, in the order in which they run."""

from . import case_idle, case_rapid, case_window

ALL = {
    "window-small": ("save to pixels, small game of 1 module", case_window.one_module),
    "window-10": ("save to pixels, 10 modules", case_window.project("window-10", 10, 0, median=5, p99=17)),
    "window-100": ("save to pixels, 100 modules and 100 textures", case_window.project("window-100", 100, 100, median=8, p99=33)),
    "window-1000": ("save to pixels, 1,000 modules", case_window.project("window-1000", 1000, 0, median=20)),
    "window-rapid": ("save to pixels without a pause, standby still cold", case_rapid.rapid_reloads),
    "window-samples": ("what the screen and the window manager see during reloads", case_window.steady),
    "rapid": ("a save every 50 ms", case_rapid.rapid),
    "no-standby": ("save to pixels with --no-standby", case_window.no_standby),
    "idle": ("wake-ups and memory while nobody saves", case_idle.idle),
}
SMOKE = ["window-small", "window-samples", "idle"]
ON_REQUEST = []
