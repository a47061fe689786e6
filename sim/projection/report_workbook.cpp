// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/date.hpp"
#include "scenarios/month.hpp"
#include "sim/projection/amount.hpp"
#include "sim/projection/price_formula.hpp"
#include "sim/projection/report.hpp"
#include "sim/projection/report_sheet.hpp"
#include "sim/sweep/workbook_file.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <xlsxwriter.h>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;

constexpr lxw_row_t kSupportRow = 2;
constexpr lxw_row_t kTaxRow = 3;
constexpr lxw_row_t kPricesRow = 20;  ///< of the first price change

/// In seconds since 1970, so that it is that day in most time zones. \pre a day
std::time_t noon_of(const std::string& date) {
    constexpr std::chrono::hours kNoon(12);
    const auto since = *Date::parse(date) - *Date::parse("1970-01-01");
    return std::chrono::duration_cast<std::chrono::seconds>(since + kNoon).count();
}

class Report {
public:
    Report(const Projection& projection, const ReportFacts& facts, const std::filesystem::path& path)
        : projection_(projection),
          facts_(facts),
          file_(path, false),
          formats_(file_.book(), projection.spec.currency.code),
          summary_(file_, "Summary"),
          assumptions_(file_, "Assumptions"),
          monthly_(file_, "Monthly"),
          items_(file_, "Line items"),
          commitments_(file_, "Commitments"),
          movers_(file_, "What moves it"),
          provenance_(file_, "Provenance") {}

    void write() {
        // Else the clock's: the same report would be other bytes a second later.
        lxw_doc_properties properties{};
        properties.created = noon_of(facts_.date);
        workbook_set_properties(file_.book(), &properties);
        write_assumptions();
        write_items();
        write_commitments();
        write_monthly();
        write_movers();
        write_summary();
        write_provenance();
        file_.finish();
    }

private:
    void write_assumptions() {
        const auto& spec = projection_.spec;
        assumptions_.widths({34, 16, 16, 16, 60});
        assumptions_.text(0, 0, "Assumptions", formats_.title);
        assumptions_.text(1, 0, "Blue figures may be changed: all totals follow.", nullptr);
        const auto line = [this](lxw_row_t row, const char* name, double value, lxw_format* format, const char* note) {
            assumptions_.text(row, 0, name);
            assumptions_.number(row, 1, value, format);
            assumptions_.text(row, 4, note);
        };
        line(kSupportRow, "Support", spec.support, formats_.input, "of what is billed and paid once");
        line(kTaxRow, "Tax", spec.tax, formats_.input, "of that with support");
        const char* simulated = "simulated: change it in the scenario";
        line(5, "Growth of the load a month", spec.growth, formats_.share, simulated);
        line(6, "Standard deviation of that", spec.growth_sd, formats_.share, simulated);
        line(7, "Volatility from month to month", spec.volatility, formats_.share, simulated);
        line(8, "Weekend beside a weekday", spec.weekend, formats_.share, simulated);
        line(9, "Standard deviation of spot prices", spec.spot_price_sd, formats_.share, simulated);
        line(10, "Draws", spec.draws, nullptr, simulated);
        line(11, "Discount rate a year", spec.discount_rate, formats_.share, "of the present value");
        if (spec.budget_per_month)
            line(12, "Budget of a month", *spec.budget_per_month, formats_.usd, "its probability is from the draws");
        if (spec.budget_per_year)
            line(13, "Budget of a year", *spec.budget_per_year, formats_.usd, "its probability is from the draws");
        write_exchange_rates();
        assumptions_.head(kPricesRow - 1, {"Price change", "From", "Offer", "Factor"}, formats_.head);
        for (std::size_t i = 0; i < spec.prices.size(); ++i) {
            const auto& change = spec.prices[i];
            const auto row = kPricesRow + static_cast<lxw_row_t>(i);
            assumptions_.text(row, 0, change.name);
            assumptions_.text(row, 1, text_of(change.at));
            assumptions_.text(row, 2, change.offer.empty() ? "all" : change.offer);
            assumptions_.number(row, 3, change.factor, formats_.input);
        }
    }

