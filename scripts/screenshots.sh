#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the pictures of the documentation again, in docs/images, from the release build that ./run
# makes. Needs no display and gives the same pictures each time: the seeds are fixed.
# --all FOLDER makes pictures of every layout and mode instead, in both sizes and themes, to be
# looked at for what is cut off, overlaps or cannot be read.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
source scripts/dependencies.sh
source scripts/build.sh
source scripts/display.sh

install_dependencies
programs=(calolens)
[ "${1:-}" = --all ] || programs+=(calolens-cli)
build_preset release "${programs[@]}"

pictures=docs/images
mkdir -p "$pictures"
settings=$(mktemp -d) # the user's settings must not show in the pictures
trap 'rm -rf "$settings"' EXIT
export XDG_CONFIG_HOME=$settings XDG_DATA_HOME=$settings XDG_RUNTIME_DIR=$settings OMP_NUM_THREADS=1

view() { # view FILE SIZE THEME COMMAND...: the window after some of its commands
    local file=$1 size=$2 theme=$3
    shift 3
    local commands=()
    for command in "$@"; do commands+=(--command "$command"); done
    unseen build/release/app/calolens/calolens --anonymous --event 0 --run --seed 1 --theme "$theme" --size "$size" "${commands[@]}" \
        --screenshot "$pictures/$file-$size-$theme.png" --exit
    echo "$pictures/$file-$size-$theme.png"
}
# Two moments of a run: one pinned, two marked.
moments=(frames.first frames.next frames.next frames.next frames.bookmark frames.pin frames.next frames.next frames.next frames.bookmark frames.last)
if [ "${1:-}" = --all ]; then
    pictures=${2:?where to put the pictures}
    mkdir -p "$pictures"
    for theme in dark light; do
        for size in 1280x800 2560x1440; do
            for layout in twoByTwo single wipe crossfade flicker maps; do
                view "$layout" "$size" "$theme" "view.$layout"
            done
            view wipe-maps "$size" "$theme" view.wipe view.maps view.nextCell
            view selection "$size" "$theme" view.twoByTwo view.maps view.nextCell view.selectPinned
            view own-range "$size" "$theme" view.range view.legend view.colours
            view boxes "$size" "$theme" view.style view.difference
            view moments "$size" "$theme" "${moments[@]}"
        done
    done
    exit 0
fi

for theme in dark light; do
    for size in 1280x800 2560x1440; do
        unseen build/release/app/calolens/calolens --anonymous --event 0 --run --seed 1 --theme "$theme" \
            --size "$size" --screenshot "$pictures/window-$size-$theme.png" --exit
        echo "$pictures/window-$size-$theme.png"
    done
done
for theme in dark light; do
    unseen build/release/app/calolens/calolens --anonymous --event 3 --run --draws 16 --check lr-consistency --seed 1 \
        --theme "$theme" --size 1280x800 --screenshot "$pictures/evidence-1280x800-$theme.png" --exit
done
unseen build/release/app/calolens/calolens --anonymous --event 3 --draws 16 --check information --seed 1 --theme dark \
    --size 1280x800 --screenshot "$pictures/information-1280x800-dark.png" --exit
unseen build/release/app/calolens/calolens --anonymous resources/events/multi.h5 --event 0 --draws 16 --check false-energy --seed 1 \
    --theme dark --size 2560x1440 --screenshot "$pictures/evidence-2560x1440-dark.png" --exit
view wipe 1280x800 dark view.wipe view.maps view.nextCell
view maps 2560x1440 light view.maps view.nextCell view.selectPinned
view moments 1280x800 dark "${moments[@]}"
cli=build/release/app/cli/calolens-cli
"$cli" predict resources/events/electrons.h5 -o "$settings/predicted.h5" --model electron-2x \
    --samples 10 --seed 1 --events 0:1
"$cli" export "$settings/predicted.h5" --event 0 --dpi 110 --anonymous -o "$pictures/sheet.png"

# The plots of an event, and the window that shows what an export will look like.
window() { unseen build/release/app/calolens/calolens --anonymous "$@" --exit; }
window --event 3 --draws 16 --seed 1 --theme dark --size 1280x800 --command view.plotsPanel \
    --screenshot "$pictures/plots-1280x800-dark.png"
HOME=/home/you window --event 3 --run --seed 1 --theme light --size 1280x800 --command file.export --settle 3000 \
    --screenshot "$pictures/export-light.png"

# Distributions need more events than the demo has: simulated ones.
"$cli" simulate -o "$settings/deposits.h5" --preset single-electron --events 600 --seed 1
"$cli" digitize "$settings/deposits.h5" -o "$settings/sample.h5" --preset cocoa-sr2 --seed 1
"$cli" predict "$settings/sample.h5" -o "$settings/sample.h5" --model electron-2x --samples 1 --seed 1
for theme in dark light; do
    window "$settings/sample.h5" --theme "$theme" --size 1280x800 --command event.distributions --settle 15000 \
        --screenshot "$pictures/distributions-$theme.png"
done
