# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
plimsoll_test(fleet plimsoll_fleet)
if(TARGET plimsoll_test_fleet)
  target_sources(plimsoll_test_fleet PRIVATE ${CMAKE_SOURCE_DIR}/tests/differential/case_source.cpp
                                             ${CMAKE_SOURCE_DIR}/tests/differential/random_case.cpp
                                             ${CMAKE_SOURCE_DIR}/tests/differential/random_tokens.cpp
                                             ${CMAKE_SOURCE_DIR}/tests/differential/describe_case.cpp
                                             ${CMAKE_SOURCE_DIR}/tests/differential/run_forked.cpp)
endif()
