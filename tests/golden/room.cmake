# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
include(${CMAKE_CURRENT_LIST_DIR}/../cli/program.cmake)
plimsoll_test(golden plimsoll_results nlohmann_json::nlohmann_json)
plimsoll_test_runs_program(golden)
