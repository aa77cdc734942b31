# What watch-entr.sh and watch-inotifywait.sh share; they source it.

die() {
  echo "$(basename "$0"): error: $*" >&2
  exit 1
}

# watch_begin TOOL PACKAGE GAME.ts [ARGUMENT ...] sets game, folder, arguments and supervise, or ends with a message.
watch_begin() {
  local tool=$1 package=$2
  shift 2
  case ${1:-} in
    "" | -h | --help)
      sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2
      exit 2
      ;;
  esac
  command -v "$tool" >/dev/null || die "$tool is not installed; on Debian: sudo apt-get install $package"
  [ -f "$1" ] || die "there is no file $1"
  game=$(cd "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
  folder=$(dirname -- "$game")
  shift
  arguments=("$@")
  local root
  root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
  if [ -n "${ARCANE_SUPERVISE:-}" ]; then
    supervise=$ARCANE_SUPERVISE
  elif [ -x "$root/.build/release/arcane-supervise" ]; then
    supervise=$root/.build/release/arcane-supervise
  else
    supervise=arcane-supervise
  fi
  command -v "$supervise" >/dev/null || die "$supervise was not found; build it (swift build -c release) or name it in ARCANE_SUPERVISE"
}
