#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the showers of two deposits files, as docs/fast-simulation.md does: Geant4 and the fast
simulation.

    compare_deposits.py GEANT4.h5 SIMULATED.h5 [--pdg 11 | --pdg any] [--events N] [--range 0:38000]
                        [--bins 5,10,20,40,70,100] [--summary]
                        [--digitized GEANT4-EVENTS.h5 SIMULATED-EVENTS.h5] [--plots DIR]

Only events with exactly one particle, of the given PDG code, are used; with --pdg any all events,
without what needs one axis, in bins of the number of particles. Prints tables (Markdown): per
observable and bin of the particle's energy (GeV) the first file's mean and standard deviation, and
how many per cent the second file's differ, with the statistical error of that difference. --summary
prints the lowest and the highest of the differences over the bins instead, and what lies outside 3 %
(mean) or 10 % (spread) by more than twice its error. --digitized adds what `calolens-cli digitize`
made of both files. Needs h5py, NumPy, and Pillow for --plots.
"""
import argparse

import h5py
import numpy as np


def chosen_events(particles, pdg_codes, pdg, first, last, most):
    """Numbers of the events of one particle with the code `pdg`, or of any particles."""
    chosen = np.arange(len(particles) - 1)[first:last]
    if pdg is not None:
        chosen = chosen[np.diff(particles)[chosen] == 1]
        chosen = chosen[pdg_codes[particles[chosen]] == pdg]
    return chosen[:most]


class Deposits:
    """One-particle events of a deposits file, or (pdg None) all of them."""

    def __init__(self, path, pdg, first=0, last=None, most=None):
        with h5py.File(path) as file:
            particles = file["particle_offsets"][:]
            chosen = chosen_events(particles, file["particle_pdg"][:], pdg, first, last, most)
            if len(chosen) == 0:
                raise SystemExit(f"{path} has no events of one particle with PDG code {pdg}")
            offsets = file["event_offsets"][:]
            end = offsets[chosen[-1] + 1]
            event = np.repeat(np.arange(chosen[-1] + 1), np.diff(offsets[: chosen[-1] + 2]))
            number = np.full(chosen[-1] + 1, -1)
            number[chosen] = np.arange(len(chosen))
            event = number[event]
            keep = event >= 0
            self.event = event[keep]
            column = lambda name: file[name][:end][keep]
            self.layer = column("cell_layer").astype(int)
            ieta, iphi = column("cell_ieta").astype(int), column("cell_iphi").astype(int)
            self.energy = column("cell_e").astype(float)
            self.particles = np.diff(particles)[chosen]
            total = np.concatenate([[0], np.cumsum(file["particle_e"][:].astype(float))])
            self.particle_energy = total[particles[chosen + 1]] - total[particles[chosen]]
            self.particle_eta = file["particle_eta"][:][particles[chosen]].astype(float)
            self.particle_phi = file["particle_phi"][:][particles[chosen]].astype(float)
            n_eta, n_phi = np.array(file.attrs["n_eta"]), np.array(file.attrs["n_phi"])
            eta_max, inner = file.attrs["eta_max"], file.attrs["inner_radius_mm"]
            start = np.array(file.attrs["layer_depth_start_mm"])
            stop = np.array(file.attrs["layer_depth_end_mm"])
        self.events = len(chosen)
        self.layers = len(n_eta)
        self.binned_in = self.particle_energy / 1e3 if pdg is not None else self.particles
        cosh = np.cosh(self.particle_eta)[self.event]
        radius = inner + ((start + stop) / 2)[self.layer] / cosh
        eta = -eta_max + (ieta + 0.5) * (2 * eta_max / n_eta)[self.layer]
        phi = (iphi + 0.5) * (2 * np.pi / n_phi)[self.layer]
        d_eta = (eta - self.particle_eta[self.event]) * radius
        turn = phi - self.particle_phi[self.event] + np.pi
        self.distance = np.hypot(d_eta, (turn % (2 * np.pi) - np.pi) * radius)
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


def observables(d, one_axis):
    """Name to one value per event; with one_axis also those about the first particle's axis."""
    ecal = d.layer < 3
    energy = d.particle_energy
    layer = [d.sum(d.layer == i, d.energy) for i in range(d.layers)]
    seen = layer[0] + layer[1] + layer[2]
    hr, inverse = np.unique(d.hr[ecal], return_inverse=True)
    hr_energy = np.bincount(inverse, d.energy[ecal])
    hr_event = hr // (8 * 65536 * 65536)
    result = {
        "response (all layers)": sum(layer) / energy,
        "E(ECAL1) / E": layer[0] / energy,
        "E(ECAL2) / E": layer[1] / energy,
        "E(ECAL3) / E": layer[2] / energy,
        "E(HCAL1) / E": layer[3] / energy,
        "mean depth, X0": (2 * layer[0] + 12 * layer[1] + 21 * layer[2]) / seen,
    }
    if one_axis:
        near = d.distance < 300
        weight = d.sum(ecal & near, d.energy)
        result |= {
            "R50, mm": radius_holding(d, ecal, 0.5),
            "R90, mm": radius_holding(d, ecal, 0.9),
            "R95, mm": radius_holding(d, ecal, 0.95),
            "width within 300 mm, mm":
                np.sqrt(d.sum(ecal & near, d.energy * d.distance**2) / weight),
        }
    result |= {
        "hottest cell / E": d.largest(d.event[ecal], d.energy[ecal]) / seen,
        "hottest HR cell / E": d.largest(hr_event, hr_energy) / seen,
        "cells": d.sum(ecal),
        "cells over 1 MeV": d.sum(ecal & (d.energy > 1)),
        "cells over 10 MeV": d.sum(ecal & (d.energy > 10)),
        "cells over 100 MeV": d.sum(ecal & (d.energy > 100)),
        "cells over 1 GeV": d.sum(ecal & (d.energy > 1000)),
        "HR cells hit": np.bincount(hr_event, minlength=d.events).astype(float),
    }
    for i, name in enumerate(("ECAL1", "ECAL2", "ECAL3", "HCAL1")):
        result[f"cells of {name}"] = d.sum(d.layer == i)
    return result


