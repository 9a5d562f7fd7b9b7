#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the showers of two deposits files, as docs/fast-simulation.md does: Geant4 and the fast
simulation.

    compare_deposits.py GEANT4.h5 SIMULATED.h5 [--events N] [--pdg 11] [--bins 5,10,20,40,70,100]
                        [--digitized GEANT4-EVENTS.h5 SIMULATED-EVENTS.h5] [--plots DIR]

Only events with exactly one particle, of the given PDG code, are used. Prints tables (Markdown): per
observable and bin of the particle's energy (GeV) the first file's mean and standard deviation, and
how many per cent the second file's differ, with the statistical error of that difference.
--digitized adds what `calolens-cli digitize` made of both files. Needs h5py, NumPy, and Matplotlib
for --plots.
"""
import argparse
import os

import h5py
import numpy as np


class Deposits:
    """One-particle events of a deposits file."""

    def __init__(self, path, events, pdg):
        with h5py.File(path) as file:
            first_particle = file["particle_offsets"][:]
            chosen = np.flatnonzero(np.diff(first_particle) == 1)
            chosen = chosen[file["particle_pdg"][:][first_particle[chosen]] == pdg][:events]
            if len(chosen) == 0:
                raise SystemExit(f"{path} has no events of one particle with PDG code {pdg}")
            offsets = file["event_offsets"][:]
            last = offsets[chosen[-1] + 1]
            event = np.repeat(np.arange(chosen[-1] + 1), np.diff(offsets[: chosen[-1] + 2]))
            number = np.full(chosen[-1] + 1, -1)
            number[chosen] = np.arange(len(chosen))
            event = number[event]
            keep = event >= 0
            self.event = event[keep]
            column = lambda name: file[name][:last][keep]
            self.layer = column("cell_layer").astype(int)
            ieta, iphi = column("cell_ieta").astype(int), column("cell_iphi").astype(int)
            self.energy = column("cell_e").astype(float)
            particle = first_particle[chosen]
            self.particle_energy = file["particle_e"][:][particle].astype(float)
            self.particle_eta = file["particle_eta"][:][particle].astype(float)
            self.particle_phi = file["particle_phi"][:][particle].astype(float)
            n_eta, n_phi = np.array(file.attrs["n_eta"]), np.array(file.attrs["n_phi"])
            eta_max, inner = file.attrs["eta_max"], file.attrs["inner_radius_mm"]
            start = np.array(file.attrs["layer_depth_start_mm"])
            end = np.array(file.attrs["layer_depth_end_mm"])
        self.events = len(chosen)
        self.layers = len(n_eta)
        cosh = np.cosh(self.particle_eta)[self.event]
        radius = inner + ((start + end) / 2)[self.layer] / cosh
        eta = -eta_max + (ieta + 0.5) * (2 * eta_max / n_eta)[self.layer]
        phi = (iphi + 0.5) * (2 * np.pi / n_phi)[self.layer]
        self.d_eta = (eta - self.particle_eta[self.event]) * radius
        turn = phi - self.particle_phi[self.event] + np.pi
        self.d_phi = (turn % (2 * np.pi) - np.pi) * radius
        self.distance = np.hypot(self.d_eta, self.d_phi)
        # HR cells of the presets: 2 x 2 deposit cells.
        self.hr = ((self.event * 8 + self.layer) * 65536 + ieta // 2) * 65536 + iphi // 2

    def sum(self, chosen, weight=None):
        return np.bincount(self.event[chosen], None if weight is None else weight[chosen],
                           minlength=self.events).astype(float)

    def largest(self, event, energy):
        largest = np.zeros(self.events)
        np.maximum.at(largest, event, energy)
        return largest


def radius_holding(deposits, chosen, share):
    """Per event the distance from the particle's axis within which `share` of the energy lies."""
    order = np.flatnonzero(chosen)
    order = order[np.lexsort((deposits.distance[order], deposits.event[order]))]
    cumulative = np.cumsum(deposits.energy[order])
    last = np.searchsorted(deposits.event[order], np.arange(deposits.events), side="right")
    total = np.concatenate([[0], cumulative])
    before = np.concatenate([[0], total[last][:-1]])
    at = np.searchsorted(cumulative, before + share * (total[last] - before))
    return deposits.distance[order][np.minimum(at, len(order) - 1)]


