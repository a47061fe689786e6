// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "sim/compare/text.hpp"
#include "sim/projection/projection.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using results::amount_text;
using Row = results::TextRow;

std::string percent_text(double share) { return fmt::format("{:.0f} %", 100 * share); }

/// The month, or year, in which a budget is exceeded most probably.
template <class Times, class Name>
std::string worst_text(const Times& times, Name name) {
    const auto worst = std::max_element(times.begin(), times.end(),
                                        [](const auto& a, const auto& b) { return *a.above_budget < *b.above_budget; });
    return fmt::format("{} in {}", percent_text(*worst->above_budget), name(*worst));
}

Row sums_row(const ProjectedDeployment& deployment, const scenarios::ProjectionSpec& spec) {
    Row row{deployment.name, amount_text(deployment.total.p50, spec.currency.code),
            fmt::format("{} to {}", amount_text(deployment.total.p10, spec.currency.code),
                        amount_text(deployment.total.p90, spec.currency.code)),
            amount_text(deployment.present_value, spec.currency.code)};
    if (spec.budget_per_month)
        row.push_back(worst_text(deployment.months, [](const auto& each) { return scenarios::text_of(each.month); }));
    if (spec.budget_per_year)
        row.push_back(worst_text(deployment.years, [](const auto& each) { return std::to_string(each.year); }));
    return row;
}

std::string sums_text(const Projection& projection, std::size_t width) {
    const auto& spec = projection.spec;
    Row head{"", fmt::format("{} months, P50", spec.months), "P10 to P90", "present value"};
    if (spec.budget_per_month) head.emplace_back("a month above budget");
    if (spec.budget_per_year) head.emplace_back("a year above budget");
    std::vector<Row> rows{head};
    for (const auto& deployment : projection.deployments) {
        if (!deployment.lost) {
            rows.push_back(sums_row(deployment, spec));
            continue;
        }
        rows.emplace_back(head.size(), "-");
        rows.back()[0] = deployment.name;
    }
    return results::text_table(rows, width);
}

std::optional<std::size_t> cheapest_in(const Projection& projection, std::chrono::year_month month) {
    std::optional<std::size_t> best;
    for (const auto& from : projection.cheapest)
        if (from.month <= month) best = from.deployment;
    return best;
}

/// The median of each month's bill; `*` the cheapest that meets its objectives, `✗` who misses them.
std::string months_text(const Projection& projection, std::size_t width) {
    constexpr std::size_t kWidestName = 22;
    Row head{"P50 of each month", "load"};
    for (const auto& deployment : projection.deployments)
        head.push_back(results::shortened(deployment.name, kWidestName) + "  ");
    std::vector<Row> rows{head};
    for (std::size_t t = 0; t < projection.spec.months; ++t) {
        const auto month = projection.start + std::chrono::months(static_cast<int>(t));
        Row row{"  " + scenarios::text_of(month), "-"};
        for (std::size_t i = 0; i < projection.deployments.size(); ++i) {
            if (projection.deployments[i].lost) {
                row.emplace_back("-  ");
                continue;
            }
            const auto& of = projection.deployments[i].months[t];
            row[1] = results::number_text(of.load);
            const bool cheapest = cheapest_in(projection, month) == i;
            row.push_back(amount_text(of.bill.p50, projection.spec.currency.code) + (cheapest ? " *"
                                                                                     : of.met ? "  "
                                                                                              : " ✗"));
        }
        rows.push_back(std::move(row));
    }
    return results::text_table(rows, width);
}

std::string decides_text(const UncertaintyShares& of) {
    constexpr double kWorthSaying = 0.005;
    std::array<std::pair<double, const char*>, 5> shares{{{of.demand, "demand"},
                                                          {of.step_times, "the error of step times"},
                                                          {of.spot_prices, "spot prices"},
                                                          {of.chance, "chance"},
                                                          {of.exchange_rate, "the exchange rate"}}};
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    if (shares.front().first == 0) return "nothing that is known";
    std::string text;
    for (const auto& [share, what] : shares)
        if (share >= kWorthSaying) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, percent_text(share));
    return text;
}

std::string change_text(const ChangeByDriver& change, const std::string& currency) {
    constexpr double kCent = 0.005;
    std::string text;
    const auto add = [&](double usd, const char* what) {
        if (usd > -kCent && usd < kCent) return;
        text +=
            fmt::format("{}{}{} {}", text.empty() ? "" : ", ", usd < 0 ? "" : "+", amount_text(usd, currency), what);
    };
    add(change.load, "by load");
    add(change.prices, "by prices");
    add(change.calendar, "by days of the month");
    add(change.one_off, "paid once");
    add(change.commitments, "by commitments");
    add(change.exchange_rate, "by the exchange rate");
    return text.empty() ? "none" : text;
}

