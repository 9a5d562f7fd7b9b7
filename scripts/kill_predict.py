#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills `calolens-cli predict` with SIGKILL at random moments, resumes it each time, and compares the
predictions with those of an undisturbed run, bit by bit.

    scripts/kill_predict.py calolens-cli events.h5 --kills 20 -- --model electron-2x --samples 1 --seed 1

Prints when each kill came and how many events were whole then. Needs h5py. Exit code 1 if anything differs.
"""
import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np


def energies(path):
    with h5py.File(path) as file:
        group = file["predictions"]
        name = next(iter(group))
        return name, group[name]["energy"][...].view(np.uint32)


def whole_events(path, events):
    """Events whose mark is set in the store of draws; the marks lie in its second page."""
    try:
        with open(path, "rb") as store:
            store.seek(4096)
            return int(np.count_nonzero(np.frombuffer(store.read(8 * events), np.uint64)))
    except FileNotFoundError:
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("events")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    args = parser.parse_args(sys.argv[1:end])
    options = sys.argv[end + 1:]  # of predict
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        def command(name):
            return [args.program, "predict", args.events, "-o", os.path.join(folder, name), *options]

        start = time.monotonic()
        subprocess.run(command("whole.h5"), check=True, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - start
        name, expected = energies(os.path.join(folder, "whole.h5"))
        with h5py.File(args.events) as file:
            events = len(file["level0/offsets"]) - 1
        store = os.path.join(folder, f"killed.h5.{name}.part")
        print(f"undisturbed: {events} events in {seconds:.1f} s")
        kills = finished = 0
        while kills < args.kills:
            process = subprocess.Popen(command("killed.h5"), stderr=subprocess.DEVNULL)
            # One kill in four comes at any time, also while the program starts; the others some time
            # after it has added something, so that the job gets on between them.
            before, begun = whole_events(store, events), time.monotonic()
            while kills % 4 != 3 and process.poll() is None and whole_events(store, events) <= before:
                time.sleep(0.005)
            after = rng.uniform(0, 1.2) * seconds / args.kills
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
                print(f"kill {kills:2d} after {time.monotonic() - begun:6.2f} s: {whole_events(store, events)} events whole")
                continue
            if process.returncode != 0:
                sys.exit(f"predict failed with exit code {process.returncode}")
            # It was done before the kill came: compare, and begin anew.
            finished += 1
            if not np.array_equal(energies(os.path.join(folder, "killed.h5"))[1], expected):
                sys.exit("the predictions differ")
            os.remove(os.path.join(folder, "killed.h5"))
        subprocess.run(command("killed.h5"), check=True, stderr=subprocess.DEVNULL)
        same = np.array_equal(energies(os.path.join(folder, "killed.h5"))[1], expected)
        left = [file for file in os.listdir(folder) if ".part" in file]
        print(f"{kills} kills, {finished + 1} times finished: predictions "
              f"{'byte-identical' if same else 'DIFFER'}; left over: {left or 'nothing'}")
        sys.exit(0 if same and not left else 1)


if __name__ == "__main__":
    main()
