// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/actuals/variance.hpp"

#include "pricing/import/compute_engine.hpp"
#include "sim/projection/billed_service.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace plimsoll::sim {
namespace {

/// A line of the comparison while charges look for the one that they are of.
struct Open {
    VarianceLine line;
    BilledService service;
    std::string pricing;     ///< PricingCategory
    std::string counted;     ///< billed_unit().of
    bool same_units = true;  ///< of every charge that is of it
};

/// Whether `name` stands in the text by itself: "g6.xlarge" is not in "g6.xlarge-flex".
bool has_word(std::string_view text, std::string_view name) {
    const auto part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
    for (auto at = text.find(name); !name.empty() && at != std::string_view::npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool begins = at == 0 || !(part(text[at - 1]) || text[at - 1] == '.');
        // A sentence may end in a point.
        const bool ends = end == text.size() ||
                          !(part(text[end]) || (text[end] == '.' && end + 1 < text.size() && part(text[end + 1])));
        if (begins && ends) return true;
    }
    return false;
}

constexpr const char* kCommitments = "Commitments";

/// Of an item, what is bought on demand.
double uncovered_share(const ProjectedMonth& month, std::size_t item) {
    double covered = 0;
    for (const auto& commitment : month.commitments) covered += commitment.item_covered[item];
    return covered > 0 ? month.item_cost[item] / (month.item_cost[item] + covered) : 1;
}

/// The items of one offer that count the same are one: tiers, and what a grant leaves free.
std::vector<Open> projected_lines(const ProjectedDeployment& deployment, const ProjectedMonth& month, double weekend) {
    std::vector<Open> lines;
    for (std::size_t i = 0; i < deployment.items.size(); ++i) {
        const auto& item = deployment.items[i];
        const auto unit = billed_unit(item.unit);
        const auto service = billed_service(item.offer);
        const auto pricing = pricing_category(item);
        auto line = std::find_if(lines.begin(), lines.end(), [&](const Open& each) {
            return each.pricing == pricing && each.counted == unit.of && each.service.name == service.name;
        });
        if (line == lines.end()) {
            Open open{{}, service, pricing, unit.of, true};
            open.line.service = service.service;
            open.line.item = item.item.substr(0, item.item.find_first_of(",("));
            if (open.line.item.ends_with(' ')) open.line.item.pop_back();
            open.line.unit = unit.of;
            open.line.projected = true;
            lines.push_back(std::move(open));
            line = lines.end() - 1;
        }
        line->line.projected_cost += month.item_cost[i];
        line->line.projected_quantity += uncovered_share(month, i) * unit.each *
                                         (month.weekday_hours * deployment.curve->quantity(i, month.load) +
                                          month.weekend_hours * deployment.curve->quantity(i, month.load * weekend));
    }
    const auto beside = [&lines](const char* what, double usd) {
        if (usd == 0) return;
        Open open;
        open.service.service = what;
        open.line.service = open.line.item = what;
        open.line.projected = true;
        open.line.projected_cost = usd;
        lines.push_back(std::move(open));
    };
    beside(kCommitments, month.committed().billed());
    beside("Paid once", month.one_off);
    beside("Support", month.support);
    beside("Tax", month.tax);
    return lines;
}

/// "Other" and nothing say nothing.
bool is_sold_as(const BilledCharge& charge, const std::string& pricing) {
    const bool told = charge.pricing == "Standard" || charge.pricing == "Dynamic" || charge.pricing == "Committed";
    return !told || charge.pricing == pricing;
}

/// What a charge of Compute Engine is of a machine, which it bills in parts.
enum class MachinePart { none, vcpus, other };

MachinePart part_of(const BilledCharge& charge, const Open& open) {
    const auto* shape = open.counted == "hour" ? pricing::machine_shape(open.service.name) : nullptr;
    if (shape == nullptr || pricing::is_spot_part(charge.description) != (open.pricing == "Dynamic"))
        return MachinePart::none;
    const auto part = pricing::part_name(charge.description);
    const std::string family = shape->family;
    if (part == family + " Instance Core") return MachinePart::vcpus;
    const bool other = part == family + " Instance Ram" || (shape->card != nullptr && part == shape->card);
    return other ? MachinePart::other : MachinePart::none;
}

/// How well a charge fits a line: 0 not at all, 1 by service and unit, 2 by what it names.
int fit(const BilledCharge& charge, const Open& open) {
    if (open.service.provider.empty()) {  // support, tax, what is paid once
        const auto& what = open.service.service;
        if (what == kCommitments) return charge.category == "Purchase" ? 1 : 0;  // others are named
        return charge.category == what || charge.service == what || charge.description == what ? 2 : 0;
    }
    if (charge.category != "Usage" || provider_name(charge.provider) != open.service.provider) return 0;
    const bool elsewhere = !charge.region.empty() && !open.service.region.empty() && open.service.region != "global" &&
                           charge.region != open.service.region;
    if (elsewhere || !is_sold_as(charge, open.pricing)) return 0;
    const bool same_unit = billed_unit(charge.unit).of == open.counted;
    const bool named = has_word(charge.description, open.service.name) || charge.sku.ends_with("/" + open.service.name);
    if (named && (same_unit || charge.unit.empty())) return 2;
    if (part_of(charge, open) != MachinePart::none) return 1;
    // Hours are of the machine that they name, and of no other one.
    return charge.service == open.service.service && same_unit && open.counted != "hour" ? 1 : 0;
}

void put(Open& open, const BilledCharge& charge) {
    auto& line = open.line;
    line.billed = true;
    line.billed_cost += charge.cost;
    switch (part_of(charge, open)) {
        case MachinePart::vcpus:
            line.billed_quantity += charge.quantity / pricing::machine_shape(open.service.name)->vcpus;
            break;
        case MachinePart::other:
            break;
        case MachinePart::none:
            line.billed_quantity += charge.quantity * billed_unit(charge.unit).each;
            if (billed_unit(charge.unit).of != open.counted) open.same_units = false;
    }
}

Open line_of(const BilledCharge& charge) {
    Open open;
    open.line.service = charge.service;
    open.line.item = charge.description.empty() ? charge.category : charge.description;
    open.line.unit = open.counted = billed_unit(charge.unit).of;
    return open;
}

/// By how much of itself the whole of a service changes, for each unit in which its lines are counted.
class Volumes {
public:
    explicit Volumes(const std::vector<Open>& lines) {
        for (const auto& open : lines) {
            if (!counts(open)) continue;
            auto& [projected, billed] = sums_[{open.line.service, open.line.unit}];
            projected += open.line.projected_quantity;
            billed += open.line.billed_quantity;
        }
    }
    [[nodiscard]] static bool counts(const Open& open) {
        return open.line.projected && open.line.billed && open.same_units && open.line.projected_quantity > 0 &&
               open.line.billed_quantity > 0;
    }
    [[nodiscard]] double factor(const VarianceLine& line) const {
        const auto& [projected, billed] = sums_.at({line.service, line.unit});
        return billed / projected;
    }

private:
    std::map<std::pair<std::string, std::string>, std::pair<double, double>> sums_;
};

VarianceCauses causes_of(const Open& open, const Volumes& volumes) {
    const auto& line = open.line;
    const double billed = line.billed_cost.approximate();
    VarianceCauses causes;
    if (!line.projected) {
        causes.not_projected = billed;
    } else if (!line.billed) {
        causes.not_billed = -line.projected_cost;
    } else if (!Volumes::counts(open)) {
        causes.untold = billed - line.projected_cost;
    } else {
        const double price = line.projected_cost / line.projected_quantity;
        const double share = line.projected_quantity * volumes.factor(line);  // with the shares that were projected
        causes.volume = (share - line.projected_quantity) * price;
        causes.mix = (line.billed_quantity - share) * price;
        causes.price = billed - line.billed_quantity * price;
    }
    return causes;
}

bool covers_month(const BilledMonth& billed, std::chrono::year_month month) {
    using std::chrono::sys_days;
    const sys_days first{month / 1};
    const sys_days next{(month + std::chrono::months(1)) / 1};
    return billed.from <= first && billed.until >= next;
}

}  // namespace

