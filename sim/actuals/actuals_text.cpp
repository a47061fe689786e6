// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "sim/actuals/actuals.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using results::amount_text;
using results::paragraph;
using results::TextRow;

/// Below half a cent there is no difference.
std::string signed_text(double usd, const std::string& currency) {
    constexpr double kHalfACent = 0.005;
    if (std::abs(usd) < kHalfACent) return "-";
    return (usd < 0 ? "-" : "+") + amount_text(std::abs(usd), currency);
}

std::string share_text(double part, double whole) {
    constexpr double kLeastShare = 5e-4;
    return whole == 0 || std::abs(part) < kLeastShare * whole ? "-" : fmt::format("{:+.1f} %", 100 * part / whole);
}

const char* place_text(const VarianceMonth& month) {
    if (!month.whole) return "part of the month";
    return month.side() < 0 ? "below" : month.side() > 0 ? "above" : "within";
}

std::string months_text(const Actuals& actuals, std::size_t width) {
    std::vector<TextRow> rows{{"", "projected", "P10 to P90", "billed", "difference", "", ""}};
    for (const auto& month : actuals.months) {
        const double billed = month.billed.approximate();
        const auto& predicted = month.predicted;
        const double difference = billed - month.projected;
        rows.push_back({scenarios::text_of(month.month), amount_text(month.projected, actuals.currency),
                        fmt::format("{} to {}", amount_text(predicted.p10, actuals.currency),
                                    amount_text(predicted.p90, actuals.currency)),
                        amount_text(billed, actuals.currency), signed_text(difference, actuals.currency),
                        share_text(difference, month.projected), place_text(month)});
    }
    return results::text_table(rows, width);
}

/// What a service comes to over all months.
struct ServiceSum {
    double projected = 0;
    double billed = 0;
    VarianceCauses causes;

    ServiceSum& operator+=(const ServiceSum& other) {
        projected += other.projected;
        billed += other.billed;
        causes += other.causes;
        return *this;
    }
};

TextRow service_row(const std::string& name, const ServiceSum& sum, const std::string& currency) {
    const auto& causes = sum.causes;
    return {name,
            amount_text(sum.projected, currency),
            amount_text(sum.billed, currency),
            signed_text(causes.sum(), currency),
            signed_text(causes.volume, currency),
            signed_text(causes.mix, currency),
            signed_text(causes.price, currency),
            signed_text(causes.not_projected, currency),
            signed_text(causes.not_billed, currency),
            signed_text(causes.untold, currency)};
}

/// Causes that are none of any service.
void leave_out_empty_columns(std::vector<TextRow>& rows) {
    for (std::size_t column = rows.front().size(); column-- > 1;) {
        const bool empty =
            std::all_of(rows.begin() + 1, rows.end(), [&](const TextRow& row) { return row[column] == "-"; });
        if (!empty) continue;
        for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
    }
}

std::string services_text(const Actuals& actuals, std::size_t width) {
    std::map<std::string, ServiceSum> sums;
    for (const auto& month : actuals.months)
        for (const auto& line : month.lines) {
            auto& sum = sums[line.service];
            sum.projected += line.projected_cost;
            sum.billed += line.billed_cost.approximate();
            sum.causes += line.causes;
        }
    std::vector<std::pair<std::string, ServiceSum>> order(sums.begin(), sums.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& left, const auto& right) {
        return std::abs(left.second.causes.sum()) > std::abs(right.second.causes.sum());
    });
    constexpr std::size_t kMost = 12;
    ServiceSum all;
    ServiceSum rest;
    std::vector<TextRow> rows{
        {"", "projected", "billed", "difference", "usage", "mix", "price", "not projected", "not billed", "untold"}};
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& [name, sum] = order[i];
        all += sum;
        if (i < kMost)
            rows.push_back(service_row(name, sum, actuals.currency));
        else
            rest += sum;
    }
    if (order.size() > kMost)
        rows.push_back(service_row(fmt::format("{} other services", order.size() - kMost), rest, actuals.currency));
    rows.push_back(service_row("all", all, actuals.currency));
    leave_out_empty_columns(rows);
    return results::text_table(rows, width);
}

std::string forecast_text(const CalibratedForecast& forecast, const std::string& currency, std::size_t width) {
    std::string text = paragraph(fmt::format("Of the {} that {} billed whole, the bill was {:.3g} times what was "
                                             "projected. With that factor, the months ahead:",
                                             forecast.months == 1 ? "month" : fmt::format("{} months", forecast.months),
                                             forecast.months == 1 ? "was" : "were", forecast.factor),
                                 width);
    std::vector<TextRow> rows{{"", "P50", "P10 to P90"}};
    for (const auto& month : forecast.ahead)
        rows.push_back(
            {scenarios::text_of(month.month), amount_text(month.bill.p50, currency),
             fmt::format("{} to {}", amount_text(month.bill.p10, currency), amount_text(month.bill.p90, currency))});
    text += results::text_table(rows, width);
    constexpr std::size_t kFew = 3;
    if (forecast.months < kFew)
        text += paragraph("so few months tell a factor from chance poorly", width, "note: ", "      ");
    return text;
}

}  // namespace

std::string actuals_text(const Actuals& actuals, std::size_t width) {
    width = std::max(width, results::kNarrowest);
    std::string text =
        paragraph(fmt::format("{} beside '{}' of {}: {} costs of {} of {} charges", actuals.path, actuals.deployment,
                              actuals.scenario, scenarios::name_of(actuals.cost), actuals.taken, actuals.rows),
                  width);
    text += "\n" + months_text(actuals, width);
    if (actuals.whole > 0)
        text += paragraph(fmt::format("{} of {} whole months lie between P10 and P90; of many, eight of ten should.",
                                      actuals.within, actuals.whole),
                          width);
    text += "\n" + paragraph("Why, by service:", width) + services_text(actuals, width);
    if (!actuals.not_projected.empty())
        text += paragraph(fmt::format("{} from {} to {} are billed and not projected: {}", actuals.not_projected.size(),
                                      scenarios::text_of(actuals.not_projected.front()),
                                      scenarios::text_of(actuals.not_projected.back()),
                                      amount_text(actuals.not_projected_cost.approximate(), actuals.currency)),
                          width, "note: ", "      ");
    if (actuals.forecast) text += "\n" + forecast_text(*actuals.forecast, actuals.currency, width);
    return text;
}

}  // namespace plimsoll::sim
