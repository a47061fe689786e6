// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/month.hpp"
#include "scenarios/printable.hpp"
#include "sim/compare/text.hpp"
#include "sim/projection/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::sim {
namespace {

using results::amount_text;
using scenarios::text_of;

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : scenarios::printable(text)) {
        if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '&')
            safe += "&amp;";
        else if (c == '"')
            safe += "&quot;";
        else
            safe += c;
    }
    return safe;
}

std::string table_row(const std::vector<std::string>& cells, const char* tag = "td") {
    std::string row = "<tr>";
    for (const auto& cell : cells) row += fmt::format("<{0}>{1}</{0}>", tag, cell);
    return row + "</tr>\n";
}

/// The months of one deployment: P10 to P90 as a band, P50 as a line, the budget as another.
class Fan {
public:
    Fan(const ProjectedDeployment& deployment, std::optional<double> budget, const std::string& currency)
        : deployment_(deployment), budget_(budget), currency_(currency) {
        for (const auto& month : deployment.months) most_ = std::max(most_, month.bill.p90);
        if (budget) most_ = std::max(most_, *budget);
        step_ = round_step(kHeadroom * most_ / kTicks);
        most_ = kTicks * step_;
    }
    [[nodiscard]] std::string svg() const {
        const auto& months = deployment_.months;
        std::string upper;
        std::string lower;
        std::string middle;
        for (std::size_t t = 0; t < months.size(); ++t) {
            upper += point(t, months[t].bill.p90);
            middle += point(t, months[t].bill.p50);
            lower = point(t, months[t].bill.p10) + lower;
        }
        std::string svg = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"bills of {} by month\">\n",
                                      kWidth, kHeight, escaped(deployment_.name));
        for (int i = 0; i <= kTicks; ++i) {
            const double usd = step_ * i;
            svg += fmt::format(
                "<text x=\"{:.0f}\" y=\"{:.1f}\" font-size=\"11\" fill=\"#5a6875\" text-anchor=\"end\">{}</text>\n",
                kLeft - 6, y(usd) + 4, amount_text(usd, currency_));
            svg +=
                fmt::format("<line x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#e3e8ec\"/>\n",
                            kLeft, kWidth - kRight, y(usd));
        }
        svg += fmt::format(
            "<polygon points=\"{}{}\" fill=\"#9fc3e6\"/><polyline points=\"{}\" fill=\"none\" stroke=\"#1f5f9e\" "
            "stroke-width=\"2\"/>\n",
            upper, lower, middle);
        const std::size_t every = (months.size() + 11) / 12;
        for (std::size_t t = 0; t < months.size(); t += every)
            svg += fmt::format(
                "<text x=\"{:.1f}\" y=\"{:.0f}\" font-size=\"11\" fill=\"#5a6875\" text-anchor=\"middle\">{}</text>\n",
                x(t), kHeight - 6, text_of(months[t].month));
        if (budget_)
            svg += fmt::format(
                "<line x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#a03a13\" "
                "stroke-dasharray=\"6 4\"/>"
                "<text x=\"{1:.0f}\" y=\"{3:.1f}\" font-size=\"11\" fill=\"#5a6875\" "
                "text-anchor=\"end\">budget</text>\n",
                kLeft, kWidth - kRight, y(*budget_), y(*budget_) - 4);
        return svg + "</svg>\n";
    }

private:
    static constexpr double kWidth = 760, kHeight = 220, kLeft = 84, kRight = 34, kTop = 10, kBottom = 26;
    static constexpr double kHeadroom = 1.05;
    static constexpr int kTicks = 5;

    [[nodiscard]] double x(std::size_t t) const {
        const double steps = std::max<double>(1, static_cast<double>(deployment_.months.size()) - 1);
        return kLeft + (kWidth - kLeft - kRight) * static_cast<double>(t) / steps;
    }
    [[nodiscard]] double y(double usd) const {
        return kHeight - kBottom - (kHeight - kTop - kBottom) * (most_ > 0 ? usd / most_ : 0);
    }
    [[nodiscard]] std::string point(std::size_t t, double usd) const {
        return fmt::format("{:.1f},{:.1f} ", x(t), y(usd));
    }

    /// The next 1, 2, 2.5 or 5 times a power of ten.
    static double round_step(double least) {
        if (least <= 0) return 1;
        const double power = std::pow(10.0, std::floor(std::log10(least)));
        for (const double factor : {1.0, 2.0, 2.5, 5.0})
            if (factor * power >= least) return factor * power;
        return 10 * power;
    }

    const ProjectedDeployment& deployment_;
    std::optional<double> budget_;
    const std::string& currency_;
    double most_ = 0;
    double step_ = 1;
};