    /// Below the price changes.
    [[nodiscard]] lxw_row_t exchange_row() const {
        constexpr lxw_row_t kGap = 2;
        return kPricesRow + static_cast<lxw_row_t>(projection_.spec.prices.size()) + kGap;
    }
    void write_exchange_rates() {
        const auto& currency = projection_.spec.currency;
        if (currency.code == "USD") return;
        auto row = exchange_row();
        assumptions_.head(row - 1, {"Exchange rate", "From", "", currency.code + " per USD"}, formats_.head);
        assumptions_.text(row, 1, "the first month");
        assumptions_.number(row, 3, currency.per_usd, formats_.input);
        assumptions_.text(row, 4,
                          fmt::format("from month to month its logarithm changes by {:.4g} (simulated)", currency.sd));
        for (const auto& change : currency.changes) {
            assumptions_.text(++row, 1, text_of(change.at));
            assumptions_.number(row, 3, change.per_usd, formats_.input);
        }
    }
    /// What dollars of a month are to be multiplied by.
    [[nodiscard]] std::string exchange_formula(std::chrono::year_month month) const {
        const auto& currency = projection_.spec.currency;
        if (currency.code == "USD") return "";
        auto row = exchange_row();
        for (const auto& change : currency.changes)
            if (month >= change.at) ++row;
        return fmt::format("*Assumptions!$D${}", row + 1);
    }

    void write_items() {
        items_.widths({24, 10, 34, 34, 12, 14, 10, 14, 10, 14, 14, 10, 14});
        items_.head(0,
                    {"Deployment", "Month", "Item", "Offer", "Unit", "USD per unit", "Weekday hours",
                     "USD per weekday hour", "Weekend hours", "USD per weekend hour", "Covered by commitments, USD",
                     "Price factor", projection_.spec.currency.code},
                    formats_.head);
        worksheet_freeze_panes(items_.get(), 1, 0);
        lxw_row_t row = 1;
        for (const auto& deployment : projection_.deployments)
            for (const auto& month : deployment.months)
                for (std::size_t i = 0; i < deployment.items.size(); ++i) write_item(row++, deployment, month, i);
    }
    void write_item(lxw_row_t row, const ProjectedDeployment& deployment, const ProjectedMonth& month, std::size_t i) {
        const auto& item = deployment.items[i];
        items_.text(row, 0, deployment.name);
        items_.text(row, 1, text_of(month.month));
        items_.text(row, 2, item.item);
        items_.text(row, 3, item.offer);
        items_.text(row, 4, item.unit);
        const double market = month.item_market[i];
        items_.text(row, 5,
                    market == 1 || item.is_share()
                        ? item.unit_price
                        : fmt::format("{:.12g}", market * std::strtod(item.unit_price.c_str(), nullptr)));
        items_.number(row, 6, month.weekday_hours);
        items_.number(row, 7, market * deployment.curve->usd(i, month.load), formats_.exact_dollars);
        items_.number(row, 8, month.weekend_hours);
        items_.number(row, 9, market * deployment.curve->usd(i, month.load * projection_.spec.weekend),
                      formats_.exact_dollars);
        double covered = 0;
        for (const auto& commitment : month.commitments) covered += commitment.item_covered[i];
        const double factor = month.item_factor[i] * projection_.spec.currency.rate(month.month);
        items_.number(row, 10, factor > 0 ? covered / factor : 0, formats_.exact_dollars);
        const PriceRows rows{row + 1, kPricesRow + 1};
        items_.formula(row, 11, price_formula(projection_.spec, deployment, month, i, rows), month.item_factor[i],
                       nullptr);
        items_.formula(row, 12,
                       fmt::format("=ROUND(L{0}*(G{0}*H{0}+I{0}*J{0}){1},6)-ROUND(L{0}*K{0}{1},6)", row + 1,
                                   exchange_formula(month.month)),
                       month.item_cost[i], formats_.usd);
    }

