# SPDX-License-Identifier: GPL-3.0-or-later
# Torch, for the folder that includes this file.
find_package(Torch REQUIRED)
# PyTorch's package for Python brings headers of {fmt} of its own version, which stand before the
# system's and do not fit its library: what uses Torch does without the library then.
foreach(folder IN LISTS TORCH_INCLUDE_DIRS)
    if(EXISTS "${folder}/fmt/format.h" AND NOT folder STREQUAL "/usr/include")
        set_property(TARGET torch APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY=1)
        break()
    endif()
endforeach()
