#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a long event file of small events, to see how a job's memory and time grow with its length.

    scripts/many_events.py resources/events/electrons.h5 many.h5 --events 1000000 --cells 4

The events of the given file are repeated; of each the hottest LR cells with all their children are kept, and every copy has
its own energies (all cells of a copy times one random factor). Needs h5py.
"""
import argparse

import h5py
import numpy as np

BLOCK = 20000  # events written at once


def small_events(source, cells):
    """Columns of each event: LR cells, HR cells, particles."""
    events = []
    lr_offsets, hr_offsets = source["level0/offsets"][...], source["level1/offsets"][...]
    p_offsets = source["particles/offsets"][...]
    for i in range(len(lr_offsets) - 1):
        lr = {name: source["level0"][name][lr_offsets[i]:lr_offsets[i + 1]] for name in ("layer", "ieta", "iphi", "energy")}
        hr = {name: source["level1"][name][hr_offsets[i]:hr_offsets[i + 1]] for name in ("layer", "ieta", "iphi", "energy", "parent")}
        kept = np.sort(np.argsort(lr["energy"])[-cells:])
        new_index = np.full(len(lr["energy"]), -1)
        new_index[kept] = np.arange(len(kept))
        chosen = new_index[hr["parent"]] >= 0
        hr = {name: column[chosen] for name, column in hr.items()}
        hr["parent"] = new_index[hr["parent"]].astype(np.int32)
        particles = {name: source["particles"][name][p_offsets[i]:p_offsets[i + 1]] for name in ("pdg", "energy", "eta", "phi")}
        events.append(({name: column[kept] for name, column in lr.items()}, hr, particles))
    return events


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("output")
    parser.add_argument("--events", type=int, default=100000)
    parser.add_argument("--cells", type=int, default=4, help="LR cells per event")
    args = parser.parse_args()
    rng = np.random.default_rng(1)
    with h5py.File(args.source) as source, h5py.File(args.output, "w", libver=("v108", "v110")) as out:
        for key, value in source.attrs.items():
            out.attrs[key] = value
        events = small_events(source, args.cells)
        groups = {"level0": 0, "level1": 1, "particles": 2}
        datasets, written = {}, {}
        for group, part in groups.items():
            out.create_group(group)
            for key, value in source[group].attrs.items():
                out[group].attrs[key] = value
            for name, column in events[0][part].items():
                datasets[group, name] = out[group].create_dataset(name, (0,), column.dtype, maxshape=(None,), chunks=(65536,),
                                                                  compression=1, shuffle=True, fletcher32=True)
            written[group] = 0
        offsets = {group: [np.zeros(1, np.int64)] for group in groups}
        for first in range(0, args.events, BLOCK):
            numbers = np.arange(first, min(first + BLOCK, args.events)) % len(events)
            factors = rng.uniform(0.7, 1.3, len(numbers)).astype(np.float32)
            for group, part in groups.items():
                lengths = np.array([len(events[i][part]["energy"]) for i in numbers])
                for name in events[0][part]:
                    column = np.concatenate([events[i][part][name] for i in numbers])
                    if name == "energy":
                        column = column * np.repeat(factors, lengths)
                    dataset = datasets[group, name]
                    dataset.resize((written[group] + len(column),))
                    dataset[written[group]:] = column
                offsets[group].append(written[group] + np.cumsum(lengths))
                written[group] += int(lengths.sum())
        for group in groups:
            out[group].create_dataset("offsets", data=np.concatenate(offsets[group]), chunks=(4096,), compression=1,
                                      shuffle=True, fletcher32=True)


if __name__ == "__main__":
    main()
