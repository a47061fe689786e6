// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/plan_text.hpp"

#include "models/measure/session.hpp"
#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <stdexcept>

namespace plimsoll::measure {
namespace {

/// Calls `visit(line, number)` for every line that says something.
void for_each_line(std::string_view text, const std::function<void(std::string_view, int)>& visit) {
    int number = 0;
    while (!text.empty()) {
        ++number;
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty() && line.front() != '#') visit(line, number);
    }
}

/// The text up to the first blank, which is removed with it from `line`.
std::string_view take_word(std::string_view& line) {
    const auto end = std::min(line.find(' '), line.size());
    const auto word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

template <class T>
bool read_number(std::string_view word, T& value) {
    const char* const end = word.data() + word.size();
    if constexpr (std::is_floating_point_v<T>) {
        const auto [stop, error] = fast_float::from_chars(word.data(), end, value);
        return error == std::errc() && stop == end;
    } else {
        const auto [stop, error] = std::from_chars(word.data(), end, value);
        return error == std::errc() && stop == end;
    }
}

}  // namespace

std::string plan_text(const Plan& plan, double budget_s) {
    const std::size_t coarse = plan.stages.empty() ? 0 : plan.stages.front().size();
    std::string text = fmt::format("@coarse {}\n@budget {:.0f}\n", coarse, budget_s);
    for (const auto& stage : plan.stages)
        for (const auto& work : stage) text += text_of(work) + "\n";
    return text;
}

Plan parse_plan(std::string_view text, const std::string& file) {
    std::vector<Problem> problems;
    Stage all;
    std::size_t coarse = SIZE_MAX;
    for_each_line(text, [&](std::string_view line, int number) {
        if (line.front() == '@') {
            const auto key = take_word(line);
            double budget = 0;
            const bool good =
                key == "@coarse" ? read_number(line, coarse) : key == "@budget" && read_number(line, budget);
            if (!good)
                problems.push_back({file, number, "", fmt::format("\"{} {}\" is no line of a plan", key, line),
                                    "it may begin with @coarse COUNT and @budget SECONDS"});
            return;
        }
        auto parsed = parse_work(line);
        if (parsed.work)
            all.push_back(*parsed.work);
        else
            problems.push_back({file, number, "", std::move(parsed.message), std::move(parsed.hint)});
    });
    if (problems.empty() && all.empty())
        problems.push_back({file, 0, "", "a plan without operators", "plimsoll-profile plan writes one"});
    if (!problems.empty()) throw InputError(std::move(problems));
    const auto border = all.begin() + static_cast<std::ptrdiff_t>(std::min(coarse, all.size()));
    Plan plan;
    for (Stage stage : {Stage(all.begin(), border), Stage(border, all.end())})
        if (!stage.empty()) plan.stages.push_back(std::move(stage));
    return plan;
}

bool take_identity_line(std::string_view line, Results& results) {
    const auto key = take_word(line);
    if (key == "@step_overhead_s") {
        double value = 0;
        if (!read_number(line, value) || !(value >= 0)) return false;
        results.step_overhead_s = value;
        return true;
    }
    for (const auto& [known, to] : {std::pair{"@device", &results.identity.device},
                                    {"@title", &results.identity.title},
                                    {"@driver", &results.identity.driver},
                                    {"@toolkit", &results.identity.toolkit},
                                    {"@library", &results.identity.library},
                                    {"@clocks", &results.identity.clocks}})
        if (key == known) {
            *to = std::string(line);
            return true;
        }
    return false;
}

std::optional<Measurement> parse_measurement(std::string_view line) {
    if (line.starts_with("- ")) return std::nullopt;
    Measurement measured;
    const auto seconds = take_word(line);
    if (!read_number(seconds, measured.seconds.median) || !(measured.seconds.median > 0))
        throw std::invalid_argument(fmt::format("\"{}\" is no time in seconds above 0", seconds));
    const auto spread = take_word(line);
    if (!read_number(spread, measured.seconds.spread) || !(measured.seconds.spread >= 0))
        throw std::invalid_argument(fmt::format("\"{}\" is no spread of at least 0", spread));
    const auto count = take_word(line);
    if (!read_number(count, measured.seconds.count) || measured.seconds.count == 0)
        throw std::invalid_argument(fmt::format("\"{}\" is no number of repetitions", count));
    if (line.empty()) throw std::invalid_argument("the name of the kernel is missing");
    measured.kernel = std::string(line);
    return measured;
}

Results parse_results(std::string_view text, const std::string& file) {
    std::vector<Problem> problems;
    Results results;
    for_each_line(text, [&](std::string_view line, int number) {
        if (line.front() == '@') {
            if (!take_identity_line(line, results))
                problems.push_back({file, number, "", fmt::format("\"{}\" is no line about a device", line), ""});
            return;
        }
        try {
            results.measurements.push_back(parse_measurement(line));
        } catch (const std::invalid_argument& error) {
            problems.push_back(
                {file, number, "", error.what(), "a line is \"MEDIAN_S SPREAD REPETITIONS KERNEL\", or \"- REASON\""});
        }
    });
    if (problems.empty() && results.identity.title.empty())
        problems.push_back({file, 0, "", "nothing says which device this is", "keep the lines that begin with @"});
    if (!problems.empty()) throw InputError(std::move(problems));
    return results;
}

models::Profile assemble(const Plan& plan, const Results& results, const std::string& results_file) {
    std::vector<models::Work> works;
    for (const auto& stage : plan.stages) works.insert(works.end(), stage.begin(), stage.end());
    const auto& measurements = results.measurements;
    if (measurements.size() > works.size())
        throw InputError(Problem{results_file, 0, "",
                                 fmt::format("{} results for a plan of {}", measurements.size(), works.size()),
                                 "is this the plan that was measured?"});
    models::Profile profile;
    claim(profile, results.identity);
    profile.step_overhead_s = results.step_overhead_s;
    for (std::size_t i = 0; i < measurements.size(); ++i)
        if (const auto& measured = measurements[i]) keep_sample(profile, works[i], *measured);
    profile.complete = measurements.size() >= plan.stages.front().size();
    return profile;
}

}  // namespace plimsoll::measure
