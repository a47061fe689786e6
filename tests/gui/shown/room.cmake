# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The real window on an X server of its own: what a person sees and points at.
plimsoll_gui_test(gui/shown plimsoll_gui_app Qt6::Test)
if(TARGET plimsoll_test_gui_shown)
  target_sources(plimsoll_test_gui_shown PRIVATE gui/made_result.cpp)
  # The same screen with larger pixels: 1024x640 and 853x533 of them.
  foreach(scale 1.25 1.5)
    gtest_discover_tests(plimsoll_test_gui_shown TEST_PREFIX gui/shown.at-${scale}. TEST_FILTER SmallScreens.*
      DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 1800 LABELS shown ENVIRONMENT QT_SCALE_FACTOR=${scale})
  endforeach()
endif()
