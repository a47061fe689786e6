// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/plan_text.hpp"

#include "models/measure/session.hpp"
#include "models/measure/work_text.hpp"
#include "models/step_time/between_kernels.hpp"
#include "scenarios/input_error.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <map>
#include <set>
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

std::string step_text(const WholeStep& step, const std::map<std::string, std::size_t>& places) {
    auto text = fmt::format("@step {} {} {} {} {} =", models::name_of(step.precision), step.sequences, step.tokens,
                            step.context, step.model);
    for (const auto& work : step.works) text += fmt::format(" {}", places.at(text_of(work)));
    return text + "\n";
}

/// The words behind `@step`. False where something is wrong.
bool read_step(std::string_view line, const Stage& works, WholeStep& step) {
    const auto border = line.find(" = ");
    if (border == std::string_view::npos) return false;
    auto places = line.substr(border + 3);
    line = line.substr(0, border);
    const auto precision = scenarios::value_named<models::Precision>(take_word(line));
    if (!precision || !read_number(take_word(line), step.sequences) || !read_number(take_word(line), step.tokens) ||
        !read_number(take_word(line), step.context) || line.empty())
        return false;
    step.precision = *precision;
    step.model = std::string(line);
    while (!places.empty()) {
        std::size_t place = 0;
        if (!read_number(take_word(places), place) || place >= works.size()) return false;
        step.works.push_back(works[place]);
    }
    return true;
}

}  // namespace

std::string plan_text(const Plan& plan, double budget_s) {
    const std::size_t coarse = plan.stages.empty() ? 0 : plan.stages.front().size();
    std::string text = fmt::format("@coarse {}\n@budget {:.0f}\n", coarse, budget_s);
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < plan.stages.size(); ++i) {
        for (const auto& work : plan.stages[i]) {
            const auto line = text_of(work);
            places.emplace(line, places.size());
            text += line + "\n";
        }
        if (i == 0)
            for (const auto& step : plan.steps) text += step_text(step, places);
    }
    return text;
}