std::string range_text(const Prediction& of, const std::string& currency) {
    return fmt::format("{} ({} to {})", amount_text(of.p50, currency), amount_text(of.p10, currency),
                       amount_text(of.p90, currency));
}

std::string unit_text(const UnitEconomics& unit, const std::string& currency) {
    std::string text = "1,000 requests cost " + range_text(unit.per_1k_requests, currency);
    if (unit.per_1m_tokens) text += ", a million tokens " + range_text(*unit.per_1m_tokens, currency);
    if (unit.per_user) text += ", a user " + range_text(*unit.per_user, currency) + " a month";
    return text;
}

std::string margin_text(const UnitEconomics& unit, const std::string& currency) {
    std::string text = "margin: " + range_text(*unit.margin, currency);
    if (unit.margin_share)
        text += fmt::format(", {} of the revenue ({} to {})", percent_text(unit.margin_share->p50),
                            percent_text(unit.margin_share->p10), percent_text(unit.margin_share->p90));
    if (unit.loses > 0) text += fmt::format("; it loses money with a probability of {}", percent_text(unit.loses));
    return text;
}

std::string made_text(const MadeCommitment& made) {
    const auto& plan = made.commitment.plan;
    return fmt::format("commitment{}: {}{} for {}, {} an hour, upfront {}, from {} to before {}",
                       made.name == plan.title ? "" : " '" + made.name + "'",
                       made.machines ? fmt::format("{} x ", *made.machines) : "", plan.title, plan.covers,
                       results::money_text(made.commitment.per_hour.approximate()), scenarios::name_of(made.upfront),
                       scenarios::text_of(made.from), scenarios::text_of(made.until));
}

/// Of each month in the middle.
std::string commitments_table(const ProjectedDeployment& deployment, const std::string& currency, std::size_t width) {
    std::vector<Row> rows{{"  ", "on demand", "covered", "used", "unused", "billed for it", "amortised", "whole bill"}};
    for (const auto& month : deployment.months) {
        const auto sum = month.committed();
        rows.push_back({"    " + scenarios::text_of(month.month), amount_text(month.on_demand, currency),
                        amount_text(sum.covered, currency), amount_text(sum.used, currency),
                        amount_text(sum.unused, currency), amount_text(sum.billed(), currency),
                        amount_text(sum.amortised, currency), amount_text(month.middle, currency)});
    }
    return results::text_table(rows, width);
}

std::string deployment_text(const ProjectedDeployment& deployment, const std::string& currency, std::size_t width) {
    if (deployment.lost)
        return results::paragraph(deployment.name + ": lost: a simulation ended without a result", width, "", "  ");
    std::string text = results::paragraph(deployment.name, width);
    text += results::paragraph("what moves the sum: " + decides_text(deployment.shares), width, "  ", "    ");
    text += results::paragraph("change from the first month to the last: " + change_text(deployment.change, currency),
                               width, "  ", "    ");
    text += results::paragraph(unit_text(deployment.unit, currency), width, "  ", "    ");
    if (deployment.unit.margin) text += results::paragraph(margin_text(deployment.unit, currency), width, "  ", "    ");
    for (const auto& made : deployment.commitments) text += results::paragraph(made_text(made), width, "  ", "    ");
    if (!deployment.commitments.empty()) text += commitments_table(deployment, currency, width);
    if (deployment.misses_from)
        text += results::paragraph(
            fmt::format("misses an objective from {} on", scenarios::text_of(*deployment.misses_from)), width, "  ! ",
            "    ");
    return text;
}

}  // namespace

std::string projection_text(const Projection& projection, std::size_t width) {
    width = std::max(width, results::kNarrowest);
    const auto last = projection.start + std::chrono::months(static_cast<int>(projection.spec.months) - 1);
    std::string text = results::paragraph(
        fmt::format("{}: what {} to {} will be billed, from {} draws; of ten bills, eight lie from P10 to P90",
                    projection.scenario, scenarios::text_of(projection.start), scenarios::text_of(last),
                    projection.spec.draws),
        width);
    text += "\n" + sums_text(projection, width) + "\n" + months_text(projection, width) + "\n";
    for (const auto& from : projection.cheapest) {
        const auto who = from.deployment ? fmt::format("'{}' is the cheapest that meets its objectives",
                                                       projection.deployments[*from.deployment].name)
                                         : std::string("none meets its objectives");
        text += results::paragraph(fmt::format("From {} on, {}.", scenarios::text_of(from.month), who), width);
    }
    text += "\n";
    for (const auto& deployment : projection.deployments)
        text += deployment_text(deployment, projection.spec.currency.code, width);
    for (const auto& note : projection.notes) text += results::paragraph(note, width, "note: ", "      ");
    return text;
}

}  // namespace plimsoll::sim
