#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The one list of packages that CaloLens needs, for Debian 12 and 13 and Ubuntu 24.04.
#
#   scripts/dependencies.sh                    install what is missing: everything
#   scripts/dependencies.sh --no-ui            only what the command line and core need
#   scripts/dependencies.sh --list [--no-ui]   print the packages, install nothing
#
# run and test source this file and call install_dependencies. "a|b" means: a, or b where the
# distribution has no a.

calolens_packages_build=(
    g++ cmake ninja-build mold ccache pkg-config git
)
calolens_packages_core=(
    libhdf5-dev
    libtorch-dev
    libopenblas0-pthread   # the reference BLAS that libtorch would run on is seven times slower
    mpi-default-dev        # named by the link interfaces of the HDF5 and VTK packages; predict on many machines
    mpi-default-bin        # mpirun
    libcli11-dev nlohmann-json3-dev libspdlog-dev libfmt-dev
    libeigen3-dev
)
calolens_packages_window=(
    qt6-base-dev
    "libqt6opengl6-dev|qt6-base-dev"     # merged into qt6-base-dev in Debian 13
    "qt6-svg-dev|libqt6svg6-dev"         # the second is an older name of Ubuntu's
    "qt6-svg-plugins|libqt6svg6"         # a package of its own since Debian 13
    qt6-qpa-plugins
    libqcustomplot-dev
    libmuparser-dev                      # conditions on events, as one types them
    libvtk9-dev
    libgl1-mesa-dev libegl-dev libgl1-mesa-dri
    libegl1 libegl-mesa0                 # pictures where there is no display
    fontconfig fonts-dejavu-core         # without any font Qt draws boxes
    xvfb xauth                           # tests, and the window where there is no display
)

# Prints the names of the packages, one per line. Argument: "no-ui" leaves the window out.
calolens_packages() {
    printf '%s\n' "${calolens_packages_build[@]}" "${calolens_packages_core[@]}"
    [ "${1:-}" = no-ui ] || printf '%s\n' "${calolens_packages_window[@]}"
}

# Prints the folder of a LibTorch that did not come from a package, or nothing: one named in
# CMAKE_PREFIX_PATH, which CMake reads too, or one unpacked where people do.
own_libtorch() {
    local folder folders
    IFS=: read -r -a folders <<<"${CMAKE_PREFIX_PATH:-}"
    for folder in "${folders[@]}" "$HOME/libtorch" /opt/libtorch /usr/local/libtorch; do
        if [ -f "$folder/share/cmake/Torch/TorchConfig.cmake" ] || [ -f "$folder/Torch/TorchConfig.cmake" ]; then
            echo "$folder"
            return
        fi
    done
}

explain_libtorch() {
    cat >&2 <<'END'
This distribution has no package of LibTorch (Ubuntu 24.04 has none). Take the official one, for CUDA
or for the CPU (C++11 ABI), from https://pytorch.org/get-started/locally, unpack it and say where:
    unzip libtorch-*.zip -d "$HOME"           # found there by itself, or
    CMAKE_PREFIX_PATH=/where/libtorch/is ./run
The LibTorch inside a Python installation of torch 2.6 or later works as well:
    CMAKE_PREFIX_PATH=$(python3 -c 'import torch; print(torch.utils.cmake_prefix_path)') ./run
END
}

package_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

package_available() {
    [[ "$(apt-cache policy "$1" 2>/dev/null)" == *"Candidate: "[!\(]* ]]
}

# Whether the first of an entry's alternatives that the distribution has is installed.
entry_installed() {
    local name
    for name in ${1//|/ }; do
        if package_installed "$name"; then return 0; fi
        if package_available "$name"; then return 1; fi
    done
    return 1
}

# Prints the packages that are missing, one per line; alternatives stay as they are ("a|b").
missing_packages() {
    local entry
    while read -r entry; do
        # Debian's LibTorch with CUDA takes the place of that without.
        if [ "$entry" = libtorch-dev ] &&
            { [ -n "$(own_libtorch)" ] || package_installed libtorch-cuda-dev; }; then continue; fi
        entry_installed "$entry" || echo "$entry"
    done < <(calolens_packages "${1:-}")
}

# Installs what is missing; says nothing where nothing is. Argument: "no-ui" leaves the window out.
install_dependencies() {
    local entry name torch missing=() wanted=() unknown=() as_root=()
    torch=$(own_libtorch)
    if [ -n "$torch" ]; then
        export CMAKE_PREFIX_PATH="$torch${CMAKE_PREFIX_PATH:+:$CMAKE_PREFIX_PATH}"
    fi
    [ "${CALOLENS_SKIP_DEPENDENCIES:-}" != 1 ] || return 0
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "CaloLens installs its dependencies by itself on Debian 12 and 13 and Ubuntu 24.04 only." >&2
        echo "Install what these Debian packages contain, then set CALOLENS_SKIP_DEPENDENCIES=1:" >&2
        calolens_packages "${1:-}" | sed 's/^/    /' >&2
        return 1
    fi
    mapfile -t missing < <(missing_packages "${1:-}")
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing; install them as root, or install sudo:" >&2
            printf '    %s\n' "${missing[@]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing what is missing: ${missing[*]}"
    "${as_root[@]}" apt-get -qq update || echo "apt-get update failed; going on with the known lists." >&2
    for entry in "${missing[@]}"; do
        for name in ${entry//|/ }; do
            if package_available "$name"; then
                wanted+=("$name")
                continue 2
            fi
        done
        unknown+=("$entry")
    done
    if [[ " ${unknown[*]} " == *" libtorch-dev "* ]]; then explain_libtorch; fi
    if [ ${#unknown[@]} -gt 0 ]; then
        echo "This system offers no package of: ${unknown[*]}" >&2
        echo "CaloLens is made for Debian 12 and 13 and Ubuntu 24.04." >&2
        return 1
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 \
        install "${wanted[@]}" >&2 || {
        echo "apt-get could not install the packages above; the reason stands before this line." >&2
        return 1
    }
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -euo pipefail
    part="" action=install_dependencies
    for argument in "$@"; do
        case "$argument" in
        --no-ui) part=no-ui ;;
        --list) action=calolens_packages ;;
        *)
            sed -n '3,8s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
        esac
    done
    $action $part
fi
