# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
plimsoll_test(measure plimsoll_measure)
if(TARGET plimsoll_test_measure)
  # The tools of tests/cli run plimsoll-profile here; serve-check needs plimsoll beside it.
  target_sources(plimsoll_test_measure PRIVATE ${CMAKE_SOURCE_DIR}/tests/cli/program.cpp)
  target_compile_definitions(plimsoll_test_measure PRIVATE PLIMSOLL_BINARY="$<TARGET_FILE:plimsoll-profile>")
  add_dependencies(plimsoll_test_measure plimsoll-profile plimsoll)
endif()
