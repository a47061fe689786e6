// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/shown_comparison.hpp"

#include "gui/models/period.hpp"
#include "gui/models/preferences.hpp"
#include "gui/models/text.hpp"
#include "sim/compare/contest.hpp"
#include "sim/compare/verdict.hpp"
#include "sim/compare/verdict_text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::CostDifference;
using results::DeploymentResult;
using results::Interval;
using results::LoadChange;
using results::LoadPoint;

/// What a verdict looks at: series, lives and distributions are long, and say nothing to it.
DeploymentResult lightCopy(const DeploymentResult& deployment) {
    DeploymentResult copy;
    copy.name = deployment.name;
    copy.serving = deployment.serving;
    copy.example = deployment.example;
    copy.eligible = deployment.eligible;
    copy.model = deployment.model;
    copy.replications = deployment.replications;
    copy.latency = deployment.latency;
    copy.cost = deployment.cost;
    copy.slo = deployment.slo;
    copy.deadline = deployment.deadline;
    copy.load_curve = deployment.load_curve;
    copy.by_replication = deployment.by_replication;
    return copy;
}

const DeploymentResult* named(const Result& result, const std::string& name) {
    const auto& all = result.deployments();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// Half the width of the interval of the difference of two costs, as if they were independent.
std::optional<double> halfOfDifference(const std::optional<Interval>& one, const std::optional<Interval>& other) {
    if (!one || !other) return {};
    return std::hypot(one->half_width(), other->half_width());
}

/// By how much a deployment costs more than the cheapest, as the program knew it. Null: it did not tell.
const CostDifference* knownDifference(const Result& result, const results::Verdict& known, const std::string& name) {
    if (known.runner_up && result.deployments()[*known.runner_up].name == name) return &known;
    for (const auto& rival : known.rivals)
        if (rival.name == name) return &rival;
    return nullptr;
}

/// Two that were not compared may differ by as much as if they were independent.
void widen(CostDifference& difference, const results::CostSummary& best, const results::CostSummary& other) {
    const auto half = halfOfDifference(best.per_month_ci, other.per_month_ci);
    if (!half || !difference.difference_ci || *half <= difference.difference_ci->half_width()) return;
    const double centre = *difference.difference_per_month;
    difference.difference_ci = Interval{centre - *half, centre + *half};
    difference.clear = !difference.difference_ci->contains(0);
}

bool isClearly(const LoadPoint& cheaper, const LoadPoint& dearer) {
    const auto half = halfOfDifference(cheaper.per_month_ci, dearer.per_month_ci);
    return half && (dearer.per_month - cheaper.per_month).approximate() > *half;
}

}  // namespace

namespace {

results::CostPeriod period() { return {inPeriod(1), aPeriod().toStdString()}; }

}  // namespace

ShownComparison::ShownComparison(const Result& result, const QSet<int>& hidden)
    : result_(result), places_(result.indices()) {
    places_.removeIf([&](int place) { return hidden.contains(place); });
    if (places_.size() == result.indices().size()) {
        verdict_ = result.comparison().verdict;
        if (preferences().period != Period::month)  // the program's own words are by the month
            verdict_.sentences = results::verdict_sentences(result.deployments(), verdict_, period());
        return;
    }
    for (const int place : std::as_const(places_)) light_.push_back(lightCopy(result.deployment(place)));
    decide();
}

const std::vector<DeploymentResult>& ShownComparison::compared() const {
    return showsAll() ? result_.deployments() : light_;
}

void ShownComparison::decide() {
    verdict_ = results::decide(light_);
    const auto placed = [this](std::optional<std::size_t>& index) {
        if (index) index = static_cast<std::size_t>(places_[static_cast<qsizetype>(*index)]);
    };
    const auto before = verdict_;
    placed(verdict_.cheapest);
    placed(verdict_.runner_up);
    placed(verdict_.nearest);
    keepWhatWasKnown(result_.comparison().verdict);
    // Sentences look into the deployments that were compared.
    auto told = verdict_;
    told.cheapest = before.cheapest;
    told.runner_up = before.runner_up;
    told.nearest = before.nearest;
    verdict_.sentences = results::verdict_sentences(light_, told, period());
}

