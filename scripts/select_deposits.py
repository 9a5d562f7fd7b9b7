#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a small deposits file out of chosen events of others (docs/file-format.md).

    select_deposits.py -o OUT.h5 FILE:0,5,17 [FILE:EVENTS...] [--spread FILE:FIRST:LAST:COUNT]

--spread picks COUNT events of FIRST..LAST-1 whose first particle's energies lie evenly on a
logarithmic scale. Events are written in the order given. Needs h5py.
"""
import argparse
import json
import os

import h5py
import numpy as np

COLUMNS = {
    "cell_layer": "u1", "cell_ieta": "u2", "cell_iphi": "u2", "cell_e": "f4",
    "cell_main_particle": "i2",
    "particle_pdg": "i4", "particle_e": "f4", "particle_eta": "f4", "particle_phi": "f4",
}
GEOMETRY = ["inner_radius_mm", "eta_max", "layer_names", "layer_depth_start_mm",
            "layer_depth_end_mm", "sampling_fraction", "n_eta", "n_phi"]
HISTORY = ["description", "generator", "physics", "production_cut_mm", "binning", "cell_e",
           "material_in_front", "magnetic_field_T", "seeds"]


def spread(text):
    name, first, last, count = text.rsplit(":", 3)
    with h5py.File(name) as file:
        offsets = file["particle_offsets"][int(first):int(last)]
        energy = np.log(file["particle_e"][:][offsets])
    wanted = np.linspace(energy.min(), energy.max(), int(count))
    chosen = [int(np.argmin(abs(energy - w))) for w in wanted]
    return name, [int(first) + i for i in dict.fromkeys(chosen)]


def chosen_events(text):
    name, events = text.rsplit(":", 1)
    return name, [int(e) for e in events.split(",")]


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    return value.tolist() if hasattr(value, "tolist") else value


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("events", nargs="*", type=chosen_events, help="FILE:EVENT,EVENT,...")
    parser.add_argument("--spread", action="append", type=spread, default=[])
    arguments = parser.parse_args()

    columns = {name: [] for name in COLUMNS}
    offsets = {"event_offsets": [0], "particle_offsets": [0]}
    sources, geometry = [], None
    for name, events in arguments.events + arguments.spread:
        with h5py.File(name) as file:
            here = {key: plain(file.attrs[key]) for key in GEOMETRY}
            if geometry not in (None, here):
                raise SystemExit(f"{name} describes another detector or grid than the files before")
            geometry = here
            sources.append({"file": os.path.basename(name), "events": events,
                            **{k: plain(file.attrs[k]) for k in HISTORY if k in file.attrs}})
            for event in events:
                for prefix, table in (("cell_", "event_offsets"), ("particle_", "particle_offsets")):
                    first, last = file[table][event:event + 2]
                    offsets[table].append(offsets[table][-1] + int(last - first))
                    for column in columns:
                        if column.startswith(prefix):
                            columns[column].append(file[column][first:last])

    with h5py.File(arguments.output, "w", libver=("v110", "v110")) as out:
        out.attrs["format"] = "geant4-deposits"
        out.attrs["version"] = 1
        out.attrs["units"] = "MeV, mm, rad"
        for key, value in geometry.items():
            out.attrs[key] = np.array(value, "S") if key == "layer_names" else value
        out.attrs["provenance"] = json.dumps({"selected from": sources})
        storage = dict(compression="gzip", compression_opts=9, shuffle=True, fletcher32=True)
        for name, parts in columns.items():
            out.create_dataset(name, data=np.concatenate(parts).astype(COLUMNS[name]), chunks=True,
                               **storage)
        for name, values in offsets.items():
            out.create_dataset(name, data=np.array(values, "i8"), chunks=True, **storage)


if __name__ == "__main__":
    main()