    /// A row for each of each month. What they cover is simulated; how it is paid follows from the amount of an hour.
    void write_commitments() {
        commitments_.widths({24, 10, 30, 34, 10, 14, 14, 14, 14, 14, 14, 14, 14});
        commitments_.head(0,
                          {"Deployment", "Month", "Commitment", "Covers", "Hours", "USD per hour", "Paid upfront",
                           "Paid by the hour", "Billed", "Amortised", "Used", "Unused", "Covered, at list price"},
                          formats_.head);
        worksheet_freeze_panes(commitments_.get(), 1, 0);
        lxw_row_t row = 1;
        for (const auto& deployment : projection_.deployments)
            for (const auto& month : deployment.months)
                for (std::size_t c = 0; c < month.commitments.size(); ++c)
                    write_commitment(row++, deployment, month, c);
    }
    void write_commitment(lxw_row_t row, const ProjectedDeployment& deployment, const ProjectedMonth& month,
                          std::size_t c) {
        const auto& made = deployment.commitments[c];
        const auto& of_month = month.commitments[c];
        const auto line = row + 1;
        const double hours = made.holds(month.month) ? month.weekday_hours + month.weekend_hours : 0;
        commitments_.text(row, 0, deployment.name);
        commitments_.text(row, 1, text_of(month.month));
        commitments_.text(row, 2, made.name);
        commitments_.text(row, 3, made.commitment.plan.covers);
        commitments_.number(row, 4, hours);
        commitments_.number(row, 5, made.commitment.per_hour.approximate(), formats_.exact_dollars);
        commitments_.number(row, 6, of_month.upfront, formats_.usd);
        commitments_.number(row, 7, of_month.recurring, formats_.usd);
        commitments_.formula(row, 8, fmt::format("=G{0}+H{0}", line), of_month.billed(), formats_.usd);
        commitments_.formula(row, 9, fmt::format("=ROUND(E{0}*F{0}{1},6)", line, exchange_formula(month.month)),
                             of_month.amortised, formats_.usd);
        commitments_.number(row, 10, of_month.used, formats_.usd);
        commitments_.formula(row, 11, fmt::format("=J{0}-K{0}", line), of_month.unused, formats_.usd);
        commitments_.number(row, 12, of_month.covered, formats_.usd);
    }

    void write_monthly() {
        monthly_.widths({24, 10, 10, 14, 14, 14, 12, 12, 12, 14, 14, 14, 14, 14, 12, 12, 14, 16, 14});
        monthly_.head(0,
                      {"Deployment", "Month", "Load", "Requests", "Running", "Commitments", "Paid once", "Support",
                       "Tax", "Bill in the middle", "P10", "P50", "P90", "Mean", "Above budget", "Meets objectives",
                       projection_.spec.currency.code + " per 1,000 requests", "Amortised, before support and tax",
                       "Amortised bill"},
                      formats_.head);
        worksheet_freeze_panes(monthly_.get(), 1, 0);
        lxw_row_t row = 1;
        for (const auto& deployment : projection_.deployments)
            for (const auto& month : deployment.months) write_month(row++, deployment, month);
    }
    void write_month(lxw_row_t row, const ProjectedDeployment& deployment, const ProjectedMonth& month) {
        const auto line = row + 1;
        monthly_.text(row, 0, deployment.name);
        monthly_.text(row, 1, text_of(month.month));
        monthly_.number(row, 2, month.load);
        monthly_.number(row, 3, month.requests);
        const auto of_month = [line](const char* sheet, char column) {
            return fmt::format("SUMIFS('{0}'!{1}:{1},'{0}'!A:A,A{2},'{0}'!B:B,B{2})", sheet, column, line);
        };
        const auto committed = month.committed();
        monthly_.formula(row, 4, "=" + of_month("Line items", 'M'), exact_sum(month.item_cost), formats_.usd);
        monthly_.formula(row, 5, "=" + of_month("Commitments", 'I'), committed.billed(), formats_.usd);
        monthly_.number(row, 6, month.one_off, formats_.usd);
        monthly_.formula(row, 7, fmt::format("=ROUND(Assumptions!$B${1}*(E{0}+F{0}+G{0}),6)", line, kSupportRow + 1),
                         month.support, formats_.usd);
        monthly_.formula(row, 8, fmt::format("=ROUND(Assumptions!$B${1}*(E{0}+F{0}+G{0}+H{0}),6)", line, kTaxRow + 1),
                         month.tax, formats_.usd);
        monthly_.formula(row, 9, fmt::format("=E{0}+F{0}+G{0}+H{0}+I{0}", line), month.middle, formats_.usd);
        const double drawn[] = {month.bill.p10, month.bill.p50, month.bill.p90, month.bill.mean};
        for (lxw_col_t i = 0; i < 4; ++i) monthly_.number(row, static_cast<lxw_col_t>(10 + i), drawn[i], formats_.usd);
        if (month.above_budget) monthly_.number(row, 14, *month.above_budget, formats_.share);
        monthly_.text(row, 15, month.met ? "yes" : "no");
        if (month.requests > 0)
            monthly_.formula(row, 16, fmt::format("=1000*J{0}/D{0}", line), 1000 * month.middle / month.requests,
                             formats_.exact_usd);
        monthly_.formula(row, 17, fmt::format("=E{0}+G{0}+", line) + of_month("Commitments", 'J'),
                         amount_of(exact_sum(month.item_cost) + month.one_off + committed.amortised), formats_.usd);
        const auto support = fmt::format("ROUND(Assumptions!$B${1}*R{0},6)", line, kSupportRow + 1);
        monthly_.formula(row, 18,
                         fmt::format("=R{0}+{2}+ROUND(Assumptions!$B${1}*(R{0}+{2}),6)", line, kTaxRow + 1, support),
                         month.amortised, formats_.usd);
    }