/// What the program knew when it compared them, and results do not hold.
void ShownComparison::keepWhatWasKnown(const results::Verdict& known) {
    for (auto& change : verdict_.changes)
        for (const auto& other : known.changes)
            if (change.from == other.from && change.to == other.to && change.load_below == other.load_below) {
                change = other;
                break;
            }
    if (verdict_.rivals.empty()) return;
    for (auto& rival : verdict_.rivals) {
        const auto* told = verdict_.cheapest == known.cheapest ? knownDifference(result_, known, rival.name) : nullptr;
        if (told != nullptr)
            static_cast<CostDifference&>(rival) = *told;
        else
            widen(rival, result_.deployments()[*verdict_.cheapest].cost, named(result_, rival.name)->cost);
    }
    static_cast<CostDifference&>(verdict_) = verdict_.rivals.front();
}

ShownComparison::Cheapest ShownComparison::cheapestAt(double load) const {
    const auto& deployments = compared();
    const auto cheapest = results::cheapest_at(deployments, load);
    if (!cheapest) return {};
    const auto place = [this](std::size_t index) { return places_[static_cast<qsizetype>(index)]; };
    const LoadPoint& best = *results::point_at(deployments[*cheapest], load);
    const auto best_index = static_cast<std::size_t>(place(*cheapest));
    bool clear = true;
    for (std::size_t i = 0; i < deployments.size(); ++i) {
        const LoadPoint* point = results::point_at(deployments[i], load);
        if (i == *cheapest || point == nullptr || !point->slo_met || !results::competes(deployments, i)) continue;
        // The scenario's own load was compared replication by replication.
        const bool judged = load == 1 && verdict_.cheapest == best_index && verdict_.clear.value_or(false);
        clear = clear && (judged || isClearly(best, *point));
    }
    return {place(*cheapest), clear};
}

bool ShownComparison::mayBeTold(const std::string& text) const {
    if (showsAll()) return true;
    const auto& all = result_.deployments();
    for (int place = 0; place < static_cast<int>(all.size()); ++place)
        if (!shows(place) && text.find("'" + result_.deployment(place).name + "'") != std::string::npos) return false;
    return true;
}

std::vector<LoadChange> breakEvens(const Result& result, int one, int other) {
    std::vector<DeploymentResult> pair{lightCopy(result.deployment(one)), lightCopy(result.deployment(other))};
    for (auto& deployment : pair) {
        deployment.eligible = true;
        deployment.serving = scenarios::Serving::real_time;
        for (auto& point : deployment.load_curve) point.slo_met = true;
    }
    return results::load_changes(pair);
}

QStringList breakEvenTexts(const Result& result, int one, int other) {
    const auto& left = result.deployment(one);
    const auto& right = result.deployment(other);
    if (left.load_curve.empty() || right.load_curve.empty()) return {};
    QStringList texts;
    for (const auto& change : breakEvens(result, one, other)) texts.append(toldText(change.text));
    if (!texts.isEmpty()) return texts;
    const bool first = left.load_curve.front().per_month < right.load_curve.front().per_month;
    return {QCoreApplication::translate("BreakEven", "'%1' is cheaper than '%2' at every simulated load.")
                .arg(qstring((first ? left : right).name), qstring((first ? right : left).name))};
}

std::optional<Interval> crossingInterval(const Result& result, const LoadChange& crossing) {
    if (crossing.load_ci) return crossing.load_ci;
    const auto* from = named(result, crossing.from);
    const auto* to = named(result, crossing.to);
    if (from == nullptr || to == nullptr) return {};
    return crossingInterval(*from, *to, crossing);
}

std::optional<Interval> crossingInterval(const DeploymentResult& from, const DeploymentResult& to,
                                         const LoadChange& crossing) {
    double half = 0, slope = 0;
    for (const double load : {crossing.load_below, crossing.load_above}) {
        const LoadPoint* one = results::point_at(from, load);
        const LoadPoint* other = results::point_at(to, load);
        if (one == nullptr || other == nullptr) return {};
        const auto width = halfOfDifference(one->per_month_ci, other->per_month_ci);
        if (!width) return {};
        half = std::max(half, *width);
        slope += std::abs((one->per_month - other->per_month).approximate());  // of opposite signs
    }
    slope /= std::log(crossing.load_above / crossing.load_below);
    if (!(slope > 0)) return {};
    const double at = std::log(crossing.load);
    return Interval{std::max(crossing.load_below, std::exp(at - half / slope)),
                    std::min(crossing.load_above, std::exp(at + half / slope))};
}

}  // namespace plimsoll::gui
