#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# On a machine with an NVIDIA GPU: builds the command line and the test of the device, runs the test,
# and measures a step on the CPU and on the GPU. Neither Qt nor a display is needed.
#
#   scripts/device_check.sh [BUILD FOLDER]     build/device if not given
#
# LibTorch with CUDA: from CMAKE_PREFIX_PATH, or the one inside python3's torch, or the system's
# (libtorch-cuda-dev). Exit codes: that of the test (0 good, 1 not, 77 no device), or of what failed.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/..
build=${1:-$here/build/device}

if [ -z "${CMAKE_PREFIX_PATH:-}" ]; then
    if torch=$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)' 2>/dev/null); then
        export CMAKE_PREFIX_PATH=$torch
    else
        echo "python3 has no torch, and CMAKE_PREFIX_PATH names none: taking the system's LibTorch." >&2
    fi
fi
nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo "no driver answers"

cmake -S "$here" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCALOLENS_BUILD_UI=OFF \
    -DCALOLENS_BUILD_DEVICE_CHECK=ON -DCMAKE_MESSAGE_LOG_LEVEL=WARNING ${CALOLENS_CMAKE_OPTIONS:-}
cmake --build "$build" --target calolens-cli calolens-device-check -- --quiet

result=0
"$build/tests/device/calolens-device-check" || result=$?

cli=$build/app/cli/calolens-cli
events=$build/device-events.h5
"$cli" digitize "$here/tests/fixtures/multi_deposits.h5" -o "$events" --preset cocoa-sr2 --seed 1
for cells in 50 200; do
    "$cli" benchmark step "$events" --cells $cells --repeats 30 \
        --model "$here/resources/models/electron-2x.calomodel"
done
exit $result
