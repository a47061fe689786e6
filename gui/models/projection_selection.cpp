// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/projection_selection.hpp"

#include <algorithm>
#include <utility>

namespace plimsoll::gui {

void ProjectionSelection::setBills(ProjectedBillsPtr bills) {
    bills_ = std::move(bills);
    restrictTo(bills_ ? static_cast<int>(bills_->deployments.size()) : 0);
    emit billsChanged();
}

void ProjectionSelection::setCommitments(CommitmentAdvicePtr commitments) {
    commitments_ = std::move(commitments);
    emit commitmentsChanged();
}

int ProjectionSelection::lookedAt() const {
    if (deployment()) return *deployment();
    for (const auto& from : bills_->cheapest)
        if (!from.deployment.isEmpty()) return static_cast<int>(bills_->names().indexOf(from.deployment));
    const auto& all = bills_->deployments;
    const auto known = std::find_if(all.begin(), all.end(), [](const auto& each) { return !each.lost; });
    return known == all.end() ? 0 : static_cast<int>(known - all.begin());
}

}  // namespace plimsoll::gui
