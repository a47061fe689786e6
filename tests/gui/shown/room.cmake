# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The real window on an X server of its own: what a person sees and points at.
plimsoll_gui_test(gui/shown plimsoll_gui_app Qt6::Test)
if(TARGET plimsoll_test_gui_shown)
  target_sources(plimsoll_test_gui_shown PRIVATE gui/made_result.cpp)
endif()
