#!/bin/sh
# Installs Ollama Turnkey for the user who runs it: ./install.sh [options of `ollama-turnkey install-host`]
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$here/ollama-turnkey
fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

[ -f "$program" ] || fail "There is no ollama-turnkey beside this script. Unpack the whole archive."
[ "$(id -u)" != 0 ] || [ -z "${SUDO_USER:-}" ] ||
  fail "Run this without sudo: each user installs it for themselves. For all users: --system with the .deb package."
chmod +x "$program" 2>/dev/null || :
"$program" --version >/dev/null 2>&1 ||
  fail "This computer cannot run $program. Check that the archive is the one for its processor ($(uname -m)), and that the folder is not mounted with noexec."

exec "$program" install-host "$@"
