# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
include(${CMAKE_CURRENT_LIST_DIR}/../cli/program.cmake)
plimsoll_test(profiles plimsoll_models ZLIB::ZLIB)
plimsoll_test_runs_program(profiles)
