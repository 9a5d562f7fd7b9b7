# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where: programs, core as a package for other projects, models, demo
# events, and what a desktop needs to list the window among its programs.
include(CMakePackageConfigHelpers)

set(calolens_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/CaloLens)

# The libraries of core/, and those among them that cannot be linked without Torch.
calolens_core_libraries(calolens_core_targets)
set(CALOLENS_TORCH_COMPONENTS "")
set(CALOLENS_COMPONENTS "")
foreach(target IN LISTS calolens_core_targets)
    get_target_property(component ${target} EXPORT_NAME)
    list(APPEND CALOLENS_COMPONENTS ${component})
    calolens_links_torch(${target} needs_torch)
    if(needs_torch)
        list(APPEND CALOLENS_TORCH_COMPONENTS ${component})
    endif()
endforeach()

# "cmake --install BUILD --component development" installs the package without the programs.
install(TARGETS ${calolens_core_targets} EXPORT CaloLensTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT CaloLensTargets NAMESPACE CaloLens:: DESTINATION ${calolens_package_dir}
        COMPONENT development)
foreach(header IN LISTS CALOLENS_PUBLIC_HEADERS)
    cmake_path(GET header PARENT_PATH folder)
    install(FILES ${PROJECT_SOURCE_DIR}/core/${header}
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/calolens/${folder} COMPONENT development)
endforeach()

configure_package_config_file(cmake/CaloLensConfig.cmake.in ${PROJECT_BINARY_DIR}/CaloLensConfig.cmake
    INSTALL_DESTINATION ${calolens_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/CaloLensConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/CaloLensConfig.cmake
              ${PROJECT_BINARY_DIR}/CaloLensConfigVersion.cmake
        DESTINATION ${calolens_package_dir} COMPONENT development)

# Icons, styles and shaders travel inside the program; models and demo events are files.
foreach(folder models recipes events)
    if(EXISTS ${PROJECT_SOURCE_DIR}/resources/${folder})
        install(DIRECTORY resources/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/calolens)
    endif()
endforeach()
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(CALOLENS_BUILD_UI)
    install(FILES resources/desktop/calolens.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/icons/calolens.svg
            DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
