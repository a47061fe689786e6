// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/latency_distribution.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll::gui {

namespace {

using results::DistributionPoint;

double mixed(double below, double above, double way) { return below + way * (above - below); }

}  // namespace

const std::vector<DistributionPoint>& distributionOf(const results::DeploymentResult& deployment,
                                                     scenarios::SloSpec::Metric metric) {
    using Metric = scenarios::SloSpec::Metric;
    static const std::vector<DistributionPoint> kNone;
    switch (metric) {
        case Metric::latency:
            return deployment.latency_distribution;
        case Metric::ttft:
            return deployment.first_token_distribution;
        case Metric::tpot:
            return deployment.per_token_distribution;
        case Metric::itl:
            return deployment.token_gaps_distribution;
        case Metric::wait:
            break;
    }
    return kNone;
}

double shareWithin(const std::vector<DistributionPoint>& distribution, double seconds) {
    const auto above = std::upper_bound(distribution.begin(), distribution.end(), seconds,
                                        [](double value, const auto& point) { return value < point.at_most_s; });
    if (above == distribution.begin()) return 0;
    const auto below = std::prev(above);
    if (above == distribution.end() || below->at_most_s <= 0) return below->share;
    const double way = std::log(seconds / below->at_most_s) / std::log(above->at_most_s / below->at_most_s);
    return mixed(below->share, above->share, way);
}

}  // namespace plimsoll::gui
