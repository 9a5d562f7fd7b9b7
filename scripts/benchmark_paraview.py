#!/usr/bin/env pvpython
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frame times of ParaView on the points that calolens-view-benchmark writes.

    calolens-view-benchmark --cells 1000000 --no-ratio --points points.vtk
    pvpython --force-offscreen-rendering scripts/benchmark_paraview.py points.vtk --views 3

As in CaloLens, the points are spheres (Point Gaussian) of the cells' sizes, coloured by energy, in
views side by side that have as many pixels and one camera, the one of the file. Prints
milliseconds, medians.
"""
import argparse
import resource
import statistics
import time

from paraview import simple
from vtkmodules.vtkRenderingCore import vtkCamera



def seen_by(path):
    """Position, focal point, up, angle and size of the picture, from the title of the file."""
    with open(path, "rb") as file:
        file.readline()
        words = file.readline().decode().split()
    if len(words) != 14 or words[0] != "camera" or words[11] != "size":
        raise SystemExit(f"{path}: was not written by calolens-view-benchmark --points")
    numbers = [float(word) for word in words[1:11]]
    size = [int(word) for word in words[12:14]]
    return numbers[0:3], numbers[3:6], numbers[6:9], numbers[9], size


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
    parser.add_argument("--picture", help="save what the first view shows as this PNG file")
    parser.add_argument("--cpu", action="store_true",
                        help="count the processors' time instead of the clock's: for a busy machine")
    options = parser.parse_args()
    clock = time.process_time if options.cpu else time.perf_counter

    position, focal_point, up, angle, size = seen_by(options.file)
    simple._DisableFirstRenderCameraReset()
    before = resident_mib()
    start = clock()
    source = simple.LegacyVTKReader(FileNames=[options.file])
    source.UpdatePipeline()
    views, displays = [], []
    for _ in range(options.views):
        view = simple.CreateView("RenderView")
        view.ViewSize = size
        view.CameraViewAngle = angle
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
    camera = vtkCamera()  # the one that all views are looked at with
    camera.SetPosition(position)
    camera.SetFocalPoint(focal_point)
    camera.SetViewUp(up)

    def draw():
        for view in views:
            view.CameraPosition = camera.GetPosition()
            view.CameraFocalPoint = camera.GetFocalPoint()
            view.CameraViewUp = camera.GetViewUp()
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

    if options.picture:
        simple.SaveScreenshot(options.picture, views[0])
    rotated = median_ms(options.repeats, rotate, clock)
    rescaled = median_ms(options.repeats, rescale, clock)
    points = source.GetDataInformation().GetNumberOfPoints()
    print(f"ParaView {simple.GetParaViewVersion()}, {options.views} views of {points} points: "
          f"open {opened:.0f}, rotate {rotated:.1f}, rescale {rescaled:.1f} ms, "
          f"{resident_mib() - before:.0f} MiB")


main()
