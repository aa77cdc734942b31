"""The cases by name, in the order in which they run."""

from . import case_asset, case_demos, case_frames, case_headless, case_idle, case_mechanisms, case_rapid, case_restart, case_sprites, \
    case_start, case_textures, case_window

ALL = {
    "window-small": ("save to pixels, small game of 1 module", case_window.one_module),
    "window-10": ("save to pixels, 10 modules", case_window.project("window-10", 10, 0, median=5, p99=17)),
    "window-100": ("save to pixels, 100 modules and 100 textures", case_window.project("window-100", 100, 100, median=8, p99=33)),
    "window-100-own": ("the same, each module loads its own texture",
                       case_window.project("window-100-own", 100, 100, spread=True, median=8, p99=33)),
    "window-1000": ("save to pixels, 1,000 modules", case_window.project("window-1000", 1000, 0, median=20)),
    "textures-1000": ("1,000 modules with 1,000 textures, with 20 and with none", case_textures.textures),
    "window-rapid": ("save to pixels without a pause, standby still cold", case_rapid.rapid_reloads),
    "window-samples": ("what the screen and the window manager see during reloads", case_window.steady),
    "rapid": ("a save every 50 ms", case_rapid.rapid),
    "no-standby": ("save to pixels with --no-standby", case_window.no_standby),
    "headless-10": ("save to the first statement of the changed module, 10 modules", case_headless.headless("headless-10", 10, median=4)),
    "headless-100": ("the same, 100 modules", case_headless.headless("headless-100", 100)),
    "headless-1000": ("the same, 1,000 modules", case_headless.headless("headless-1000", 1000)),
    "asset": ("a saved picture, in place", case_asset.asset),
    "demos": ("reloads of the games of demos/", case_demos.demos),
    "cold-start": ("the command to the first picture, beside LÖVE", case_start.cold),
    "sprites": ("10,000 sprites a frame, beside LÖVE", case_sprites.sprites),
    "frames": ("frames of a game while the next standby warms up", case_frames.frames),
    "restart-tools": ("entr, inotifywait, LÖVE under entr: save to pixels, and how long there is no game", case_restart.restart),
    "mechanisms": ("the same with each mechanism turned off, in turns; only when asked for", case_mechanisms.mechanisms),
    "idle": ("wake-ups and memory while nobody saves", case_idle.idle),
}
SMOKE = ["window-small", "window-samples", "headless-10", "asset", "idle"]
#: Only where they are named.
ON_REQUEST = ["mechanisms"]
