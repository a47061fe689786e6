// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/summary_page.hpp"

namespace plimsoll::gui {

/// The verdict as an argument, step by step, as the HTML that QTextDocument knows. Names lead to deployments, and each
/// row to the assumption that it rests on.
[[nodiscard]] QString verdictHtml(const Result& result, const SummaryLook& look);

}  // namespace plimsoll::gui
