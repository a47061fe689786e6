// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/commitment_advice.hpp"
#include "gui/models/summary_page.hpp"
#include "gui/models/table.hpp"

namespace plimsoll::gui {

/// Which commitments would be worth it, deployment by deployment: the mix, what it saves, coverage, utilisation, what
/// lies idle, and what is to be known before signing.
[[nodiscard]] QString commitmentsHtml(const CommitmentAdvice& advice, const SummaryLook& look);

/// A row for each commitment, and one for each deployment without any.
[[nodiscard]] Table commitmentsTable(const CommitmentAdvice& advice);

}  // namespace plimsoll::gui
