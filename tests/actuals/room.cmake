# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
plimsoll_test(actuals plimsoll_actuals)
if(TARGET plimsoll_test_actuals)
  # It loads the simulator as the program does, which takes everything else from whoever loads it.
  add_dependencies(plimsoll_test_actuals plimsoll_simulator)
  set_target_properties(plimsoll_test_actuals PROPERTIES ENABLE_EXPORTS ON BUILD_RPATH ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}
                        LINK_LIBRARY_OVERRIDE "WHOLE_ARCHIVE,plimsoll_sim,plimsoll_results,plimsoll_pricing,plimsoll_models,plimsoll_scenarios")
endif()
