# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Compiles through ccache where it is installed. Paths below the checkout count as relative, so that another checkout of
# the same sources finds what this one has compiled; precompiled headers may be reused, too.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()
