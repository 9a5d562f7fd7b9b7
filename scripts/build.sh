# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run and test: configure and build one preset, quietly where all is well.

# How many compilers may run at once: one per core, but each needs up to 1.5 GB (Torch and VTK).
build_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null)
    [ -n "$memory" ] || memory=$cores
    [ "$memory" -ge 1 ] || memory=1
    echo $((memory < cores ? memory : cores))
}

# build_preset NAME [target...]: configures build/NAME when needed and builds it.
build_preset() {
    local preset=$1 log=build/$1/configure.log
    shift
    mkdir -p "build/$preset"
    # ninja configures again by itself when a CMake file has changed.
    if [ ! -f "build/$preset/build.ninja" ]; then
        echo "Configuring build/$preset ..."
        if ! cmake --preset "$preset" ${CALOLENS_CMAKE_OPTIONS:-} >"$log" 2>&1; then
            cat "$log" >&2
            echo "The configuration failed; build/$preset/CMakeCache.txt was removed." >&2
            rm -f "build/$preset/CMakeCache.txt"
            return 1
        fi
    fi
    echo "Building build/$preset ..."
    local targets=() quiet=()
    [ $# -eq 0 ] || targets=(--target "$@")
    [ -t 1 ] || quiet=(-- --quiet) # on a terminal ninja shows its progress in one line
    cmake --build "build/$preset" --parallel "$(build_jobs)" "${targets[@]}" "${quiet[@]}"
}