constexpr const char* kStyle = R"(<style>
body { font: 14px/1.45 "DejaVu Sans", sans-serif; color: #1c2733; max-width: 800px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.15em; margin-top: 2em; break-after: avoid; } h2 + p { break-after: avoid; }
tr { break-inside: avoid; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .25em .5em; border-bottom: 1px solid #d5dbe1; } th:first-child, td:first-child { text-align: left; }
table.figures td:not(:first-child) { white-space: nowrap; } table.wide { font-size: .85em; } td.source { text-align: left; }
.headline { font-size: 1.2em; } .faint { color: #5a6875; } .warning { color: #a03a13; }
svg { width: 100%; height: auto; break-inside: avoid; }
.sign { margin-top: 4em; border-collapse: separate; border-spacing: 3em 0; } .sign td { text-align: left; border: 0; border-top: 1px solid #1c2733; }
@page { margin: 18mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
</style>)";

class Page {
public:
    Page(const Projection& projection, const ReportFacts& facts) : projection_(projection), facts_(facts) {}

    [[nodiscard]] std::string html() const {
        return fmt::format(
                   "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title>\n{1}\n"
                   "</head><body>\n<h1>{0}</h1>\n",
                   escaped(title()), kStyle) +
               headline() + sums() + units() + movers() + months() + assumptions() + provenance() + sign() +
               "</body></html>\n";
    }

private:
    [[nodiscard]] std::string money(double amount) const { return amount_text(amount, projection_.spec.currency.code); }
    /// Nothing below half a cent.
    [[nodiscard]] std::string cents(double amount) const {
        constexpr double kHalfACent = 0.005;
        return money(amount > -kHalfACent && amount < kHalfACent ? 0 : amount);
    }
    [[nodiscard]] std::string title() const {
        return fmt::format("{}: {} months from {}", projection_.scenario, projection_.spec.months,
                           text_of(projection_.start));
    }
    [[nodiscard]] std::string headline() const {
        std::string text;
        for (const auto& from : projection_.cheapest) {
            if (!from.deployment) {
                text +=
                    fmt::format("<p class=\"headline warning\">From {} on, no deployment meets its objectives.</p>\n",
                                text_of(from.month));
                continue;
            }
            const auto& deployment = projection_.deployments[*from.deployment];
            text += fmt::format(
                "<p class=\"headline\">From {} on, <b>{}</b> is the cheapest that meets its objectives: {} in all {} "
                "months, with four chances in five from {} to {}.</p>\n",
                text_of(from.month), escaped(deployment.name), money(deployment.total.p50), projection_.spec.months,
                money(deployment.total.p10), money(deployment.total.p90));
        }
        return text;
    }
    [[nodiscard]] std::string sums() const {
        std::string text = "<h2>In all</h2>\n<table class=\"figures\">" +
                           table_row({"Deployment", "P10", "P50", "P90", "Present value", "Worst month above budget",
                                      "Misses an objective"},
                                     "th");
        for (const auto& deployment : projection_.deployments) {
            if (deployment.lost) {
                text += table_row({escaped(deployment.name), "-", "-", "-", "-", "-", "a simulation was lost"});
                continue;
            }
            double worst = 0;
            for (const auto& month : deployment.months) worst = std::max(worst, month.above_budget.value_or(0));
            text += table_row({escaped(deployment.name), money(deployment.total.p10), money(deployment.total.p50),
                               money(deployment.total.p90), money(deployment.present_value),
                               projection_.spec.budget_per_month ? fmt::format("{:.0f} %", 100 * worst) : "no budget",
                               deployment.misses_from ? "from " + text_of(*deployment.misses_from) : "never"});
        }
        return text + "</table>\n";
    }
    /// The middle, and below it what may be.
    [[nodiscard]] std::string range(const std::optional<Prediction>& of) const {
        return of ? fmt::format("{}<br><span class=\"faint\">{} to {}</span>", money(of->p50), money(of->p10),
                                money(of->p90))
                  : "-";
    }
    [[nodiscard]] std::string units() const {
        std::string text =
            "<h2>What a unit costs</h2>\n<p>All bills over all that is served: P50, and P10 to P90.</p>\n"
            "<table class=\"figures wide\">" +
            table_row({"Deployment", "1,000 requests", "A million tokens", "A user a month"}, "th");
        for (const auto& deployment : projection_.deployments)
            if (const auto& unit = deployment.unit; !deployment.lost)
                text += table_row({escaped(deployment.name), range(unit.per_1k_requests), range(unit.per_1m_tokens),
                                   range(unit.per_user)});
        return text + "</table>\n" + margins();
    }
    [[nodiscard]] std::string margins() const {
        if (!projection_.spec.revenue.earns()) return "";
        std::string text =
            "<h2>What is left of the revenue</h2>\n<table class=\"figures wide\">" +
            table_row({"Deployment", "Margin of all months", "Of the revenue", "Probability of a loss"}, "th");
        for (const auto& deployment : projection_.deployments) {
            if (deployment.lost) continue;
            const auto& unit = deployment.unit;
            text += table_row({escaped(deployment.name), range(unit.margin),
                               unit.margin_share ? fmt::format("{:.0f} %", 100 * unit.margin_share->p50) : "-",
                               fmt::format("{:.0f} %", 100 * unit.loses)});
        }
        return text + "</table>\n";
    }
    [[nodiscard]] std::string movers() const {
        const auto percent = [](double share) { return fmt::format("{:.0f} %", 100 * share); };
        std::string shares =
            "<h2>What moves it</h2>\n<p>How much of the uncertainty of the sum each reason alone makes.</p>\n"
            "<table class=\"figures\">" +
            table_row({"Deployment", "Demand", "Error of step times", "Spot prices", "Chance", "Exchange rate"}, "th");
        std::string changes =
            "<h2>Why the last month differs from the first</h2>\n"
            "<p>With everything in the middle, one reason after the other.</p>\n<table class=\"figures\">" +
            table_row({"Deployment", "Load", "Prices", "Days", "Paid once", "Commitments", "Exchange rate"}, "th");
        for (const auto& deployment : projection_.deployments) {
            if (deployment.lost) continue;
            const auto& of = deployment.shares;
            shares += table_row({escaped(deployment.name), percent(of.demand), percent(of.step_times),
                                 percent(of.spot_prices), percent(of.chance), percent(of.exchange_rate)});
            const auto& by = deployment.change;
            changes += table_row({escaped(deployment.name), cents(by.load), cents(by.prices), cents(by.calendar),
                                  cents(by.one_off), cents(by.commitments), cents(by.exchange_rate)});
        }
        return shares + "</table>\n" + changes + "</table>\n";
    }
    [[nodiscard]] std::string months() const {
        std::string text;
        for (const auto& deployment : projection_.deployments) {
            if (deployment.lost) continue;
            text += fmt::format("<section><h2>{}</h2>\n", escaped(deployment.name));
            text += Fan(deployment, projection_.spec.budget_per_month, projection_.spec.currency.code).svg() +
                    "<table>" + table_row({"Month", "Load", "Requests", "P10", "P50", "P90", "Above budget"}, "th");
            for (const auto& month : deployment.months)
                text += table_row({text_of(month.month), results::number_text(month.load),
                                   results::number_text(month.requests), money(month.bill.p10), money(month.bill.p50),
                                   money(month.bill.p90),
                                   month.above_budget ? fmt::format("{:.0f} %", 100 * *month.above_budget) : "-"});
            text += "</table></section>\n" + commitments(deployment);
        }
        return text;
    }
    /// What they are, and what they cover, leave unused and cost in each month.
    [[nodiscard]] std::string commitments(const ProjectedDeployment& deployment) const {
        if (deployment.commitments.empty()) return "";
        std::string text = fmt::format("<section><h2>{}: commitments</h2>\n<table>", escaped(deployment.name)) +
                           table_row({"Commitment", "Covers", "An hour", "Upfront", "From", "Until"}, "th");
        for (const auto& made : deployment.commitments)
            text += table_row({escaped(made.name),
                               escaped((made.machines ? fmt::format("{} x ", *made.machines) : std::string()) +
                                       made.commitment.plan.covers),
                               results::money_text(made.commitment.per_hour.approximate()),
                               std::string(scenarios::name_of(made.upfront)), text_of(made.from), text_of(made.until)});
        text += "</table>\n<table class=\"figures wide\">" +
                table_row({"Month", "On demand", "Covered, at list price", "Used", "Unused", "Billed for it",
                           "Amortised", "Whole bill", "Amortised bill"},
                          "th");
        for (const auto& month : deployment.months) {
            const auto sum = month.committed();
            text += table_row({text_of(month.month), cents(month.on_demand), cents(sum.covered), cents(sum.used),
                               cents(sum.unused), cents(sum.billed()), cents(sum.amortised), cents(month.middle),
                               cents(month.amortised)});
        }
        return text + "</table></section>\n";
    }
    [[nodiscard]] std::string assumptions() const {
        const auto& spec = projection_.spec;
        const auto percent = [](double share) { return fmt::format("{:.4g} %", 100 * share); };
        std::string text = "<h2>Assumptions</h2>\n<table>" + table_row({"What", "Value"}, "th");
        text += table_row({"Growth of the load a month", percent(spec.growth) + " ± " + percent(spec.growth_sd)});
        text += table_row({"Volatility from month to month", percent(spec.volatility)});
        text += table_row({"A day of a weekend beside a weekday", percent(spec.weekend)});
        text += table_row({"Uncertainty of spot prices", percent(spec.spot_price_sd)});
        text += table_row({"Support", percent(spec.support)});
        text += table_row({"Tax", percent(spec.tax)});
        text += table_row({"Discount rate a year", percent(spec.discount_rate)});
        if (const auto& currency = spec.currency; currency.code != "USD") {
            const auto rate = [&](double per_usd) { return fmt::format("{:.6g} {} per USD", per_usd, currency.code); };
            text += table_row({"Exchange rate", rate(currency.per_usd)});
            for (const auto& change : currency.changes)
                text += table_row({"Exchange rate from " + text_of(change.at), rate(change.per_usd)});
            text += table_row({"Its uncertainty from month to month", percent(currency.sd)});
        }
        for (const auto& event : spec.events)
            text += table_row(
                {escaped("Load: " + event.name), fmt::format("x {:.4g} from {}", event.load, text_of(event.at))});
        for (const auto& change : spec.prices)
            text += table_row({escaped("Price: " + change.name + " " + change.offer),
                               fmt::format("x {:.4g} from {}", change.factor, text_of(change.at))});
        for (const auto& cost : spec.one_off)
            text += table_row({escaped("Paid once: " + cost.name),
                               fmt::format("{} in {}", results::money_text(cost.usd), text_of(cost.at))});
        text += "</table>\n";
        for (const auto& note : projection_.notes)
            text += fmt::format("<p class=\"faint\">Note: {}</p>\n", escaped(note));
        return text;
    }
    [[nodiscard]] std::string provenance() const {
        std::string text =
            "<h2>Where prices come from</h2>\n<table>" + table_row({"Offer", "Bought as", "Date", "Source"}, "th");
        for (const auto& price : projection_.prices)
            text +=
                table_row({escaped(price.offer), std::string(scenarios::name_of(price.purchase)),
                           price.provenance.date ? price.provenance.date->text() : "not known",
                           escaped(price.provenance.source + (price.provenance.verified ? "" : " (not verified)"))});
        return text +
               fmt::format(
                   "</table>\n<p class=\"faint\">{}, seed {}, {} replications of {:.4g} h at each of {} loads, {} "
                   "draws. Of ten bills, eight lie from P10 to P90.</p>\n",
                   escaped(facts_.program), projection_.seed, projection_.replications, projection_.horizon_h,
                   projection_.loads.size(), projection_.spec.draws);
    }
    [[nodiscard]] std::string sign() const {
        return fmt::format(
            "<table class=\"sign\"><tr><td>Date<br><span class=\"faint\">made on {}</span></td>"
            "<td>Name and signature</td></tr></table>\n",
            escaped(facts_.date));
    }

    const Projection& projection_;
    const ReportFacts& facts_;
};

}  // namespace

std::string report_page(const Projection& projection, const ReportFacts& facts) {
    return Page(projection, facts).html();
}

}  // namespace plimsoll::sim
