# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run and test: configure and build one preset, quietly where all is well.

# How many compilers may run at once: one per core, but each needs up to 1.5 GB (Torch and VTK).
build_jobs() {
    local cores memory
    cores=$(env -u OMP_NUM_THREADS nproc) # nproc obeys that variable
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null)
    [ -n "$memory" ] || memory=$cores
    [ "$memory" -ge 1 ] || memory=1
    echo $((memory < cores ? memory : cores))
}

# build_preset NAME [target...]: configures build/NAME when needed and builds it.
build_preset() {
    local preset=$1
    shift
    # ninja configures again by itself when a CMake file has changed.
    if [ ! -f "build/$preset/build.ninja" ]; then
        echo "Configuring build/$preset ..."
        # A half-made cache would keep what failed.
        cmake --preset "$preset" -DCMAKE_MESSAGE_LOG_LEVEL=WARNING ${CALOLENS_CMAKE_OPTIONS:-} || {
            rm -f "build/$preset/CMakeCache.txt"
            return 1
        }
    fi
    echo "Building build/$preset ..."
    local targets=() quiet=()
    [ $# -eq 0 ] || targets=(--target "$@")
    [ -t 1 ] || quiet=(-- --quiet) # on a terminal ninja shows its progress in one line
    cmake --build "build/$preset" --parallel "$(build_jobs)" "${targets[@]}" "${quiet[@]}"
}
