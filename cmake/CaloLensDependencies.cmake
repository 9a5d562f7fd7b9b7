# SPDX-License-Identifier: GPL-3.0-or-later
# Everything that is found rather than built. Torch is found in core/diffusion alone.
find_package(Threads REQUIRED)
find_package(MPI COMPONENTS C) # Debian's VTK and HDF5 name MPI in their link interfaces.
set(HDF5_PREFER_PARALLEL OFF)
find_package(HDF5 1.10 REQUIRED COMPONENTS C CXX)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)

if(CALOLENS_BUILD_UI)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets OpenGL OpenGLWidgets PrintSupport Svg)
    find_package(QCustomPlotQt6 REQUIRED)
    find_package(muparser REQUIRED)
    find_package(VTK 9.1 REQUIRED COMPONENTS
        CommonColor CommonCore CommonDataModel CommonExecutionModel CommonTransforms FiltersCore
        FiltersGeneral FiltersSources InteractionStyle IOImage RenderingAnnotation RenderingCore
        RenderingFreeType RenderingOpenGL2 RenderingUI)
endif()
if(CALOLENS_BUILD_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
