#!/usr/bin/env bash
# Sets everything up on Debian 12, Ubuntu or macOS, then does one thing:
#   bash installer/setup.sh speak   a typed sentence in the voice of a sample, as hello.wav
#   bash installer/setup.sh app     opens the app
#   bash installer/setup.sh test    installs what the tests need and runs them
set -euo pipefail
cd "$(dirname "$0")/.."
job="${1:-speak}"

speech_libraries="libportaudio2"
app_libraries="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4
  libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0"
test_libraries="xvfb xdotool pulseaudio pulseaudio-utils libasound2-plugins gcc g++ python3-dev"

system_libraries() {
  command -v apt-get >/dev/null || return 0 # macOS: the wheels bring what they need
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

environment() { # extras
  local python="" candidate
  for candidate in python3 python3.13 python3.12 python3.11; do
    # Asked, not only looked up: a version manager's shim may be there without its Python.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python="$candidate"
      break
    fi
  done
  [ -n "$python" ] || {
    echo "Viva Voce needs Python 3.11 or newer, and none was found. Install it and run this again." >&2
    exit 2
  }
  [ -x .venv/bin/python ] || { "$python" -m venv .venv 2>/dev/null || { system_libraries python3-venv && "$python" -m venv .venv; }; }
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".$1"
}

case "$job" in
  speak)
    # shellcheck disable=SC2086
    system_libraries $speech_libraries
    environment ""
    .venv/bin/vivavoce speak "Good morning. It is good to hear my own voice again." \
      --sample assets/samples/reader.wav --transcript "$(cat assets/samples/reader.txt)" --output hello.wav
    echo "hello.wav is ready."
    ;;
  app)
    # shellcheck disable=SC2086
    system_libraries $speech_libraries $app_libraries
    environment "[app]"
    exec .venv/bin/vivavoce-app
    ;;
  test)
    # shellcheck disable=SC2086
    system_libraries $speech_libraries $app_libraries $test_libraries
    # A plain "torch" on Linux brings gigabytes of CUDA; this release is a CPU build.
    [ -x .venv/bin/python ] || environment ""
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "torch==2.13.0"
    environment "[app,training,evaluation,dev]"
    # encodec asks for torchaudio, which is never loaded and would bring another torch.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps "encodec>=0.1.1,<0.2" "einops>=0.7,<1"
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/pyright
    .venv/bin/lint-imports
    .venv/bin/python -m pytest "${@:2}"
    ;;
  *)
    echo "Say what to do: speak, app or test." >&2
    exit 2
    ;;
esac
