# SPDX-License-Identifier: GPL-3.0-or-later
"""The plots of compare_deposits.py: Geant4 in black, the fast simulation in red. Needs Pillow."""
import os

import numpy as np

from panels import Panel, save_grid

BLACK, RED, PINK = (0, 0, 0), (200, 40, 40), (246, 205, 205)
NAMES = ["response (all layers)", "E(ECAL1) / E", "E(ECAL3) / E", "R90, mm", "hottest HR cell / E",
         "cells", "cells of ECAL1", "cells of ECAL3", "cells of HCAL1"]
RINGS = np.array([0, 6, 12, 18, 25, 32, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400, 600.0])
EDGES_MEV = np.geomspace(0.05, 3e4, 70)


def moments(data, deposits, name, bins):
    """Bin centres, means and standard deviations."""
    rows = []
    for low, high in bins:
        inside = (deposits.binned_in >= low) & (deposits.binned_in < high)
        if inside.any():
            rows.append((deposits.binned_in[inside].mean(), data[name][inside].mean(),
                         data[name][inside].std()))
    return np.array(rows).T


def energy_panel(name, deposits, values, bins):
    panel = Panel(name, "particle energy, GeV", log_x=True)
    x, mean, sd = moments(values[1], deposits[1], name, bins)
    panel.band(x, mean - sd, mean + sd, PINK)
    panel.line(x, mean, RED, "fast simulation")
    x, mean, sd = moments(values[0], deposits[0], name, bins)
    panel.points(x, mean, sd, BLACK, "Geant4")
    return panel


def stairs_panels(title, unit, edges, reference, simulated, log_x):
    """A histogram of both, and their ratio."""
    top = Panel(title, "", log_x=log_x, log_y=True)
    top.stairs(edges, reference, BLACK, "Geant4")
    top.stairs(edges, simulated, RED, "fast simulation")
    ratio = Panel("ratio", unit, log_x=log_x, y_range=(0.7, 1.3))
    ratio.line([edges[0], edges[-1]], [1, 1], BLACK)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio.stairs(edges, np.where(reference > 0, simulated / reference, np.nan), RED)
    return top, ratio


def energy_density(deposits, layer):
    chosen = deposits.layer == layer
    energy = np.histogram(deposits.distance[chosen], RINGS, weights=deposits.energy[chosen])[0]
    return energy / deposits.particle_energy.sum() / np.diff(RINGS**2)


def draw_plots(folder, deposits, values, digitized, bins):
    """One PNG each of the moments against the energy, the energy about the axis and, where there are
    digitized events, the spectrum of HR cells."""
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    names = [name for name in NAMES if name in values[0]]
    panels = [energy_panel(name, deposits, values, bins) for name in names]
    save_grid(path("energy.png"), [panels[i:i + 3] for i in range(0, len(panels), 3)])
    pairs = [stairs_panels(name, "distance from the axis, mm", np.maximum(RINGS, 3),
                           *(energy_density(d, i) for d in deposits), True)
             for i, name in enumerate(("energy per area, ECAL1", "ECAL2", "ECAL3", "HCAL1"))]
    save_grid(path("radius.png"), list(zip(*pairs)))
    if digitized:
        counts = [np.histogram(np.concatenate(d.spectrum), EDGES_MEV)[0] / len(d.spectrum)
                  for d in digitized]
        top, ratio = stairs_panels("HR cells per event", "energy of the HR cell, MeV", EDGES_MEV,
                                   *counts, True)
        save_grid(path("spectrum.png"), [[top], [ratio]])
