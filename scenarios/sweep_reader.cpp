// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/sweep_reader.hpp"

#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <utility>

namespace plimsoll::scenarios {

namespace {

/// Reads what is varied, and keeps in mind what was there already: a value varies once, and a column has one name.
class SweepReader {
public:
    explicit SweepReader(const Node& root) : root_(root) {}

    SweptTogether axis(const Node& node) {
        if (!node.has("zip")) return {value(node)};
        if (node.has("pointer")) {
            node["zip"].problem("stands beside a pointer", "keep one: each value in the list of zip has its own");
            return {};
        }
        node.refuse({"name", "values", "from", "to", "points", "scale"}, "stands inside zip",
                    "each value in the list of zip has its own");
        SweptTogether together;
        for (const Node& element : node["zip"].elements()) {
            together.push_back(value(element));
            const auto size = size_of(together.back());
            const auto first = size_of(together.front());
            if (size != first && size > 0 && first > 0)
                element.problem(fmt::format("has {} values, and {} has {}: what varies together has as many", size,
                                            together.front().pointer, first));
        }
        return together;
    }

private:
    static std::size_t size_of(const SweptValueSpec& value) {
        if (const auto* range = std::get_if<ValueRange>(&value.values)) return range->points;
        return std::get<std::vector<std::string>>(value.values).size();
    }

    SweptValueSpec value(const Node& node) {
        SweptValueSpec value;
        const auto& document = node.reading().document;
        const int line = document.line_of(node.pointer());
        value.place = line == 0 ? kSetOption : fmt::format("{}:{}", document.file(), line);
        const Node pointer = node.required("pointer", R"(for example "/workload/load")");
        assign(value.pointer, pointer.text());
        if (pointer.is_string()) check_pointer(pointer, value.pointer);
        assign(value.name, node["name"].text());
        if (!value.name.empty() && !names_.insert(value.name).second)
            node["name"].problem(fmt::format("another axis has the name \"{}\" too", value.name));
        if (node.has("values")) {
            node.refuse({"from", "to", "points", "scale"}, "makes a range", "keep it, or values");
            std::vector<std::string> listed;
            for (const Node& element : node["values"].elements()) listed.push_back(element.value()->dump());
            value.values = std::move(listed);
        } else if (node.is_object()) {
            value.values = range(node);
        }
        return value;
    }

    static ValueRange range(const Node& node) {
        ValueRange range;
        if (!node.has("from") && !node.has("to") && !node.has("points")) {
            node.problem("has no values", R"(add for example "values": [1, 2, 4], or "from", "to" and "points")");
            return range;
        }
        const bool whole = node.has("from") && node.has("to") && node.has("points");
        range.from = end(node.required("from", "where the range begins, for example 1"));
        range.to = end(node.required("to", R"(where the range ends, for example 16 or "100 s")"));
        std::optional<std::uint64_t> points = node.required("points", "how many values, for example 5").whole();
        range.points = points.value_or(0);
        range.log = node["scale"].text() == "log";
        if (!whole || !points || *points < 2) return range;  // what that is, the schema says
        if (const auto wrong = problem_of(range)) node.problem(wrong->message, wrong->hint);
        return range;
    }

    static RangeEnd end(const Node& node) {
        if (node.present() && node.value()->is_number()) return {node.value()->get<double>(), ""};
        const auto text = node.text();
        if (!text) return {};
        if (const auto end = range_end(*text)) return *end;
        node.problem(fmt::format("\"{}\" does not begin with a number", *text), R"(for example 1 or "10 s")");
        return {};
    }

    /// As of an override: what it leads to, or may come to stand at, is there.
    void check_pointer(const Node& node, const std::string& pointer) {
        if (!pointer.starts_with('/')) {
            node.problem(fmt::format("\"{}\" is no pointer into the scenario", pointer),
                         R"(for example "/workload/load")");
            return;
        }
        if (!pointers_.insert(pointer).second)
            node.problem(fmt::format("{} is varied twice", pointer), "put all of its values into one axis");
        if (pointer == "/sweep" || pointer.starts_with("/sweep/")) {
            node.problem("a sweep does not vary itself");
            return;
        }
        if (pointer == "/projection" || pointer.starts_with("/projection/")) {
            node.problem("the months ahead change no comparison, so a sweep does not vary them",
                         "vary \"/workload/load\", or ask plimsoll project");
            return;
        }
        const Node around = root_.at(parent_pointer(pointer));
        const bool in_list = around.present() && around.value()->is_array();
        const auto last = last_token(pointer);
        const bool there =
            in_list ? root_.at(pointer).present() || last == "-" || last == std::to_string(around.value()->size())
                    : around.is_object();
        if (there) return;
        constexpr std::size_t kMostCandidates = 10'000;  // as of an override
        node.problem(fmt::format("there is no {}", in_list ? pointer : std::string(parent_pointer(pointer))),
                     did_you_mean(pointer, node.reading().document.lines().pointers(kMostCandidates)));
    }

    Node root_;
    std::set<std::string> pointers_;
    std::set<std::string> names_;
};

}  // namespace

SweepSpec read_sweep(const Node& root) {
    SweepSpec sweep;
    SweepReader reader(root);
    for (const Node& axis : root["sweep"]["axes"].elements()) sweep.axes.push_back(reader.axis(axis));
    assign(sweep.where, root["sweep"]["where"].text());
    return sweep;
}

}  // namespace plimsoll::scenarios
