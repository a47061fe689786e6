// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/projection/unit_economics.hpp"

#include <algorithm>
#include <vector>

namespace plimsoll::sim {

using scenarios::ProjectionSpec;

namespace {

constexpr double kThousand = 1e3;
constexpr double kMillion = 1e6;

/// What is served, and earned, in one course of months.
struct Course {
    double requests = 0;
    double tokens = 0;
    double revenue = 0;
};

/// Users pay by the month, whatever its days: those of an average month send as many requests as the spec says.
double revenue_of(const scenarios::RevenueSpec& revenue, const Volume& volume, double hours) {
    constexpr double kAverageMonth = 730;  // hours
    double usd = revenue.per_1k_requests.value_or(0) * volume.requests / kThousand +
                 revenue.per_1m_tokens.value_or(0) * volume.tokens / kMillion;
    if (revenue.per_user)
        usd += *revenue.per_user * volume.requests / *revenue.requests_per_user * kAverageMonth / hours;
    return usd;
}

Course course_of(const Bills& bills, const std::vector<double>& loads, const ProjectionSpec& spec) {
    Course course;
    for (std::size_t t = 0; t < spec.months; ++t) {
        const auto month = bills.volume(t, loads[t]);
        course.requests += month.requests;
        course.tokens += month.tokens;
        course.revenue += revenue_of(spec.revenue, month, bills.hours(t).all());
    }
    return course;
}

Prediction scaled(Prediction prediction, double factor) {
    for (double* value : {&prediction.mean, &prediction.p10, &prediction.p50, &prediction.p90}) *value *= factor;
    return prediction;
}

}  // namespace

UnitEconomics unit_economics_of(const Bills& bills, const ProjectedDemand& demand, const ProjectionSpec& spec,
                                const DrawnBills& drawn) {
    std::vector<double> per_request, per_token, margins, shares;
    for (std::uint32_t draw = 0; draw < spec.draws; ++draw) {
        const auto course = course_of(bills, demand.drawn(draw), spec);
        const double billed = sum_of(drawn[draw], 0, spec.months);
        per_request.push_back(course.requests > 0 ? billed / course.requests : 0);
        if (course.tokens > 0) per_token.push_back(billed / course.tokens);
        margins.push_back(course.revenue - billed);
        if (course.revenue > 0) shares.push_back(margins.back() / course.revenue);
    }
    UnitEconomics unit;
    const auto request = prediction_of(per_request);
    unit.per_1k_requests = scaled(request, kThousand);
    if (per_token.size() == spec.draws) unit.per_1m_tokens = scaled(prediction_of(per_token), kMillion);
    if (spec.revenue.requests_per_user) unit.per_user = scaled(request, *spec.revenue.requests_per_user);
    if (!spec.revenue.earns()) return unit;
    unit.margin = prediction_of(margins);
    if (shares.size() == margins.size()) unit.margin_share = prediction_of(shares);
    const auto losses = std::count_if(margins.begin(), margins.end(), [](double usd) { return usd < 0; });
    unit.loses = static_cast<double>(losses) / static_cast<double>(margins.size());
    return unit;
}

}  // namespace plimsoll::sim