    void write_movers() {
        movers_.widths({24, 14, 14, 14, 14, 14, 16, 16, 16, 16, 16, 16});
        movers_.text(0, 0, "What moves the sum of all bills, and why the last month differs from the first",
                     formats_.title);
        movers_.head(2,
                     {"Deployment", "Demand", "Error of step times", "Spot prices", "Chance", "Exchange rate",
                      "Change by days", "by load", "by prices", "paid once", "by commitments", "by the exchange rate"},
                     formats_.head);
        lxw_row_t row = 3;
        for (const auto& deployment : projection_.deployments) {
            movers_.text(row, 0, deployment.name);
            const auto& shares = deployment.shares;
            const double of[] = {shares.demand, shares.step_times, shares.spot_prices, shares.chance,
                                 shares.exchange_rate};
            for (lxw_col_t i = 0; i < 5; ++i) movers_.number(row, static_cast<lxw_col_t>(1 + i), of[i], formats_.share);
            const auto& change = deployment.change;
            const double by[] = {change.calendar, change.load,        change.prices,
                                 change.one_off,  change.commitments, change.exchange_rate};
            for (lxw_col_t i = 0; i < 6; ++i) movers_.number(row, static_cast<lxw_col_t>(6 + i), by[i], formats_.usd);
            ++row;
        }
    }

