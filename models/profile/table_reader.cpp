// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/table_reader.hpp"

#include "models/profile/kernel_grid.hpp"
#include "models/profile/plausibility.hpp"
#include "models/profile/table_layout.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace plimsoll::models {
namespace {

using scenarios::child_pointer;
using scenarios::Node;

constexpr std::size_t kMostProblemsPerTable = 10;

constexpr std::string_view kTimePrefix = "median_";
const std::vector<std::pair<std::string, double>> kTimeUnits = {
    {"median_us", 1e6}, {"median_ms", 1e3}, {"median_s", 1}, {"median_ns", 1e9}};  // divided by: decimals stay exact

/// Which column of a row holds what.
struct Columns {
    std::array<int, kMostSizes> size{-1, -1, -1, -1};  ///< by position in `size_columns`
    int time = -1;
    int spread = -1;
    double per_second = 1;
    std::size_t count = 0;
    std::vector<std::size_t> order;  ///< positions in `size_columns`, as the columns follow each other
};

/// Notes problems of rows and forgets all but the first.
class RowProblems {
public:
    explicit RowProblems(const Node& rows) : rows_(rows) {}

    void add(std::size_t row, std::string message, std::string hint = {}) {
        if (++count_ > kMostProblemsPerTable) return;
        auto& reading = rows_.reading();
        reading.problems.push_back(
            reading.document.problem(child_pointer(rows_.pointer(), row), std::move(message), std::move(hint)));
    }
    [[nodiscard]] bool any() const { return count_ != 0; }
    void finish() const {
        if (count_ > kMostProblemsPerTable)
            rows_.problem(fmt::format("{} more rows are wrong", count_ - kMostProblemsPerTable));
    }

private:
    const Node& rows_;
    std::size_t count_ = 0;
};

std::optional<Precision> read_precision(const Node& node) {
    const auto name = node.text();
    if (!name) return std::nullopt;
    if (const auto precision = scenarios::value_named<Precision>(*name)) return precision;
    const auto known = scenarios::spelled<Precision>();
    auto hint = scenarios::did_you_mean(*name, known);
    if (hint.empty()) hint = fmt::format("expected {}", scenarios::one_of(known));
    node.problem(fmt::format("unknown precision \"{}\"", *name), std::move(hint));
    return std::nullopt;
}

std::optional<StreamKind> read_stream(const Node& node) {
    const auto name = node.text();
    if (!name) return std::nullopt;
    if (const auto kind = scenarios::value_named<StreamKind>(*name)) return kind;
    auto hint = scenarios::did_you_mean(*name, scenarios::spelled<StreamKind>());
    if (hint.empty()) hint = fmt::format("expected {}", scenarios::one_of(scenarios::spelled<StreamKind>()));
    node.problem(fmt::format("unknown kind of stream \"{}\"", *name), std::move(hint));
    return std::nullopt;
}

std::optional<OperatorKind> read_operator(const Node& node) {
    const auto name = node.text();
    if (!name) return std::nullopt;
    if (const auto kind = scenarios::value_named<OperatorKind>(*name)) return kind;
    auto hint = scenarios::did_you_mean(*name, scenarios::spelled<OperatorKind>());
    if (hint.empty()) hint = fmt::format("expected {}", scenarios::one_of(scenarios::spelled<OperatorKind>()));
    node.problem(fmt::format("unknown operator \"{}\"", *name), std::move(hint));
    return std::nullopt;
}

double read_size(const Node& table, std::string_view key, std::uint32_t least) {
    return table.required(key, "").count(least).value_or(least);
}

/// A sample without sizes, from the members that all rows share.
Work read_shared(const Node& table, OperatorKind kind, std::vector<std::string>& known) {
    Work work;
    if (kind == OperatorKind::attention) {
        Attention attention;
        attention.heads = read_size(table, "heads", 1);
        attention.kv_heads = read_size(table, "kv_heads", 1);
        attention.head_dim = read_size(table, "head_dim", 1);
        attention.causal =
            table.required("causal", "whether a token looks only at earlier ones").boolean().value_or(false);
        known.insert(known.end(), {"heads", "kv_heads", "head_dim", "causal"});
        work.shape = attention;
    } else if (kind == OperatorKind::stream) {
        Stream stream;
        stream.kind = read_stream(table.required("stream", scenarios::one_of(scenarios::spelled<StreamKind>())))
                          .value_or(stream.kind);
        known.emplace_back("stream");
        work.shape = stream;
    } else if (kind == OperatorKind::all_reduce) {
        work.shape = AllReduce{read_size(table, "devices", 2), 0};
        known.emplace_back("devices");
    } else {
        work.shape = Gemm{};
    }
    return work;
}

std::optional<Columns> read_columns(const Node& node, OperatorKind kind) {
    const auto sizes = size_columns(kind);
    Columns columns;
    bool good = node.present();
    std::vector<std::string> known(sizes.begin(), sizes.end());
    known.insert(known.end(), {"median_us", "spread"});
    for (const auto& element : node.elements()) {
        const auto name = element.text();
        const auto at = static_cast<int>(columns.count++);
        if (!name) {
            good = false;
            continue;
        }
        const auto size = std::find(sizes.begin(), sizes.end(), *name);
        const auto unit = std::find_if(kTimeUnits.begin(), kTimeUnits.end(),
                                       [&](const auto& known_unit) { return known_unit.first == *name; });
        int* target = nullptr;
        if (size != sizes.end()) {
            const auto position = static_cast<std::size_t>(size - sizes.begin());
            target = &columns.size.at(position);
            columns.order.push_back(position);
        } else if (unit != kTimeUnits.end()) {
            target = &columns.time;
            columns.per_second = unit->second;
        } else if (*name == "spread") {
            target = &columns.spread;
        }
        if (target == nullptr || *target != -1) {
            auto hint = scenarios::did_you_mean(*name, known);
            if (name->starts_with(kTimePrefix)) hint = "times are median_us, median_ms, median_s or median_ns";
            element.problem(target == nullptr ? fmt::format("unknown column \"{}\"", *name)
                                              : fmt::format("the column \"{}\" stands twice", *name),
                            std::move(hint));
            good = false;
            continue;
        }
        *target = at;
    }
    for (std::size_t i = 0; i < sizes.size() && node.present(); ++i) {
        if (columns.size.at(i) != -1 || sizes[i] == "groups") continue;
        node.problem(fmt::format("the column \"{}\" is missing", sizes[i]),
                     fmt::format("{} has the columns {}, median_us and, where known, spread", name_of(kind),
                                 fmt::join(sizes, ", ")));
        good = false;
    }
    if (node.present() && columns.time == -1) {
        node.problem("the column of times is missing", "median_us, the median of the repetitions in microseconds");
        good = false;
    }
    if (!good) return std::nullopt;
    return columns;
}

/// A number of a row; nothing, with a problem, where it is none.
std::optional<double> cell(const nlohmann::json& row, int column, std::size_t at, std::string_view name,
                           RowProblems& problems) {
    const auto& value = row.at(static_cast<std::size_t>(column));
    if (value.is_number() && std::isfinite(value.get<double>())) return value.get<double>();
    problems.add(at, fmt::format("{} is {}; expected a number", name, value.dump()));
    return std::nullopt;
}

std::optional<Sample> read_row(const nlohmann::json& row, std::size_t at, const Work& shared, const Columns& columns,
                               RowProblems& problems) {
    if (!row.is_array() || row.size() != columns.count) {
        problems.add(at, fmt::format("expected an array of {} numbers, one per column", columns.count));
        return std::nullopt;
    }
    const auto names = size_columns(operator_of(shared));
    Sizes sizes{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (columns.size.at(i) == -1) {
            sizes.at(i) = 1;
            continue;
        }
        const auto size = cell(row, columns.size.at(i), at, names[i], problems);
        if (!size) return std::nullopt;
        if (*size < 1 || *size != std::floor(*size)) {
            problems.add(at, fmt::format("{} is {}; expected a whole number from 1 up", names[i], *size));
            return std::nullopt;
        }
        sizes.at(i) = *size;
    }
    const auto time = cell(row, columns.time, at, "the time", problems);
    const auto spread = columns.spread == -1 ? 0 : cell(row, columns.spread, at, "the spread", problems);
    if (!time || !spread) return std::nullopt;
    if (*time <= 0) {
        problems.add(at, fmt::format("the time is {}; expected more than 0", *time),
                     "leave out what could not be measured");
        return std::nullopt;
    }
    if (*spread < 0 || *spread >= kSpreadLimit) {
        problems.add(at, fmt::format("the spread is {}; expected a fraction below {}", *spread, kSpreadLimit),
                     "a standard deviation divided by the median, not in percent");
        return std::nullopt;
    }
    Sample sample{with_sizes(shared, sizes), *time / columns.per_second, *spread};
    if (const auto* attention = std::get_if<Attention>(&sample.work.shape);
        attention != nullptr && attention->span < attention->query) {
        problems.add(at, fmt::format("{} tokens look at {}", attention->query, attention->span),
                     "span counts the query's own tokens, too");
        return std::nullopt;
    }
    return sample;
}

Sizes in_order(const Sizes& sizes, const std::vector<std::size_t>& order) {
    Sizes ordered{};
    for (std::size_t i = 0; i < order.size(); ++i) ordered.at(i) = sizes.at(order[i]);
    return ordered;
}

void check_order(const Sample& before, const Sample& after, const Columns& columns, std::size_t row,
                 RowProblems& problems) {
    const auto left = in_order(sizes_of(before.work), columns.order);
    const auto right = in_order(sizes_of(after.work), columns.order);
    if (left == right)
        problems.add(row, "the same sizes as in the row before", "keep the median of the two");
    else if (right < left)
        problems.add(row, "the rows are not sorted", "sort them by the columns of sizes, from left to right");
}

void check_grid(const Node& rows, const KernelTable& table) {
    const bool lines = !table.samples.empty() && std::holds_alternative<Gemm>(table.samples.front().work.shape);
    if (lines) return;
    std::size_t cells = 1;
    for (std::size_t i = 0; i < kMostAxes; ++i) {
        std::vector<double> axis;
        for (const auto& sample : table.samples) axis.push_back(grid_point(sample.work).at(i));
        std::sort(axis.begin(), axis.end());
        axis.erase(std::unique(axis.begin(), axis.end()), axis.end());
        cells *= axis.size();
        if (cells > kMostCells) {
            rows.problem(fmt::format("the sizes span a grid of more than {} points", kMostCells),
                         "measure the same values of one size for each value of the others");
            return;
        }
    }
}

}  // namespace