VarianceCauses& VarianceCauses::operator+=(const VarianceCauses& other) {
    volume += other.volume;
    mix += other.mix;
    price += other.price;
    not_projected += other.not_projected;
    not_billed += other.not_billed;
    untold += other.untold;
    return *this;
}

double VarianceCauses::sum() const { return volume + mix + price + not_projected + not_billed + untold; }

VarianceCauses VarianceMonth::causes() const {
    VarianceCauses sum;
    for (const auto& line : lines) sum += line.causes;
    return sum;
}

int VarianceMonth::side() const {
    constexpr double kHalfACent = 0.005;
    const double usd = billed.approximate();
    return usd < predicted.p10 - kHalfACent ? -1 : usd > predicted.p90 + kHalfACent ? 1 : 0;
}

VarianceMonth compare_month(const BilledMonth& billed, const ProjectedDeployment& deployment,
                            const ProjectedMonth& projected, double weekend) {
    auto lines = projected_lines(deployment, projected, weekend);
    const auto items = lines.size();
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> others;
    for (const auto& charge : billed.charges) {
        std::size_t best = items;
        int best_fit = 0;
        for (std::size_t i = 0; i < items; ++i)
            if (const int fits = fit(charge, lines[i]); fits > best_fit) {
                best_fit = fits;
                best = i;
            }
        if (best == items) {
            const auto [place, is_new] =
                others.try_emplace({charge.service, charge.description, charge.unit}, lines.size());
            if (is_new) lines.push_back(line_of(charge));
            best = place->second;
        }
        put(lines[best], charge);
    }
    VarianceMonth month;
    month.month = projected.month;
    month.predicted = projected.bill;
    month.projected = projected.middle;
    month.billed = billed.total();
    month.whole = covers_month(billed, projected.month);
    const Volumes volumes(lines);
    for (auto& open : lines) {
        open.line.causes = causes_of(open, volumes);
        month.lines.push_back(std::move(open.line));
    }
    return month;
}

}  // namespace plimsoll::sim
