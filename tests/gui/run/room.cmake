# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
plimsoll_gui_test(gui/run plimsoll_gui_run Qt6::Test)