def observables(d):
    """Name to one value per event."""
    ecal = d.layer < 3
    energy = d.particle_energy
    layer = [d.sum(d.layer == i, d.energy) for i in range(d.layers)]
    seen = layer[0] + layer[1] + layer[2]
    hr, inverse = np.unique(d.hr[ecal], return_inverse=True)
    hr_energy = np.bincount(inverse, d.energy[ecal])
    hr_event = hr // (8 * 65536 * 65536)
    near = d.distance < 300
    weight = d.sum(ecal & near, d.energy)
    result = {
        "response (all layers)": sum(layer) / energy,
        "E(ECAL1) / E": layer[0] / energy,
        "E(ECAL2) / E": layer[1] / energy,
        "E(ECAL3) / E": layer[2] / energy,
        "E(HCAL1) / E": layer[3] / energy,
        "mean depth, X0": (2 * layer[0] + 12 * layer[1] + 21 * layer[2]) / seen,
        "R50, mm": radius_holding(d, ecal, 0.5),
        "R90, mm": radius_holding(d, ecal, 0.9),
        "R95, mm": radius_holding(d, ecal, 0.95),
        "width within 300 mm, mm":
            np.sqrt(d.sum(ecal & near, d.energy * d.distance**2) / weight),
        "hottest cell / E": d.largest(d.event[ecal], d.energy[ecal]) / seen,
        "hottest HR cell / E": d.largest(hr_event, hr_energy) / seen,
        "cells": d.sum(ecal),
        "cells over 1 MeV": d.sum(ecal & (d.energy > 1)),
        "cells over 10 MeV": d.sum(ecal & (d.energy > 10)),
        "cells over 100 MeV": d.sum(ecal & (d.energy > 100)),
        "cells over 1 GeV": d.sum(ecal & (d.energy > 1000)),
        "HR cells hit": np.bincount(hr_event, minlength=d.events).astype(float),
    }
    for i, name in enumerate(("ECAL1", "ECAL2", "ECAL3")):
        result[f"cells of {name}"] = d.sum(d.layer == i)
    return result


class Digitized:
    """Single-particle events of an event file, HR truth and LR."""

    def __init__(self, path, events, pdg):
        with h5py.File(path) as file:
            first = file["particles/offsets"][:]
            ok = np.diff(first) == 1
            ok &= file["particles/pdg"][:][np.minimum(first[:-1], first[-1] - 1)] == pdg
            chosen = np.flatnonzero(ok)[:events]
            self.particle_energy = file["particles/energy"][:][first[chosen]].astype(float)
            hr, lr = file["level1/offsets"][:], file["level0/offsets"][:]
            hr_energy = file["level1/energy"][:].astype(float)
            lr_energy = file["level0/energy"][:].astype(float)
        parts = [hr_energy[hr[i]:hr[i + 1]] for i in chosen]
        self.spectrum = parts
        hr_sum = np.array([p.sum() for p in parts])
        lr_sum = np.array([lr_energy[lr[i]:lr[i + 1]].sum() for i in chosen])
        self.values = {
            "LR cells": np.diff(lr)[chosen].astype(float),
            "empty HR cells, %": np.array([100 * (p == 0).mean() if len(p) else 0 for p in parts]),
            "sum of HR / E": hr_sum / self.particle_energy,
            "sum of LR less sum of HR, GeV": (lr_sum - hr_sum) / 1e3,
            "HR cells of 0 to 2 MeV, %":
                np.array([100 * ((p > 0) & (p < 2)).mean() if len(p) else 0 for p in parts]),
            "hottest HR cell / sum": np.array([p.max() / p.sum() if len(p) else 0 for p in parts]),
        }


def differences(a, b):
    """Per cent by which mean and standard deviation of b differ from a's, and their errors."""
    na, nb = len(a), len(b)
    mean, sd = a.mean(), a.std()
    if mean == 0 or sd == 0:
        return None
    kurtosis = lambda x: max(((x - x.mean()) ** 4).mean() / x.var() ** 2 - 1, 0.1) if x.var() else 2
    return (mean, sd, 100 * (b.mean() / mean - 1),
            100 * np.hypot(sd / np.sqrt(na), b.std() / np.sqrt(nb)) / abs(mean),
            100 * (b.std() / sd - 1),
            100 * np.sqrt(kurtosis(a) / na + kurtosis(b) / nb) / 2)


def print_table(title, reference, simulated, energy, simulated_energy, edges):
    print(f"\n**{title}**\n")
    bins = list(zip(edges[:-1], edges[1:]))
    print("| observable | " + " | ".join(f"{low:g}-{high:g} GeV" for low, high in bins) + " |")
    print("|---" * (len(bins) + 1) + "|")
    for name in reference:
        row = [name]
        for low, high in bins:
            inside = lambda e: (e >= 1e3 * low) & (e < 1e3 * high)
            found = differences(reference[name][inside(energy)],
                                simulated[name][inside(simulated_energy)])
            row.append("" if found is None else
                       "{:.4g} ± {:.3g}: {:+.1f}({:.1f}), {:+.0f}({:.0f})".format(*found))
        print("| " + " | ".join(row) + " |")


