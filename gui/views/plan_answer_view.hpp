// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/plan_selection.hpp"
#include "gui/views/summary_view.hpp"

namespace plimsoll::gui {

/// The planner's answer in words. Its links take a candidate into the scenario.
class PlanAnswerView : public SummaryView {
    Q_OBJECT

public:
    explicit PlanAnswerView(PlanSelection& selection, QWidget* parent = nullptr);

    [[nodiscard]] Table table() const override;
    [[nodiscard]] QString source() const override;

protected:
    [[nodiscard]] bool isEmpty() const override { return selection_.plan() == nullptr; }
    [[nodiscard]] QString pageOf(const SummaryLook& look) const override;
    void follow(const QString& link) override;

private:
    PlanSelection& selection_;
};

}  // namespace plimsoll::gui
