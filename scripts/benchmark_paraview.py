#!/usr/bin/env pvpython
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frame times of ParaView on the points that calolens-view-benchmark writes.

    calolens-view-benchmark --cells 1000000 --no-ratio --points points.vtk
    pvpython scripts/benchmark_paraview.py points.vtk --views 3

As in CaloLens, the points are spheres (Point Gaussian) of the cells' sizes, coloured by energy, in
linked views side by side that together have as many pixels. Prints milliseconds, medians.
"""
import argparse
import resource
import statistics
import time

from paraview import simple

WIDTH, HEIGHT = 1200, 520


def median_ms(repeats, job, clock):
    times = []
    for i in range(repeats):
        start = clock()
        job(i)
        times.append(1000 * (clock() - start))
    return statistics.median(times)


def resident_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="points as written by calolens-view-benchmark --points")
    parser.add_argument("--views", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--cpu", action="store_true",
                        help="count the processors' time instead of the clock's: for a busy machine")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter

    simple._DisableFirstRenderCameraReset()
    before = resident_mib()
    start = clock()
    source = simple.LegacyVTKReader(FileNames=[options.file])
    source.UpdatePipeline()
    views, displays = [], []
    for _ in range(options.views):
        view = simple.CreateView("RenderView")
        view.ViewSize = [WIDTH // options.views, HEIGHT]
        view.OrientationAxesVisibility = 0
        display = simple.Show(source, view)
        display.SetRepresentationType("Point Gaussian")
        display.ShaderPreset = "Sphere"
        display.ScaleByArray = 1
        display.SetScaleArray = ["POINTS", "radius"]
        display.ScaleTransferFunction = "PiecewiseFunction"
        display.UseScaleFunction = 0
        display.GaussianRadius = 1.0
        simple.ColorBy(display, ("POINTS", "energy"))
        views.append(view)
        displays.append(display)
    simple.ResetCamera(views[0])
    camera = views[0].GetActiveCamera()
    for view in views[1:]:
        view.GetActiveCamera().DeepCopy(camera)

    def draw():
        for view in views:
            view.GetActiveCamera().SetPosition(camera.GetPosition())
            view.GetActiveCamera().SetViewUp(camera.GetViewUp())
            simple.Render(view)
            view.GetRenderWindow().WaitForCompletion()

    draw()
    opened = 1000 * (clock() - start)

    def rotate(_):
        camera.Azimuth(2)
        draw()

    colours = simple.GetColorTransferFunction("energy")

    def rescale(i):
        colours.RescaleTransferFunction(0, 3000 + 500 * i)
        draw()

    rotated = median_ms(options.repeats, rotate, clock)
    rescaled = median_ms(options.repeats, rescale, clock)
    points = source.GetDataInformation().GetNumberOfPoints()
    print(f"ParaView {simple.GetParaViewVersion()}, {options.views} views of {points} points: "
          f"open {opened:.0f}, rotate {rotated:.1f}, rescale {rescaled:.1f} ms, "
          f"{resident_mib() - before:.0f} MiB")


main()
