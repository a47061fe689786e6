// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/quantile.hpp"
#include "models/profile/table_layout.hpp"
#include "sim/cli/profile_report.hpp"
#include "sim/compare/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace plimsoll::cli {
namespace {

using models::Precision;
using models::Profile;
using models::Work;
using nlohmann::json;

constexpr std::size_t kWorst = 3;

/// The table's title, with one name for both formats of 16 bits.
std::string shared_title(Work work) {
    if (work.precision == Precision::bf16) work.precision = Precision::fp16;
    auto title = models::table_title(work);
    if (std::holds_alternative<models::Attention>(work.shape))
        title += models::is_decode(work) ? ", one new token" : ", several new tokens";
    return title;
}

/// The samples of `from` that `other` measured around.
template <class F>
void each_shared(const Profile& from, const models::ProfileTimes& other, F found) {
    for (const auto& table : from.tables)
        for (const auto& sample : table.samples)
            if (const auto time = other.time(sample.work); !time.extrapolated) found(sample, time.seconds);
}

double ratio_at(const SharedTable& table, double q) {
    std::vector<double> ratios;
    for (const auto& work : table.works) ratios.push_back(work.ratio());
    return models::quantile(std::move(ratios), q);
}

/// The works whose ratio is farthest from the median of all, which is what a faster clock makes of every work.
std::vector<SharedWork> worst_of(const SharedTable& table) {
    const double median = ratio_at(table, 0.5);
    auto works = table.works;
    std::stable_sort(works.begin(), works.end(), [median](const SharedWork& x, const SharedWork& y) {
        return std::abs(std::log(x.ratio() / median)) > std::abs(std::log(y.ratio() / median));
    });
    works.resize(std::min(works.size(), kWorst));
    return works;
}

}  // namespace

std::vector<SharedTable> shared_works(const Profile& a, const Profile& b) {
    const models::ProfileTimes times_a(a);
    const models::ProfileTimes times_b(b);
    std::map<std::string, SharedTable> tables;
    const auto add = [&tables](const SharedWork& shared) {
        const auto title = shared_title(shared.work);
        auto& table = tables[title];
        table.title = title;
        table.works.push_back(shared);
    };
    each_shared(a, times_b, [&](const models::Sample& sample, double other) {
        add({sample.work, sample.seconds, other});
    });
    each_shared(b, times_a, [&](const models::Sample& sample, double other) {
        add({sample.work, other, sample.seconds});
    });
    std::vector<SharedTable> result;
    result.reserve(tables.size());
    for (auto& [title, table] : tables) result.push_back(std::move(table));
    return result;
}

std::string comparison_text(const Profile& a, const Profile& b) {
    const auto tables = shared_works(a, b);
    std::string text = fmt::format("A: {} ({})\nB: {} ({})\n", a.name, a.device, b.name, b.device);
    if (tables.empty()) return text + "\nNo work of one lies inside a table of the other.\n";
    text += "\nTime of B as a multiple of A's, for the works that lie inside tables of both:\n";
    for (const auto& table : tables) {
        text += fmt::format("\n{}: {} works; median {:.3f}, p10 {:.3f}, p90 {:.3f}\n", table.title, table.works.size(),
                            ratio_at(table, 0.5), ratio_at(table, 0.1), ratio_at(table, 0.9));
        for (const auto& work : worst_of(table))
            text += fmt::format("  {:.3f} at {}: {} and {}\n", work.ratio(), sizes_text(work.work),
                                results::duration_text(work.seconds_a), results::duration_text(work.seconds_b));
    }
    return text;
}

json comparison_json(const Profile& a, const Profile& b) {
    json tables = json::array();
    for (const auto& table : shared_works(a, b)) {
        json worst = json::array();
        for (const auto& work : worst_of(table))
            worst.push_back({{"sizes", sizes_text(work.work)},
                             {"ratio", work.ratio()},
                             {"a_s", work.seconds_a},
                             {"b_s", work.seconds_b}});
        tables.push_back(
            {{"table", table.title},
             {"works", table.works.size()},
             {"ratio",
              {{"p10", ratio_at(table, 0.1)}, {"median", ratio_at(table, 0.5)}, {"p90", ratio_at(table, 0.9)}}},
             {"worst", std::move(worst)}});
    }
    return {{"schema", "plimsoll.profile-comparison/1"}, {"a", a.name}, {"b", b.name}, {"tables", std::move(tables)}};
}

}  // namespace plimsoll::cli
