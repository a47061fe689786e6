# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
include(${CMAKE_CURRENT_LIST_DIR}/../cli/program.cmake)
plimsoll_test(profiles plimsoll_models ZLIB::ZLIB)
plimsoll_test_runs_program(profiles)
# Its kernels share their names with those of profile_times_test.cpp, and have other times.
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/kernel_grid_test.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
