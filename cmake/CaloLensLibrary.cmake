# SPDX-License-Identifier: GPL-3.0-or-later
# calolens_library(NAME SOURCES ... [PUBLIC libs ...] [PRIVATE libs ...])
#
# One folder of core/ or ui/ = one static library calolens_NAME, alias CaloLens::NAME. Headers are
# included by their folder: #include "event/Event.h" from core/, "comparison/ComparisonView.h" from ui/.
function(calolens_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(target calolens_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(CaloLens::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    get_filename_component(root "${CMAKE_CURRENT_SOURCE_DIR}/.." ABSOLUTE)
    target_include_directories(${target} PUBLIC
        $<BUILD_INTERFACE:${root}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
        $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/calolens>)
    target_link_libraries(${target} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE}
                          $<BUILD_INTERFACE:calolens_warnings>)
endfunction()
