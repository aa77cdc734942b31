#!/usr/bin/env bash
# Plays a game and starts it over at every save, by entr (https://eradman.com/entrproject/): the way without our own
# watcher. docs/external-watchers.md tells what this costs.
#
#   scripts/watch-entr.sh GAME.ts [ARGUMENT OF arcane-supervise run ...]
#
# Watches every file in the game's folder and below, save those in folders whose name begins with a dot and in
# node_modules. ARCANE_SUPERVISE names the program where it is neither built here nor on PATH.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# shellcheck source=scripts/watch-common.sh
source "$here/watch-common.sh"
watch_begin entr entr "$@"

# Folders as well, for files that come into an empty one. entr reads lines, so a name with a line end is left out.
list_files() {
  find "$folder" \( -name node_modules -o -name '.?*' \) -prune -o \( -type f -o -type d \) ! -name '*
*' -print
}

watcher=
stop() {
  trap - EXIT INT TERM HUP
  # entr ends the game's process group when it is told to end.
  if [ -n "$watcher" ]; then kill -TERM "$watcher" 2>/dev/null || true; wait "$watcher" 2>/dev/null || true; fi
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM HUP

failures=0
while true; do
  began=$SECONDS
  # -r restarts a program that keeps running, -d ends entr when a file is added, -n keeps off the terminal's keys.
  entr -n -d -r "$supervise" run "$game" "${arguments[@]}" < <(list_files) &
  watcher=$!
  status=0
  wait "$watcher" || status=$?
  watcher=
  case $status in
    0 | 2) failures=0 ;;  # 2: a file was added or removed; list them anew
    *)
      # A file that vanished between listing and watching is no reason to give up, an entr that never runs is.
      [ $((SECONDS - began)) -lt 2 ] && failures=$((failures + 1)) || failures=0
      [ "$failures" -lt 5 ] || die "entr ended five times in a row, lastly with code $status"
      sleep 0.2
      ;;
  esac
  [ -f "$game" ] || sleep 0.2
  [ -f "$game" ] || die "$game is gone"
done
