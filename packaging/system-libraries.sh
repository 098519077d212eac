#!/usr/bin/env bash
# Installs what is missing on Debian and its relatives: Python's venv module and the libraries that Qt loads.
# Elsewhere, or without the right to install, it says so and goes on.
set -euo pipefail

wanted=(
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0 fonts-dejavu-core      # Qt, also without a display
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0   # a window on X
    libcups2                                                                                    # printing
)
"${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3-venv)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    exit 0
fi

# A newer Debian provides some of these under another name (libglib2.0-0t64), hence Provides.
present=$(dpkg-query --show --showformat '${db:Status-Status} ${Package} ${Provides}\n' | sed -n 's/^installed //p' | tr -s ', ' '\n')
missing=()
for package in "${wanted[@]}"; do
    grep --quiet --line-regexp --fixed-strings -- "$package" <<<"$present" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && { [ -t 0 ] || sudo --non-interactive true 2>/dev/null; }; then
    as_root=(sudo)
else
    echo "setup: not installed: ${missing[*]}; as root, run: apt-get install ${missing[*]}" >&2
    exit 0
fi

echo "setup: installing ${missing[*]}"
"${as_root[@]}" apt-get update --quiet=2 || true
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
    "${missing[@]}" >/dev/null || echo "setup: apt-get could not install ${missing[*]}; going on without" >&2
