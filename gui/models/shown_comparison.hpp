// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/result.hpp"

#include <QList>
#include <QSet>

#include <optional>
#include <vector>

namespace plimsoll::gui {

/// What a result says of the deployments that are not hidden: the verdict among them alone. Places are those in the
/// result.
class ShownComparison {
public:
    explicit ShownComparison(const Result& result, const QSet<int>& hidden = {});

    [[nodiscard]] const QList<int>& deployments() const { return places_; }
    [[nodiscard]] bool shows(int deployment) const { return places_.contains(deployment); }
    [[nodiscard]] bool showsAll() const { return light_.empty(); }

    /// That of the result where nothing is hidden. Otherwise it is taken anew; the difference of two that were not
    /// compared before is known to the intervals of both, as if they were independent.
    [[nodiscard]] const results::Verdict& verdict() const { return verdict_; }

    /// Which is the cheapest that meets its objectives at a load of the load curve, and whether the next one costs
    /// clearly more; a single one is.
    struct Cheapest {
        std::optional<int> deployment;
        bool clear = true;
    };
    [[nodiscard]] Cheapest cheapestAt(double load) const;

    /// Names none of the hidden deployments.
    [[nodiscard]] bool mayBeTold(const std::string& text) const;

private:
    [[nodiscard]] const std::vector<results::DeploymentResult>& compared() const;
    void decide();
    void keepWhatWasKnown(const results::Verdict& known);

    const Result& result_;
    QList<int> places_;
    std::vector<results::DeploymentResult> light_;  ///< of those that are shown, without series; empty: all are
    results::Verdict verdict_;
};

/// Where the costs of two deployments cross on the load curve, whether they meet their objectives or not; ascending.
[[nodiscard]] std::vector<results::LoadChange> breakEvens(const Result& result, int one, int other);

/// The same in words: a sentence for each, or that one is cheaper throughout; empty without a load curve of both.
[[nodiscard]] QStringList breakEvenTexts(const Result& result, int one, int other);

/// Loads between which costs cross: as the result knows it, or else from the intervals of both at the loads beside it,
/// as if they were independent. Nothing without intervals.
[[nodiscard]] std::optional<results::Interval> crossingInterval(const Result& result,
                                                                const results::LoadChange& crossing);

/// The same from the load curves of the two alone: who is cheaper below, and above.
[[nodiscard]] std::optional<results::Interval> crossingInterval(const results::DeploymentResult& from,
                                                                const results::DeploymentResult& to,
                                                                const results::LoadChange& crossing);

}  // namespace plimsoll::gui
