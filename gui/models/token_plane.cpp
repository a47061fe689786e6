// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/token_plane.hpp"

namespace plimsoll::gui {

namespace {

using results::DeploymentResult;
using results::Estimate;

/// One over what is never 0 where there is a value.
Estimate inverse(const Estimate& estimate) {
    Estimate turned;
    turned.value = 1 / estimate.value;
    if (estimate.ci && estimate.ci->lo > 0) turned.ci = results::Interval{1 / estimate.ci->hi, 1 / estimate.ci->lo};
    return turned;
}

/// With the interval of the cost, since the tokens are those of the traffic.
std::optional<Estimate> dollarsPerMillion(const DeploymentResult& deployment) {
    const auto& cost = deployment.cost;
    if (!cost.per_1m_tokens) return {};
    Estimate dollars;
    dollars.value = cost.per_1m_tokens->approximate();
    if (!(dollars.value > 0)) return {};
    const double scale = dollars.value / cost.per_month.approximate();
    if (cost.per_month_ci) dollars.ci = results::Interval{scale * cost.per_month_ci->lo, scale * cost.per_month_ci->hi};
    return dollars;
}

/// Nothing where no answer had a second token.
bool hasPace(const DeploymentResult& deployment) {
    return hasLatency(deployment) && deployment.per_token && deployment.per_token->mean.value > 0;
}

}  // namespace

QList<TokenPoint> tokenPoints(const Result& result, const QList<int>& deployments, TokenPlane plane,
                              LatencyFigure figure) {
    QList<TokenPoint> points;
    for (const int index : deployments) {
        const DeploymentResult& deployment = result.deployment(index);
        if (!hasPace(deployment)) continue;
        TokenPoint point;
        point.deployment = index;
        point.feasible = deployment.feasible();
        if (plane == TokenPlane::value) {
            const auto dollars = dollarsPerMillion(deployment);
            if (!dollars) continue;
            point.across = inverse(estimateOf(*deployment.per_token, figure));
            point.up = inverse(*dollars);
        } else {
            const auto& next = plane == TokenPlane::phases ? deployment.per_token : deployment.token_gaps;
            if (!deployment.first_token || !next) continue;
            point.across = estimateOf(*deployment.first_token, figure);
            point.up = estimateOf(*next, figure);
        }
        points.append(point);
    }
    return points;
}

QList<TokenLevel> tokenLevels(const Result& result, const QList<int>& deployments) {
    QList<TokenLevel> levels;
    for (const int index : deployments) {
        const DeploymentResult& deployment = result.deployment(index);
        if (hasPace(deployment)) continue;
        if (const auto dollars = dollarsPerMillion(deployment)) levels.append({index, 1 / dollars->value});
    }
    return levels;
}

}  // namespace plimsoll::gui