def plots(folder, reference, simulated, a, b, spectra, edges):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    os.makedirs(folder, exist_ok=True)

    def against_energy(axis, name):
        for data, deposits, style, label in ((a, reference, "o", "Geant4"),
                                             (b, simulated, "-", "fast simulation")):
            centre, mean, sd = [], [], []
            for low, high in zip(edges[:-1], edges[1:]):
                inside = (deposits.particle_energy >= 1e3 * low) & (deposits.particle_energy < 1e3 * high)
                centre.append(deposits.particle_energy[inside].mean() / 1e3)
                mean.append(data[name][inside].mean())
                sd.append(data[name][inside].std())
            mean, sd = np.array(mean), np.array(sd)
            if style == "o":
                axis.errorbar(centre, mean, sd, fmt="o", color="k", ms=4, capsize=3, label=label)
            else:
                axis.plot(centre, mean, color="C3", label=label)
                axis.fill_between(centre, mean - sd, mean + sd, color="C3", alpha=0.2, lw=0)
        axis.set_xscale("log")
        axis.set_xlabel("particle energy, GeV")
        axis.set_ylabel(name)

    names = ["response (all layers)", "E(ECAL1) / E", "E(ECAL2) / E", "E(ECAL3) / E",
             "mean depth, X0", "R90, mm", "hottest HR cell / E", "cells", "cells over 100 MeV"]
    figure, axes = plt.subplots(3, 3, figsize=(12, 9), constrained_layout=True)
    for axis, name in zip(axes.flat, names):
        against_energy(axis, name)
    axes[0, 0].legend(title="mean and standard deviation", fontsize=8, title_fontsize=8)
    figure.savefig(os.path.join(folder, "fast-simulation-energy.png"), dpi=80)

    figure, axes = plt.subplots(2, 3, figsize=(12, 6), constrained_layout=True, sharex="col",
                                height_ratios=[2, 1])
    rings = np.array([0, 6, 12, 18, 25, 32, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400, 600.0])
    for i, name in enumerate(("ECAL1", "ECAL2", "ECAL3")):
        density = []
        for d in (reference, simulated):
            chosen = d.layer == i
            e = np.histogram(d.distance[chosen], rings, weights=d.energy[chosen])[0]
            density.append(e / d.particle_energy.sum() / np.diff(rings**2))
        axes[0, i].stairs(density[0], rings, color="k", label="Geant4")
        axes[0, i].stairs(density[1], rings, color="C3", label="fast simulation")
        axes[0, i].set_yscale("log")
        axes[0, i].set_title(name)
        axes[1, i].stairs(density[1] / density[0], rings, baseline=1, color="C3")
        axes[1, i].axhline(1, color="k", lw=0.5)
        axes[1, i].set_ylim(0.7, 1.3)
        axes[1, i].set_xlabel("distance of the cell from the axis, mm")
    axes[0, 0].set_ylabel("energy per area, a. u.")
    axes[1, 0].set_ylabel("ratio")
    axes[0, 0].legend()
    figure.savefig(os.path.join(folder, "fast-simulation-radius.png"), dpi=80)

    if spectra:
        edges_mev = np.geomspace(0.02, 3e4, 90)
        figure, axes = plt.subplots(2, 1, figsize=(8, 6), constrained_layout=True, sharex=True,
                                    height_ratios=[2, 1])
        counts = [np.histogram(np.concatenate(s), edges_mev)[0] / len(s) for s in spectra]
        axes[0].stairs(counts[0], edges_mev, color="k", label="Geant4")
        axes[0].stairs(counts[1], edges_mev, color="C3", label="fast simulation")
        axes[0].set_xscale("log"), axes[0].set_yscale("log"), axes[0].legend()
        axes[0].set_ylabel("HR cells per event")
        with np.errstate(divide="ignore", invalid="ignore"):
            axes[1].stairs(counts[1] / counts[0], edges_mev, baseline=1, color="C3")
        axes[1].axhline(1, color="k", lw=0.5)
        axes[1].set_ylim(0.5, 1.5)
        axes[1].set_ylabel("ratio"), axes[1].set_xlabel("energy of the HR cell, MeV")
        figure.savefig(os.path.join(folder, "fast-simulation-spectrum.png"), dpi=80)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference")
    parser.add_argument("simulated")
    parser.add_argument("--events", type=int, default=None, help="at most so many events of each")
    parser.add_argument("--pdg", type=int, default=11)
    parser.add_argument("--bins", default="5,10,20,40,70,100", help="edges, GeV")
    parser.add_argument("--digitized", nargs=2, metavar="EVENTS")
    parser.add_argument("--plots", metavar="DIR")
    arguments = parser.parse_args()
    edges = [float(e) for e in arguments.bins.split(",")]

    deposits = [Deposits(path, arguments.events, arguments.pdg)
                for path in (arguments.reference, arguments.simulated)]
    values = [observables(d) for d in deposits]
    print_table("Deposits", *values, *(d.particle_energy for d in deposits), edges)
    spectra = None
    if arguments.digitized:
        events = [Digitized(path, arguments.events, arguments.pdg) for path in arguments.digitized]
        print_table("Digitized", *(e.values for e in events),
                    *(e.particle_energy for e in events), edges)
        spectra = [e.spectrum for e in events]
    if arguments.plots:
        plots(arguments.plots, *deposits, *values, spectra, edges)


if __name__ == "__main__":
    main()
