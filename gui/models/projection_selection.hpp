// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/commitment_advice.hpp"
#include "gui/models/projected_bills.hpp"
#include "gui/models/selection.hpp"

namespace plimsoll::gui {

/// What the views of the months ahead share. Deployments have the same places in bills and commitments.
class ProjectionSelection : public Selection {
    Q_OBJECT

public:
    using Selection::Selection;

    [[nodiscard]] const ProjectedBillsPtr& bills() const { return bills_; }
    void setBills(ProjectedBillsPtr bills);
    /// Null until it is there.
    [[nodiscard]] const CommitmentAdvicePtr& commitments() const { return commitments_; }
    void setCommitments(CommitmentAdvicePtr commitments);
    /// The deployment that a view of one shows: the selected one, else the first that is the cheapest, else the first.
    /// \pre there are bills
    [[nodiscard]] int lookedAt() const;

signals:
    void billsChanged();
    void commitmentsChanged();

private:
    ProjectedBillsPtr bills_;
    CommitmentAdvicePtr commitments_;
};

}  // namespace plimsoll::gui
