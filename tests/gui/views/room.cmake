# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
plimsoll_gui_test(gui/views plimsoll_gui_views plimsoll_gui_export Qt6::Svg Qt6::Test)
target_sources(plimsoll_test_gui_views PRIVATE gui/made_result.cpp gui/golden_scene.cpp)
if(TARGET plimsoll_test_gui_views)
  set_target_properties(plimsoll_test_gui_views PROPERTIES UNITY_BUILD OFF)  # each file shows its own view under the same names
endif()