Plan parse_plan(std::string_view text, const std::string& file) {
    std::vector<Problem> problems;
    Plan plan;
    Stage all;
    std::size_t coarse = SIZE_MAX;
    for_each_line(text, [&](std::string_view line, int number) {
        if (line.front() == '@') {
            const auto key = take_word(line);
            if (key == "@step") {
                WholeStep step;
                if (read_step(line, all, step))
                    plan.steps.push_back(std::move(step));
                else
                    problems.push_back({file, number, "", "a whole step that cannot be read",
                                        "a line is \"@step fp16 8 128 0 bert-base = 0 1 2\", with the places of "
                                        "operators that stand before it, counted from 0"});
                return;
            }
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

namespace {

/// The three numbers that begin the line, which are removed from it.
Summary take_summary(std::string_view& line) {
    Summary summary;
    const auto seconds = take_word(line);
    if (!read_number(seconds, summary.median) || !(summary.median > 0))
        throw std::invalid_argument(fmt::format("\"{}\" is no time in seconds above 0", seconds));
    const auto spread = take_word(line);
    if (!read_number(spread, summary.spread) || !(summary.spread >= 0))
        throw std::invalid_argument(fmt::format("\"{}\" is no spread of at least 0", spread));
    const auto count = take_word(line);
    if (!read_number(count, summary.count) || summary.count == 0)
        throw std::invalid_argument(fmt::format("\"{}\" is no number of repetitions", count));
    return summary;
}

std::optional<Summary> parse_step(std::string_view line) {
    if (line.starts_with("- ")) return std::nullopt;
    return take_summary(line);
}

}  // namespace

std::optional<Measurement> parse_measurement(std::string_view line) {
    if (line.starts_with("- ")) return std::nullopt;
    Measurement measured;
    measured.seconds = take_summary(line);
    if (line.empty()) throw std::invalid_argument("the name of the kernel is missing");
    measured.kernel = std::string(line);
    return measured;
}

Results parse_results(std::string_view text, const std::string& file) {
    std::vector<Problem> problems;
    Results results;
    for_each_line(text, [&](std::string_view line, int number) {
        if (line.starts_with("@step_s ")) {
            take_word(line);
            try {
                results.steps.push_back(parse_step(line));
            } catch (const std::invalid_argument& error) {
                problems.push_back({file, number, "", error.what(),
                                    "a line is \"@step_s MEDIAN_S SPREAD REPETITIONS\", or \"@step_s - REASON\""});
            }
            return;
        }
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

namespace {

std::size_t operators_of(const Plan& plan) {
    std::size_t count = 0;
    for (const auto& stage : plan.stages) count += stage.size();
    return count;
}

void refuse_more(const Run& run, std::string_view what, std::size_t results, std::size_t planned) {
    if (results > planned)
        throw InputError(Problem{run.file, 0, "", fmt::format("{} {} for a plan of {}", results, what, planned),
                                 "is this the plan that was measured?"});
}

/// Times of this run's operators; by their text.
using Timed = std::map<std::string, double>;

Timed keep_samples(const Run& run, std::set<std::string>& known, models::Profile& profile) {
    Timed timed;
    auto measured = run.results.measurements.begin();
    for (const auto& stage : run.plan.stages)
        for (const auto& work : stage) {
            if (measured == run.results.measurements.end()) break;
            const auto& result = *measured++;
            if (!result) continue;
            const auto text = text_of(work);
            timed.emplace(text, result->seconds.median);
            if (!known.contains(text)) keep_sample(profile, work, *result);
        }
    for (const auto& [text, seconds] : timed) known.insert(text);
    return timed;
}

/// As an earlier run, or a plan that names it twice, has it.
bool is_kept(const WholeStep& step, const models::Profile& profile) {
    return std::any_of(profile.steps.begin(), profile.steps.end(), [&](const models::StepSample& kept) {
        return kept.model == step.model && kept.precision == step.precision && kept.sequences == step.sequences &&
               kept.tokens == step.tokens && kept.context == step.context;
    });
}

void keep_steps(const Run& run, const Timed& timed, models::Profile& profile,
                std::vector<std::vector<models::Work>>& works) {
    for (std::size_t i = 0; i < run.results.steps.size(); ++i) {
        const auto& measured = run.results.steps[i];
        const auto& step = run.plan.steps[i];
        if (!measured || is_kept(step, profile)) continue;
        double operators_s = 0;
        bool all = true;
        for (const auto& work : step.works) {
            const auto found = timed.find(text_of(work));
            all = all && found != timed.end();
            if (all) operators_s += found->second;
        }
        if (!all) continue;
        profile.steps.push_back({step.model, step.precision, step.sequences, step.tokens, step.context,
                                 static_cast<std::uint32_t>(step.works.size()), operators_s, 0, measured->median,
                                 measured->spread});
        works.push_back(step.works);
    }
}

/// How long the products of each step would take at the best rates of the whole profile.
void say_best_times(const std::vector<std::vector<models::Work>>& works, models::Profile& profile) {
    const auto rates = models::best_product_rates(profile);
    for (std::size_t i = 0; i < works.size(); ++i)
        for (const auto& work : works[i]) {
            if (!std::holds_alternative<models::Gemm>(work.shape)) continue;
            for (const auto& [precision, rate] : rates)
                if (precision == work.precision) profile.steps[i].best_s += models::flops_of(work) / rate;
        }
}

/// A table of a GPU names hundreds of algorithms, which nobody reads: the first, and how many others.
void cut_kernels_short(models::Profile& profile) {
    constexpr std::string_view kBetween = "; ";
    constexpr std::size_t kReadable = 4;
    for (auto& table : profile.tables) {
        std::size_t others = 0;
        for (auto at = table.kernel.find(kBetween); at != std::string::npos;
             at = table.kernel.find(kBetween, at + kBetween.size()))
            ++others;
        if (others < kReadable) continue;
        table.kernel = fmt::format("{}; and {} others", table.kernel.substr(0, table.kernel.find(kBetween)), others);
    }
}

}  // namespace

models::Profile assemble(const std::vector<Run>& runs) {
    models::Profile profile;
    std::set<std::string> known;
    std::vector<std::vector<models::Work>> works;
    for (const auto& run : runs) {
        refuse_more(run, "results", run.results.measurements.size(), operators_of(run.plan));
        refuse_more(run, "whole steps", run.results.steps.size(), run.plan.steps.size());
        const auto clocks = profile.clocks;  // may differ from run to run; the first stands for all
        claim(profile, run.results.identity);
        if (!clocks.empty()) profile.clocks = clocks;
        if (!profile.step_overhead_s) profile.step_overhead_s = run.results.step_overhead_s;
        keep_steps(run, keep_samples(run, known, profile), profile, works);
        if (run.results.measurements.size() < run.plan.stages.front().size()) profile.complete = false;
    }
    say_best_times(works, profile);
    cut_kernels_short(profile);
    return profile;
}

}  // namespace plimsoll::measure
