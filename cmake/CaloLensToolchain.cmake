# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler cache, fast linker, warnings and sanitizers: used when there, never required.
find_program(CALOLENS_CCACHE ccache)
if(CALOLENS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The two settings below let ccache serve precompiled headers and several build folders.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CALOLENS_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CALOLENS_CCACHE})
endif()

find_program(CALOLENS_MOLD mold)
if(CALOLENS_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(calolens_warnings INTERFACE)
target_compile_options(calolens_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow
                       -Wnon-virtual-dtor -Woverloaded-virtual -Wno-unknown-pragmas)

if(CALOLENS_SANITIZE)
    add_compile_options(-fsanitize=${CALOLENS_SANITIZE} -fno-omit-frame-pointer -g1)
    add_link_options(-fsanitize=${CALOLENS_SANITIZE})
    if(CALOLENS_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()

# Installed programs find a LibTorch that lies outside of the system's folders.
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
