#!/usr/bin/env bash
# The main job from end to end: the example base, its plan on paper, and the window (or its pictures).
set -euo pipefail
cd "$(dirname "$0")/.."

base=out/demo.setvzaim
rm -rf "$base"* out/plan.pdf out/plan.xlsx out/pictures
mkdir -p out

.venv/bin/setvzaim demo "$base"
.venv/bin/setvzaim print plan --from "$base" --to out/plan.pdf
.venv/bin/setvzaim print plan --from "$base" --to out/plan.xlsx
echo "The plan is printed: out/plan.pdf, out/plan.xlsx"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "Opening $base"
    .venv/bin/setvzaim "$base"
else
    # Without a window manager Qt's offscreen platform complains at every window.
    QT_LOGGING_RULES=default.warning=false QT_QPA_PLATFORM=offscreen .venv/bin/python - "$base" out/pictures <<'EOS'
import sys
from pathlib import Path

from setvzaim.app import take_pictures

sys.exit(take_pictures(Path(sys.argv[1]), Path(sys.argv[2])))
EOS
    echo "There is no display here: a picture of every tab is in out/pictures/"
fi
