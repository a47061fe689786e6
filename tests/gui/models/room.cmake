# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
plimsoll_gui_test(gui/models plimsoll_gui_models Qt6::Test)
target_sources(plimsoll_test_gui_models PRIVATE gui/made_result.cpp)
