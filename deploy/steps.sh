# shellcheck shell=bash
# What start, test and stop have in common: how a step speaks, and how a machine gets its packages.
#
# Sourced, never run. Expects `set -euo pipefail` and the current folder to be the project's root.

# Ends with one sentence that says what is wrong and what to do.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Where the demonstration lives: register, identities, log.
demo_home() { printf '%s' "${DATALEK_HOME:-${XDG_STATE_HOME:-$HOME/.local/state}/datalek-demo}"; }

# The process id of the demonstration's server; fails when it is not running.
server_pid() {
  local pid
  pid=$(cat "$1/server.pid" 2>/dev/null) || return 1
  [[ $(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") == *datalekd\ serve* ]] || return 1
  printf '%s' "$pid"
}

say() { printf '\n== %s\n' "$*"; }

# The packages that are needed, but for those that are here. npm comes with some builds of nodejs.
missing_packages() {
  local group package
  while read -r group package _; do
    [[ -z $group || $group == '#'* ]] && continue
    [[ " $* " == *" $group "* ]] || continue
    case $package in
      nodejs | npm | git | python3 | shellcheck) command -v "${package/nodejs/node}" >/dev/null ||
        echo "$package" ;;
      *) dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        echo "$package" ;;
    esac
  done <deploy/packages
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Installs what is missing of these groups of deploy/packages; silent when nothing is.
install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "This is no Debian: use Debian 12, or install what deploy/packages lists by other means."
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || fail "Packages are missing and you are not root: run" \
      "\`apt-get install ${missing[*]}\` as root, then this again."
  fi
  say "Installing ${#missing[@]} packages of Debian: ${missing[*]}"
  run_logged "Debian's package lists cannot be fetched" as_root apt-get update
  run_logged "Debian's packages cannot be installed" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}"
}

# True when something answers on this port of this machine.
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Runs a command whose output matters only when it fails: run_logged WHAT-FAILED COMMAND...
run_logged() {
  local what=$1 log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  explain "$what" "$log"
}

# Ends with the reason that the log shows, as far as we know it.
explain() {
  local what=$1 log=$2
  tail -n 15 "$log" >&2
  if grep -qiE 'No space left on device|disk is full' "$log"; then
    fail "The disk is full: make some room and run this again."
  elif grep -qE 'Could not (resolve|connect)|Temporary failure|ENOTFOUND|EAI_AGAIN' "$log"; then
    fail "$what, because the network does not answer: check it and run this again."
  elif grep -q 'Could not get lock' "$log"; then
    fail "$what, because another program is installing packages: wait for it and run this again."
  fi
  fail "$what; what it said stands above, and all of it in $log."
}

# Fails early rather than half-way: need_room MEBIBYTES FOLDER
need_room() {
  local free
  free=$(df --output=avail --block-size=1M "$2" | tail -n 1)
  ((free >= $1)) || fail "The disk has $((free)) MiB left where $2 lies and this needs $1:" \
    "make some room and run this again."
}

# Configures a preset: configure PRESET FOLDER [CMAKE-ARGUMENT...]
configure() {
  local log
  log=$(mktemp)
  cmake --preset "$1" -B "$2" "${@:3}" >"$log" 2>&1 ||
    explain "The build cannot be configured" "$log"
  rm -f "$log"
}

# Builds with progress: build FOLDER TARGET...
build() {
  local log
  log=$(mktemp)
  if ! cmake --build "$1" --target "${@:2}" 2>&1 | tee "$log" | progress; then
    grep -E -A 4 'error:|FAILED' "$log" | head -n 40 >"$log.errors"
    explain "The build failed" "$log.errors"
  fi
  rm -f "$log"
}

# Ninja's lines: on a terminal one that is rewritten, elsewhere every fiftieth.
progress() {
  local line count=0 columns
  columns=$(tput cols 2>/dev/null || echo 80)
  while IFS= read -r line; do
    if [[ $line != '['*/*']'* ]]; then
      continue
    elif [[ -t 1 ]]; then
      printf '\r\033[K%.*s' "$((columns - 1))" "$line"
    elif ((count++ % 50 == 0)); then
      printf '%s\n' "$line"
    fi
  done
  if [[ -t 1 ]]; then
    printf '\r\033[K'
  fi
}
