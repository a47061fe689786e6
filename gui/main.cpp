// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/application.hpp"

int main(int argc, char** argv) { return plimsoll::gui::runApplication(argc, argv); }
