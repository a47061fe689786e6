# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
plimsoll_test(differential plimsoll_fleet)
if(TARGET plimsoll_test_differential)
  target_sources(plimsoll_test_differential PRIVATE ${CMAKE_SOURCE_DIR}/tests/fleet/simulated.cpp)
endif()
