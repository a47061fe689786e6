// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/selection.hpp"

#include <utility>

namespace plimsoll::gui {

void Selection::select(std::optional<int> deployment) {
    if (std::exchange(deployment_, deployment) != deployment) emit changed();
}

void Selection::setBaseline(std::optional<int> deployment) {
    if (std::exchange(baseline_, deployment) != deployment) emit changed();
}

void Selection::setHidden(int deployment, bool hidden) {
    if (hidden == isHidden(deployment)) return;
    if (hidden)
        hidden_.insert(deployment);
    else
        hidden_.remove(deployment);
    emit changed();
}

void Selection::setHidden(const QSet<int>& deployments) {
    if (std::exchange(hidden_, deployments) != deployments) emit changed();
}

void Selection::isolate(int deployment, int count) {
    QSet<int> others;
    for (int other = 0; other < count; ++other)
        if (other != deployment) others.insert(other);
    setHidden(hidden_ == others ? QSet<int>{} : others);
}

void Selection::setBudget(std::optional<double> usdPerMonth) {
    if (std::exchange(budget_, usdPerMonth) != usdPerMonth) emit changed();
}

void Selection::setLooks(const QList<int>& looks) {
    if (std::exchange(looks_, looks) != looks) emit changed();
}

void Selection::chooseLoad(double multiple) {
    chosenLoad_ = multiple;
    emit changed();
    emit loadChosen(multiple);
}

void Selection::hoverLoad(std::optional<double> load) {
    if (std::exchange(hoverLoad_, load) != load) emit hoverChanged();
}

void Selection::hoverTime(std::optional<double> seconds) {
    if (std::exchange(hoverTime_, seconds) != seconds) emit hoverChanged();
}

void Selection::showTime(std::optional<TimeSpan> span) {
    if (std::exchange(shownTime_, span) != span) emit shownTimeChanged();
}

void Selection::restrictTo(int deployments) {
    const auto beyond = [deployments](std::optional<int> index) { return index && *index >= deployments; };
    bool lost = false;
    if (beyond(deployment_)) lost = true, deployment_.reset();
    if (beyond(baseline_)) lost = true, baseline_.reset();
    if (hidden_.removeIf([deployments](int index) { return index >= deployments; }) > 0) lost = true;
    if (lost) emit changed();
}

}  // namespace plimsoll::gui
