# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
include_guard(GLOBAL)

# Lets the tests of another room run the program, too: `#include "tests/cli/program.hpp"`. After plimsoll_test.
function(plimsoll_test_runs_program room)
  set(test plimsoll_test_${room})
  if(NOT TARGET ${test})
    return()
  endif()
  target_sources(${test} PRIVATE ${CMAKE_SOURCE_DIR}/tests/cli/program.cpp)
  target_link_libraries(${test} PRIVATE plimsoll_options)
  target_compile_definitions(${test} PRIVATE PLIMSOLL_BINARY="$<TARGET_FILE:plimsoll>")
  add_dependencies(${test} plimsoll)
endfunction()
