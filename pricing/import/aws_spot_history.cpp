// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

/// What `aws ec2 describe-spot-price-history` printed: changes of price, zone by zone. A price holds until the next one
/// of its zone, the last until the newest change of all.
/// https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-spot-price-history.html
namespace plimsoll::pricing {
namespace {

/// The day of a moment.
std::string day_text(Moment moment) { return text_of(moment).substr(0, std::string_view("2026-05-01").size()); }

void read_change(const nlohmann::json& change, Import& import, std::set<ImportedOffer*>& markets) {
    if (!text_at(change, "ProductDescription").starts_with(import.request().windows ? "Windows" : "Linux/UNIX"))
        return import.skip(fmt::format("with another operating system than {}", import.system()));
    const auto zone = text_at(change, "AvailabilityZone");
    const auto at = parse_moment(text_at(change, "Timestamp"));
    if (zone.empty() || !at) return import.skip("without a zone or a time");
    auto* offer = import.offer("aws", zone.substr(0, zone.size() - 1), text_at(change, "InstanceType"));
    if (offer == nullptr) return;
    const auto price = import.price(text_at(change, "SpotPrice"));
    if (!price) return;
    markets.insert(offer);
    // Pages of a history repeat what was in force when they begin.
    offer->spot_history.zones[zone].insert_or_assign(*at, *price);
}

/// The prices with the seconds for which they held.
std::vector<WeightedPrice> prices_in_time(const SpotHistory& history) {
    std::vector<WeightedPrice> prices;
    for (const auto& [zone, changes] : history.zones)
        for (auto change = changes.begin(); change != changes.end(); ++change) {
            const auto next = std::next(change);
            prices.push_back(
                {change->second, ((next == changes.end() ? history.until : next->first) - change->first).count()});
        }
    return prices;
}

void read_history(const std::vector<const PriceFile*>& files, Import& import) {
    std::set<ImportedOffer*> markets;
    for (const auto* file : files)
        file->for_each({"SpotPriceHistory", "*"},
                       [&](const nlohmann::json& change) { read_change(change, import, markets); });
    for (auto* offer : markets) {
        auto& history = offer->spot_history;
        for (const auto& [zone, changes] : history.zones)
            history.until = std::max(history.until, changes.rbegin()->first);
        offer->spot = prices_in_time(history);
        const auto quantile = [&, &spot = offer->spot](double share) { return weighted_quantile(spot, share).text(); };
        constexpr double kLow = 0.1;
        constexpr double kHigh = 0.9;
        offer->spot_source = {
            fmt::format(
                "aws ec2 describe-spot-price-history, {} to {}, {} zone{}, {} prices: the median by time; a tenth "
                "of the time at most {}, nine tenths at most {}",
                day_text(history.begin()), day_text(history.until), history.zones.size(),
                history.zones.size() == 1 ? "" : "s", offer->spot.size(), quantile(kLow), quantile(kHigh)),
            Date::parse(day_text(history.until)), true};
        if (history.begin() == history.until) history.zones.clear();  // one moment is no series
    }
}

}  // namespace

Importer aws_spot_history() {
    return {"aws-spot-history", "what `aws ec2 describe-spot-price-history` prints",
            [](const PriceFile& file) { return file.has_member("SpotPriceHistory"); }, read_history, true};
}

}  // namespace plimsoll::pricing
