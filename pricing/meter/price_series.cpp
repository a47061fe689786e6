// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/meter/price_series.hpp"

#include <algorithm>

namespace plimsoll::pricing {

void PriceSeries::for_each(Duration begin, Duration end,
                           const std::function<void(Duration from, Duration to, std::size_t price)>& each) const {
    Duration round = begin / length * length;  // where the series began anew last
    auto step = std::upper_bound(steps.begin(), steps.end(), begin - round,
                                 [](Duration at, const Step& next) { return at < next.from; }) -
                1;
    for (Duration from = begin; from < end;) {
        const auto next = step + 1;
        const Duration to = std::min(end, round + (next == steps.end() ? length : next->from));
        each(from, to, step->price);
        from = to;
        step = next;
        if (step != steps.end()) continue;
        step = steps.begin();
        round += length;
    }
}

PriceSeries laid_from(const SpotHistory& history, const std::string& zone, Moment start) {
    const auto recorded = prices_of_zone(history, zone);
    // A zone whose first price is later than that of another has that price before it, too.
    const auto begin = history.begin();
    PriceSeries series;
    series.length = history.until - begin;
    for (const auto& [at, price] : recorded) series.prices.push_back(price);
    std::sort(series.prices.begin(), series.prices.end());
    series.prices.erase(std::unique(series.prices.begin(), series.prices.end()), series.prices.end());
    const auto place_of = [&](const Money& price) {
        return static_cast<std::size_t>(std::lower_bound(series.prices.begin(), series.prices.end(), price) -
                                        series.prices.begin());
    };
    const auto after = recorded.upper_bound(start);
    const auto& first = after == recorded.begin() ? recorded.begin()->second : std::prev(after)->second;
    series.steps.push_back({Duration(0), place_of(first)});
    const auto add = [&](Moment at, const Money& price) {
        if (at < history.until) series.steps.push_back({at - start, place_of(price)});
    };
    for (auto change = after; change != recorded.end(); ++change) add(change->first, change->second);
    if (start == begin) return series;
    // Behind the end of the record comes its beginning, up to where the horizon began.
    const Duration rest = history.until - start;
    series.steps.push_back({rest, place_of(recorded.begin()->second)});
    for (auto change = std::next(recorded.begin()); change != recorded.end() && change->first < start; ++change)
        series.steps.push_back({rest + (change->first - begin), place_of(change->second)});
    return series;
}

}  // namespace plimsoll::pricing
