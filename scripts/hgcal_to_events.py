#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an event file of reconstructed hits of the CMS HGCAL, to look at them in CaloLens.

    scripts/hgcal_to_events.py np_0_feat_0.npy [np_1_feat_0.npy ...] -o hgcal.h5
    calolens hgcal.h5

Each NumPy file (hits x 9: energy in GeV, eta, track flag, theta, R, x, y, z in cm, time; as in the
test data of HGCalML) becomes one event of measured cells without a finer level. CaloLens knows
barrels: the endcap's layers become shells with the same directions (eta, phi) and the same depths,
which bends them. Hits that fall into the same cell of the grid are summed. Needs h5py and NumPy.
"""
import argparse
import json
import sys

import h5py
import numpy as np

ETA_MAX = 3.2
LAYER_GAP_CM = 0.5  # hits of one layer lie closer along the beam than those of the next


def layers_of(z):
    """The positions along the beam (cm) where layers begin, from the inside out."""
    places = np.unique(np.round(np.abs(z), 1))
    first = np.concatenate([[True], np.diff(places) > LAYER_GAP_CM])
    return places[first] - LAYER_GAP_CM / 2


def cells_of(hits, begins, grid):
    """Sums the hits into cells: layer, ieta, iphi, energy in MeV, the strongest first."""
    energy, eta, x, y, z = hits[:, 0], hits[:, 1], hits[:, 5], hits[:, 6], hits[:, 7]
    if not np.isfinite(hits).all() or (np.abs(eta) >= ETA_MAX).any():
        raise ValueError(f"hits must be finite and within |eta| < {ETA_MAX}")
    layer = np.searchsorted(begins, np.abs(z), side="right") - 1
    ieta = ((eta + ETA_MAX) / (2 * ETA_MAX) * grid).astype(np.int64)
    iphi = (np.mod(np.arctan2(y, x), 2 * np.pi) / (2 * np.pi) * grid).astype(np.int64) % grid
    key, where = np.unique((layer * grid + ieta) * grid + iphi, return_inverse=True)
    total = np.bincount(where, weights=energy * 1000.0)
    return key // grid // grid, key // grid % grid, key % grid, total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", help="NumPy files of hits, one event each")
    parser.add_argument("-o", "--output", required=True, help="event file to write")
    parser.add_argument("--grid", type=int, default=1024, help="cells along eta and along phi")
    options = parser.parse_args()

    events = [np.load(name).astype(np.float64) for name in options.files]
    for name, hits in zip(options.files, events):
        if hits.ndim != 2 or hits.shape[1] < 8:
            sys.exit(f"{name}: an array of hits x 9 was expected, it is {hits.shape}")
    begins = layers_of(np.concatenate([hits[:, 7] for hits in events]))
    inner = np.abs(np.concatenate([hits[:, 7] for hits in events])).min()
    depth = (begins - begins[0]) * 10.0
    ends = np.concatenate([depth[1:], [depth[-1] + np.diff(depth)[-1]]])

    columns = {"layer": [], "ieta": [], "iphi": [], "energy": []}
    offsets = [0]
    for name, hits in zip(options.files, events):
        cells = cells_of(hits, begins, options.grid)
        for column, values in zip(columns.values(), cells):
            column.append(values)
        offsets.append(offsets[-1] + len(cells[0]))
        print(f"{name}: {len(hits)} hits in {len(cells[0])} cells of {len(begins)} layers")

    with h5py.File(options.output, "w") as file:
        file.attrs["format"] = "calolens-events"
        file.attrs["version"] = 1
        file.attrs["detector"] = "CMS HGCAL endcap, as shells"
        # The shell that has the endcap's distance from the beam at eta = 2.3.
        file.attrs["inner_radius_mm"] = inner * 10.0 / np.sinh(2.3)
        file.attrs["eta_max"] = ETA_MAX
        file.attrs["units"] = "MeV, mm, rad"
        file.attrs["layer_names"] = [f"L{i + 1}" for i in range(len(begins))]
        file.attrs["layer_kinds"] = ["electromagnetic" if i < 28 else "hadronic"
                                     for i in range(len(begins))]
        file.attrs["layer_depth_start_mm"] = depth
        file.attrs["layer_depth_end_mm"] = ends
        file.attrs["sampling_fraction"] = np.ones(len(begins))
        file.attrs["provenance"] = json.dumps({"made_by": "hgcal_to_events.py",
                                               "files": options.files, "grid": options.grid})
        level = file.create_group("level0")
        level.attrs["n_eta"] = np.full(len(begins), options.grid)
        level.attrs["n_phi"] = np.full(len(begins), options.grid)
        level["offsets"] = np.array(offsets, dtype=np.int64)
        types = {"layer": np.uint8, "ieta": np.uint16, "iphi": np.uint16, "energy": np.float32}
        for name, parts in columns.items():
            level.create_dataset(name, data=np.concatenate(parts).astype(types[name]),
                                 compression="gzip", shuffle=True)


if __name__ == "__main__":
    main()
