#!/usr/bin/env bash
# Plays a game and starts it over at every save, by inotifywait (Debian package inotify-tools): the way without our
# own watcher. docs/external-watchers.md tells what this costs.
#
#   scripts/watch-inotifywait.sh GAME.ts [ARGUMENT OF arcane-supervise run ...]
#
# Watches the game's folder and those below, new ones too, save those whose name begins with a dot and node_modules.
# ARCANE_SUPERVISE names the program where it is neither built here nor on PATH.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=scripts/watch-common.sh
source "$here/watch-common.sh"
watch_begin inotifywait inotify-tools "$@"

player=
watcher=
end_game() {
  [ -n "$player" ] || return 0
  # The game leads a session of its own, so that one signal reaches whatever it started.
  kill -TERM -- "-$player" 2>/dev/null || true
  for _ in $(seq 40); do
    kill -0 "$player" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL -- "-$player" 2>/dev/null || true
  wait "$player" 2>/dev/null || true
  player=
}
start_game() {
  setsid "$supervise" run "$game" "${arguments[@]}" &
  player=$!
}
stop() {
  trap - EXIT INT TERM HUP
  if [ -n "$watcher" ]; then kill -TERM "$watcher" 2>/dev/null || true; fi
  end_game
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM HUP

# One stream for what happens: lines that begin with "save " are saves, all others inotifywait's own words.
exec {events}< <(exec inotifywait -m -r -e close_write,moved_to,delete --format 'save %w%f' \
  --exclude '/(\.[^/]+|node_modules)(/|$)' -- "$folder" 2>&1)
watcher=$!

while IFS= read -r -u "$events" line; do
  case $line in
    "Watches established.") start_game ;;
    "Setting up watches."*) ;;
    "save "*)
      # What follows at once belongs to the same save: editors write several files, git a hundred.
      while IFS= read -r -t 0.03 -u "$events" line; do :; done
      end_game
      start_game
      ;;
    *) echo "watch-inotifywait: $line" >&2 ;;
  esac
done
die "inotifywait has ended"
