# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
plimsoll_test(models plimsoll_models)
if(TARGET plimsoll_test_models)
  set_target_properties(plimsoll_test_models PROPERTIES UNITY_BUILD OFF)  # each file makes its graphs in its own way
endif()