class Digitized:
    """The same events of an event file, HR truth and LR."""

    def __init__(self, path, pdg, first=0, last=None, most=None):
        with h5py.File(path) as file:
            particles = file["particles/offsets"][:]
            chosen = chosen_events(particles, file["particles/pdg"][:], pdg, first, last, most)
            total = np.concatenate([[0], np.cumsum(file["particles/energy"][:].astype(float))])
            energy = total[particles[chosen + 1]] - total[particles[chosen]]
            lr, hr = file["level0/offsets"][:], file["level1/offsets"][:]
            lr_energy = file["level0/energy"][:].astype(float)
            hr_energy = file["level1/energy"][:].astype(float)
        self.binned_in = energy / 1e3 if pdg is not None else np.diff(particles)[chosen]
        self.spectrum = [hr_energy[hr[i]:hr[i + 1]] for i in chosen]
        share = lambda of: np.array([100 * of(p).mean() if len(p) else 0 for p in self.spectrum])
        hr_sum = np.array([p.sum() for p in self.spectrum])
        lr_sum = np.array([lr_energy[lr[i]:lr[i + 1]].sum() for i in chosen])
        self.values = {
            "LR cells": np.diff(lr)[chosen].astype(float),
            "HR cells": np.diff(hr)[chosen].astype(float),
            "empty HR cells, %": share(lambda p: p == 0),
            "HR cells of 0 to 2 MeV, %": share(lambda p: (p > 0) & (p < 2)),
            "HR cells over 100 MeV": np.array([(p > 100).sum() for p in self.spectrum], float),
            "sum of HR / E": hr_sum / energy,
            "sum of LR less sum of HR, GeV": (lr_sum - hr_sum) / 1e3,
            "hottest HR cell / sum":
                np.array([p.max() / p.sum() if p.any() else 0 for p in self.spectrum]),
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


def binned_differences(name, reference, simulated, a, b, bins):
    inside = lambda values, low, high: (values >= low) & (values < high)
    return [differences(reference[name][inside(a.binned_in, *edges)],
                        simulated[name][inside(b.binned_in, *edges)]) for edges in bins]


def print_table(title, reference, simulated, a, b, bins, unit):
    print(f"\n**{title}**\n")
    print("| observable | " + " | ".join(f"{low:g}-{high:g} {unit}" for low, high in bins) + " |")
    print("|---" * (len(bins) + 1) + "|")
    for name in reference:
        row = [name]
        for found in binned_differences(name, reference, simulated, a, b, bins):
            row.append("" if found is None else
                       "{:.4g} ± {:.3g}: {:+.1f}({:.1f}), {:+.0f}({:.0f})".format(*found))
        print("| " + " | ".join(row) + " |")


def print_summary(title, reference, simulated, a, b, bins, unit):
    print(f"\n**{title}**, differences from {bins[0][0]:g} to {bins[-1][1]:g} {unit}, per cent\n")
    print("| observable | mean | spread | outside 3 % (mean), 10 % (spread) |")
    print("|---|---|---|---|")
    for name in reference:
        found = binned_differences(name, reference, simulated, a, b, bins)
        kept = [(edges, f) for edges, f in zip(bins, found) if f]
        if not kept:
            continue
        outside = []
        for what, column, most in (("mean", 2, 3), ("spread", 4, 10)):
            where = [f"{low:g}-{high:g}" for (low, high), f in kept
                     if abs(f[column]) - 2 * f[column + 1] > most]
            if where:
                outside.append(f"{what} at {', '.join(where)}")
        means, spreads = [f[2] for _, f in kept], [f[4] for _, f in kept]
        print(f"| {name} | {min(means):+.1f} to {max(means):+.1f} | "
              f"{min(spreads):+.0f} to {max(spreads):+.0f} | {'; '.join(outside)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference")
    parser.add_argument("simulated")
    parser.add_argument("--events", type=int, help="at most so many events of each")
    parser.add_argument("--range", default=":", metavar="FIRST:LAST", help="events of the reference")
    parser.add_argument("--pdg", default="11", help="code of the one particle, or any")
    parser.add_argument("--bins", help="edges, GeV (--pdg any: particles)")
    parser.add_argument("--summary", action="store_true")
    parser.add_argument("--digitized", nargs=2, metavar="EVENTS")
    parser.add_argument("--plots", metavar="DIR")
    arguments = parser.parse_args()
    pdg = None if arguments.pdg == "any" else int(arguments.pdg)
    text = arguments.bins or ("1,2,3,4,5,6" if pdg is None else "5,10,20,40,70,100")
    edges = [float(e) for e in text.split(",")]
    bins, unit = list(zip(edges[:-1], edges[1:])), "particles" if pdg is None else "GeV"
    first, last = (int(e) if e else None for e in arguments.range.split(":"))
    show = print_summary if arguments.summary else print_table

    a = Deposits(arguments.reference, pdg, first, last, arguments.events)
    b = Deposits(arguments.simulated, pdg, most=arguments.events)
    values = [observables(d, pdg is not None) for d in (a, b)]
    show("Deposits", *values, a, b, bins, unit)
    digitized = None
    if arguments.digitized:
        digitized = [Digitized(arguments.digitized[0], pdg, first, last, arguments.events),
                     Digitized(arguments.digitized[1], pdg, most=arguments.events)]
        show("Digitized", *(d.values for d in digitized), *digitized, bins, unit)
    if arguments.plots:
        from shower_plots import draw_plots # needs Pillow
        draw_plots(arguments.plots, (a, b), values, digitized, bins)


if __name__ == "__main__":
    main()
