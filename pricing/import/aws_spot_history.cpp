// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/importers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>

/// What `aws ec2 describe-spot-price-history` printed: changes of price, zone by zone. A price holds until the next one
/// of its zone, the last until the newest change of all.
/// https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-spot-price-history.html
namespace plimsoll::pricing {
namespace {

struct Change {
    std::int64_t at = 0;  ///< seconds since 1970
    Money price;
};

struct Market {
    std::map<std::string, std::vector<Change>> zones;
    std::size_t changes = 0;
};

/// "2020-02-20T22:06:16.000Z", in seconds since 1970.
std::optional<std::int64_t> moment(const std::string& text) {
    constexpr std::size_t kSeconds = 19;
    constexpr int kMinute = 60;
    const auto day = day_of(text);
    if (!day || text.size() < kSeconds || text[10] != 'T') return std::nullopt;
    const auto two = [&](std::size_t at) { return static_cast<int>(number_of(std::string_view(text).substr(at, 2))); };
    const auto days = *day - *Date::parse("1970-01-01");
    return std::chrono::duration_cast<std::chrono::seconds>(days).count() + (two(11) * kMinute + two(14)) * kMinute +
           two(17);
}

std::string day_text(std::int64_t at) {
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(at)));
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

void read_change(const nlohmann::json& change, Import& import, std::map<ImportedOffer*, Market>& markets) {
    if (!text_at(change, "ProductDescription").starts_with("Linux/UNIX"))
        return import.skip("with another operating system than Linux");
    const auto zone = text_at(change, "AvailabilityZone");
    const auto at = moment(text_at(change, "Timestamp"));
    if (zone.empty() || !at) return import.skip("without a zone or a time");
    auto* offer = import.offer("aws", zone.substr(0, zone.size() - 1), text_at(change, "InstanceType"));
    if (offer == nullptr) return;
    const auto price = import.price(text_at(change, "SpotPrice"));
    if (!price) return;
    auto& market = markets[offer];
    market.zones[zone].push_back({*at, *price});
    ++market.changes;
}

/// The prices with the seconds for which they held.
std::vector<WeightedPrice> prices_in_time(Market& market, std::int64_t end) {
    std::vector<WeightedPrice> prices;
    for (auto& [zone, changes] : market.zones) {
        std::stable_sort(changes.begin(), changes.end(),
                         [](const Change& left, const Change& right) { return left.at < right.at; });
        for (std::size_t i = 0; i < changes.size(); ++i)
            prices.push_back({changes[i].price, (i + 1 < changes.size() ? changes[i + 1].at : end) - changes[i].at});
    }
    return prices;
}

void read_history(const std::vector<const PriceFile*>& files, Import& import) {
    std::map<ImportedOffer*, Market> markets;
    for (const auto* file : files)
        for (const auto& change : value_at(file->root(), "SpotPriceHistory")) read_change(change, import, markets);
    for (auto& [offer, market] : markets) {
        std::int64_t begin = market.zones.begin()->second.front().at;
        std::int64_t end = begin;
        for (const auto& [zone, changes] : market.zones)
            for (const auto& change : changes) {
                begin = std::min(begin, change.at);
                end = std::max(end, change.at);
            }
        offer->spot = prices_in_time(market, end);
        const auto quantile = [&, &spot = offer->spot](double share) { return weighted_quantile(spot, share).text(); };
        constexpr double kLow = 0.1;
        constexpr double kHigh = 0.9;
        offer->spot_source = {
            fmt::format(
                "aws ec2 describe-spot-price-history, {} to {}, {} zone{}, {} prices: the median by time; a tenth "
                "of the time at most {}, nine tenths at most {}",
                day_text(begin), day_text(end), market.zones.size(), market.zones.size() == 1 ? "" : "s",
                market.changes, quantile(kLow), quantile(kHigh)),
            Date::parse(day_text(end)), true};
    }
}

}  // namespace

Importer aws_spot_history() {
    return {"aws-spot-history", "what `aws ec2 describe-spot-price-history` prints",
            [](const PriceFile& file) { return file.has_member("SpotPriceHistory"); }, read_history};
}

}  // namespace plimsoll::pricing