    void write_summary() {
        summary_.widths({30, 16, 16, 16, 16, 16, 18, 18});
        summary_.text(0, 0,
                      fmt::format("{}: {} months from {}", projection_.scenario, projection_.spec.months,
                                  text_of(projection_.start)),
                      formats_.title);
        summary_.text(1, 0,
                      fmt::format("Made on {} by {}. {}. Of ten bills, eight lie from P10 to P90.", facts_.date,
                                  facts_.program, projection_.spec.currency.code));
        summary_.head(3,
                      {"Deployment", "Sum in the middle", "P10", "P50", "P90", "Present value",
                       "Worst month above budget", "Misses an objective from"},
                      formats_.head);
        lxw_row_t row = 4;
        for (const auto& deployment : projection_.deployments) write_sum(row++, deployment);
        ++row;
        for (const auto& from : projection_.cheapest)
            summary_.text(row++, 0,
                          fmt::format("From {} on, {}", text_of(from.month),
                                      from.deployment ? fmt::format("\"{}\" is the cheapest that meets its objectives.",
                                                                    projection_.deployments[*from.deployment].name)
                                                      : "none meets its objectives."));
        row = write_units(row + 1);
        for (const auto& note : projection_.notes) summary_.text(row++, 0, "Note: " + note);
        add_chart(row + 1);
    }
    /// What a unit costs, and what is left of what it earns. \returns the row behind it
    lxw_row_t write_units(lxw_row_t row) {
        summary_.head(row++,
                      {"P50 of a unit's cost", "1,000 requests", "A million tokens", "A user a month", "Margin, P10",
                       "Margin, P50", "Margin, P90", "Probability of a loss"},
                      formats_.head);
        for (const auto& deployment : projection_.deployments) {
            if (deployment.lost) continue;
            const auto& unit = deployment.unit;
            summary_.text(row, 0, deployment.name);
            summary_.number(row, 1, unit.per_1k_requests.p50, formats_.exact_usd);
            if (unit.per_1m_tokens) summary_.number(row, 2, unit.per_1m_tokens->p50, formats_.exact_usd);
            if (unit.per_user) summary_.number(row, 3, unit.per_user->p50, formats_.exact_usd);
            if (unit.margin) {
                summary_.number(row, 4, unit.margin->p10, formats_.usd);
                summary_.number(row, 5, unit.margin->p50, formats_.usd);
                summary_.number(row, 6, unit.margin->p90, formats_.usd);
                summary_.number(row, 7, unit.loses, formats_.share);
            }
            ++row;
        }
        return row + 1;
    }
    void write_sum(lxw_row_t row, const ProjectedDeployment& deployment) {
        summary_.text(row, 0, deployment.name);
        if (deployment.lost) return summary_.text(row, 1, "a simulation ended without a result");
        double middle = 0;
        std::optional<double> worst;
        for (const auto& month : deployment.months) {
            middle += month.middle;
            if (month.above_budget) worst = std::max(worst.value_or(0), *month.above_budget);
        }
        summary_.formula(row, 1, fmt::format("=SUMIFS(Monthly!J:J,Monthly!A:A,A{})", row + 1), middle, formats_.usd);
        summary_.number(row, 2, deployment.total.p10, formats_.usd);
        summary_.number(row, 3, deployment.total.p50, formats_.usd);
        summary_.number(row, 4, deployment.total.p90, formats_.usd);
        summary_.number(row, 5, deployment.present_value, formats_.usd);
        if (worst) summary_.number(row, 6, *worst, formats_.share);
        summary_.text(row, 7, deployment.misses_from ? text_of(*deployment.misses_from) : "never");
    }
    void add_chart(lxw_row_t row) {
        auto* chart = workbook_add_chart(file_.book(), LXW_CHART_LINE);
        lxw_row_t first = 1;
        for (const auto& deployment : projection_.deployments) {
            if (deployment.months.empty()) continue;
            const auto last = first + static_cast<lxw_row_t>(deployment.months.size()) - 1;
            auto* series = chart_add_series(chart, nullptr, nullptr);
            chart_series_set_categories(series, "Monthly", first, 1, last, 1);
            chart_series_set_values(series, "Monthly", first, 11, last, 11);
            chart_series_set_name_range(series, "Monthly", first, 0);
            first = last + 1;
        }
        chart_title_set_name(chart, ("P50 of each month's bill, " + projection_.spec.currency.code).c_str());
        lxw_chart_options options{};
        options.x_scale = 2;
        options.y_scale = 1.5;
        worksheet_insert_chart_opt(summary_.get(), row, 0, chart, &options);
    }

    void write_provenance() {
        provenance_.widths({44, 14, 14, 12, 90});
        provenance_.text(0, 0, "Provenance", formats_.title);
        provenance_.text(
            1, 0,
            fmt::format("{}, seed {}, {} replications of {:.4g} h at each of {} loads", facts_.program,
                        projection_.seed, projection_.replications, projection_.horizon_h, projection_.loads.size()));
        provenance_.head(3, {"Price of", "Bought as", "Date", "Verified", "Source"}, formats_.head);
        lxw_row_t row = 4;
        for (const auto& price : projection_.prices) {
            provenance_.text(row, 0, price.offer);
            provenance_.text(row, 1, std::string(scenarios::name_of(price.purchase)));
            provenance_.text(row, 2, price.provenance.date ? price.provenance.date->text() : "not known");
            provenance_.text(row, 3, price.provenance.example ? "invented" : price.provenance.verified ? "yes" : "no");
            provenance_.text(row++, 4, price.provenance.source);
        }
        provenance_.text(++row, 0, "Scenario", formats_.head);
        constexpr std::size_t kMostOfACell = 32'000;
        for (std::size_t at = 0; at < projection_.text.size(); at += kMostOfACell)
            provenance_.text(++row, 0, projection_.text.substr(at, kMostOfACell), formats_.wrapped);
    }

    const Projection& projection_;
    const ReportFacts& facts_;
    WorkbookFile file_;
    Formats formats_;
    Sheet summary_, assumptions_, monthly_, items_, commitments_, movers_, provenance_;
};

}  // namespace

void write_report_workbook(const Projection& projection, const ReportFacts& facts, const std::filesystem::path& file) {
    Report(projection, facts, file).write();
}

}  // namespace plimsoll::sim
