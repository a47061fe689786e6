# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Environment of every test, read by ctest at the start of a run; what the caller has set wins.
if(NOT DEFINED ENV{PLIMSOLL_RECORDED_DATA})
  get_filename_component(recorded_data ${CMAKE_CURRENT_LIST_DIR}/../../shared/data ABSOLUTE)
  set(ENV{PLIMSOLL_RECORDED_DATA} ${recorded_data})
endif()
