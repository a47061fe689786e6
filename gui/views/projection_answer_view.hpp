// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/projection_selection.hpp"
#include "gui/views/summary_view.hpp"

namespace plimsoll::gui {

/// The months ahead in words: who is the cheapest when, what the sums may be, budgets, and what decides. Links select
/// deployments.
class ProjectionAnswerView : public SummaryView {
    Q_OBJECT

public:
    explicit ProjectionAnswerView(ProjectionSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    [[nodiscard]] bool isEmpty() const override { return selection_.bills() == nullptr; }
    [[nodiscard]] QString pageOf(const SummaryLook& look) const override;

private:
    ProjectionSelection& selection_;
};

}  // namespace plimsoll::gui