void refuse_unknown_keys(const Node& node, const std::vector<std::string>& known) {
    for (const auto& [key, member] : node.members())
        if (std::find(known.begin(), known.end(), key) == known.end())
            member.problem(fmt::format("unknown key \"{}\"", key), scenarios::did_you_mean(key, known));
}

KernelTable read_table(const Node& node, const Device* device) {
    KernelTable table;
    std::vector<std::string> known = {"operator", "precision", "kernel", "columns", "rows"};
    const auto kind = read_operator(node.required("operator", scenarios::one_of(scenarios::spelled<OperatorKind>())));
    const auto precision = read_precision(node.required("precision", ""));
    table.kernel = node.required("kernel", "what was run, as its library names it").text().value_or("");
    const auto rows = node.required("rows", "");
    if (!kind) return table;
    Work shared = read_shared(node, *kind, known);
    shared.precision = precision.value_or(shared.precision);
    refuse_unknown_keys(node, known);
    const auto columns = read_columns(node.required("columns", ""), *kind);
    if (!columns || rows.value() == nullptr) return table;
    if (!rows.value()->is_array() || rows.value()->empty()) {
        rows.problem("expected an array of rows that is not empty");
        return table;
    }
    RowProblems problems(rows);
    std::vector<std::size_t> row_of;
    for (std::size_t at = 0; at < rows.value()->size(); ++at) {
        const auto sample = read_row((*rows.value())[at], at, shared, *columns, problems);
        if (!sample) continue;
        if (!table.samples.empty()) check_order(table.samples.back(), *sample, *columns, at, problems);
        table.samples.push_back(*sample);
        row_of.push_back(at);
    }
    check_grid(rows, table);
    if (!problems.any() && precision)
        for (auto& found : implausible_times(table, device)) {
            if (found.sample < row_of.size())
                problems.add(row_of[found.sample], std::move(found.message), std::move(found.hint));
            else
                rows.problem(std::move(found.message), std::move(found.hint));
        }
    problems.finish();
    return table;
}

}  // namespace plimsoll::models
