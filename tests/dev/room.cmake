# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# The script `dev` itself, run in a folder of its own with stand-ins for the programs it calls.
if(NOT PLIMSOLL_CORE_TESTS_ONLY)
  set(script ${CMAKE_SOURCE_DIR}/tests/dev/dev_test.sh)
  file(STRINGS ${script} cases REGEX "^[a-z_]+\\(\\) { # case")
  foreach(case IN LISTS cases)
    string(REGEX REPLACE "\\(.*" "" case ${case})
    add_test(NAME dev.${case} COMMAND bash ${script} ${CMAKE_SOURCE_DIR} ${case})
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
endif()
