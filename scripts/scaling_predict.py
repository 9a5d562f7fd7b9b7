#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `calolens-cli predict` on several numbers of MPI ranks, prints how much faster each is than one rank, and compares
all predictions bit by bit.

    scripts/scaling_predict.py calolens-cli events.h5 --ranks 1,2,4 -- --model electron-2x --samples 1 --seed 1

Of each number the fastest of --repeats runs counts. `share` is the part of the ranks' time that the machine gave them: well below
1 where ranks outnumber cores or others use the machine. Needs h5py and mpirun. Exit code 1 if any prediction differs.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np


def energies(path):
    with h5py.File(path) as file:
        group = file["predictions"]
        return group[next(iter(group))]["energy"][...].view(np.uint32)


def timed(command):
    """Wall and processor seconds of a command and all its children."""
    before = os.times()
    start = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    wall = time.monotonic() - start
    after = os.times()
    return wall, (after.children_user - before.children_user) + (after.children_system - before.children_system)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("events")
    parser.add_argument("--ranks", default="1,2,4", help="numbers of ranks; the first is what the others are compared with")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--mpirun", default="mpirun --allow-run-as-root --oversubscribe --bind-to none")
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    args = parser.parse_args(sys.argv[1:end])
    options = sys.argv[end + 1:]  # of predict
    first = expected = None
    differs = False
    print(f"{os.cpu_count()} cores\nranks  seconds  speed-up  share  predictions")
    for ranks in map(int, args.ranks.split(",")):
        best = None
        for _ in range(args.repeats):
            with tempfile.TemporaryDirectory() as folder:
                output = os.path.join(folder, "predicted.h5")
                run = timed([*args.mpirun.split(), "-n", str(ranks), args.program, "predict", args.events, "-o", output, *options])
                found = energies(output)
                best = min(best or run, run)
        if first is None:
            first, expected = best[0], found
        same = found.shape == expected.shape and bool(np.array_equal(found, expected))
        differs |= not same
        print(f"{ranks:5d}  {best[0]:7.1f}  {first / best[0]:8.2f}  {best[1] / best[0] / ranks:5.2f}  "
              f"{'the same, bit by bit' if same else 'DIFFERENT'}", flush=True)
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
