// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/profile_report.hpp"

#include "models/profile/profile_file.hpp"
#include "models/profile/quantile.hpp"
#include "models/profile/table_layout.hpp"
#include "models/step_time/held_out.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

namespace plimsoll::cli {
namespace {

using models::KernelGrid;
using models::KernelTable;
using models::Profile;
using nlohmann::json;

/// Chooses the samples that are held out; any number does.
constexpr std::uint64_t kSeed = 1;
constexpr std::string_view kSchema = "plimsoll.profile/1";

std::string percent(double share) { return fmt::format("{:.2g} %", 100 * share); }

struct SizeRange {
    std::string name;
    double least = 0, most = 0;
    std::size_t values = 0;
};

std::vector<SizeRange> ranges_of(const KernelTable& table) {
    std::vector<SizeRange> ranges;
    const auto names = models::size_columns(models::operator_of(table.samples.front().work));
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::set<double> values;
        for (const auto& sample : table.samples) values.insert(models::sizes_of(sample.work).at(i));
        if (names[i] == "groups" && values == std::set<double>{1}) continue;
        ranges.push_back({std::string(names[i]), *values.begin(), *values.rbegin(), values.size()});
    }
    return ranges;
}

std::string range_text(const SizeRange& range) {
    if (range.values == 1) return fmt::format("{} {}", range.name, range.least);
    return fmt::format("{} {} to {} ({} values)", range.name, range.least, range.most, range.values);
}

struct Spread {
    std::size_t count = 0;
    double median = 0, p90 = 0;
};

Spread spread_of(const std::vector<double>& errors) {
    return {errors.size(), models::quantile(errors, 0.5), models::quantile(errors, 0.9)};
}

std::string spread_text(std::string_view what, const Spread& errors) {
    return fmt::format("{}: median {}, p90 {} of {}", what, percent(errors.median), percent(errors.p90), errors.count);
}

json spread_json(const Spread& errors) {
    if (errors.count == 0) return {{"count", 0}};
    return {{"count", errors.count}, {"median", errors.median}, {"p90", errors.p90}};
}

/// How much the repetitions of each time scatter.
Spread repetitions_of(const KernelTable& part) {
    std::vector<double> spreads;
    for (const auto& sample : part.samples) spreads.push_back(sample.spread);
    return spread_of(spreads);
}

std::string phase_title(const std::vector<models::Sample>& part) {
    const auto& work = part.front().work;
    auto title = models::table_title(work);
    if (!std::holds_alternative<models::Attention>(work.shape)) return title;
    return title + (models::is_decode(work) ? ", one new token" : ", several new tokens");
}

std::string part_text(const KernelTable& part, std::size_t width) {
    const KernelGrid grid(part.samples);
    std::vector<std::string> ranges;
    for (const auto& range : ranges_of(part)) ranges.push_back(range_text(range));
    std::string text = results::paragraph(
        fmt::format("{}: {} times by {}", phase_title(part.samples), part.samples.size(), part.kernel), width);
    const auto add = [&](const std::string& line) { text += results::paragraph(line, width, "  ", "    "); };
    add(fmt::format("{}", fmt::join(ranges, ", ")));
    add(fmt::format("law: {}; 68 % of the times are within {}", fmt::join(grid.law().coefficients(), ", "),
                    percent(grid.law().residual())));
    if (const auto repeated = repetitions_of(part); repeated.p90 > 0)
        add(fmt::format("spread of the repetitions: median {}, p90 {}", percent(repeated.median),
                        percent(repeated.p90)));
    const auto inside = spread_of(models::interpolation_errors(part, kSeed).inside);
    const auto beyond = spread_of(models::extrapolation_errors(part));
    std::vector<std::string> errors;
    if (inside.count != 0) errors.push_back(spread_text("held out inside", inside));
    if (beyond.count != 0) errors.push_back(spread_text("twice beyond", beyond));
    if (!errors.empty()) add(fmt::format("{}", fmt::join(errors, "; ")));
    return text;
}

json part_json(const KernelTable& part) {
    const KernelGrid grid(part.samples);
    json sizes = json::object();
    for (const auto& range : ranges_of(part))
        sizes[range.name] = {{"min", range.least}, {"max", range.most}, {"values", range.values}};
    return {{"table", phase_title(part.samples)},
            {"kernel", part.kernel},
            {"samples", part.samples.size()},
            {"sizes", std::move(sizes)},
            {"law", {{"coefficients", grid.law().coefficients()}, {"residual", grid.law().residual()}}},
            {"spread", spread_json(repetitions_of(part))},
            {"interpolation_residual", grid.interpolation_residual()},
            {"held_out", spread_json(spread_of(models::interpolation_errors(part, kSeed).inside))},
            {"twice_beyond", spread_json(spread_of(models::extrapolation_errors(part)))}};
}

std::vector<KernelTable> parts_of(const Profile& profile) {
    std::vector<KernelTable> parts;
    for (const auto& table : profile.tables)
        for (auto& samples : models::grid_parts(table)) parts.push_back({table.kernel, std::move(samples)});
    return parts;
}

std::string origin_text(const Profile& profile, std::size_t width) {
    const auto device =
        profile.title == profile.device ? profile.device : fmt::format("{} ({})", profile.title, profile.device);
    std::string text = results::paragraph(fmt::format("{}: {}", profile.name, device), width);
    text += results::paragraph(
        fmt::format("{}: {}; date: {}", models::name_of(profile.origin), profile.source, profile.date), width);
    std::vector<std::string> with;
    for (const auto& [what, value] : {std::pair{"driver", profile.driver},
                                      {"toolkit", profile.toolkit},
                                      {"library", profile.library},
                                      {"clocks", profile.clocks}})
        if (!value.empty()) with.push_back(fmt::format("{} {}", what, value));
    if (profile.threads != 0) with.push_back(fmt::format("{} threads", profile.threads));
    if (profile.step_overhead_s)
        with.push_back(fmt::format("step overhead {}", results::duration_text(*profile.step_overhead_s)));
    if (!with.empty()) text += results::paragraph(fmt::format("{}", fmt::join(with, "; ")), width);
    if (!profile.unsteady.empty())
        text += results::paragraph(
            fmt::format("left out, since their times scattered too much: {}", fmt::join(profile.unsteady, "; ")),
            width);
    for (const auto& note : profile.notes) text += results::paragraph(note, width, "note: ", "      ");
    if (!profile.complete) text += "incomplete: the measuring run was cut off\n";
    return text;
}

/// What whole steps take over their operators one by one.
struct StepFactors {
    std::size_t count = 0;
    std::size_t models = 0;
    double least = 0, median = 0, most = 0;
    double relative_sd = 0;  ///< of steps of a model whose own are left out
};

StepFactors factors_of(const Profile& profile) {
    StepFactors factors;
    std::set<std::string> names;
    std::vector<double> all;
    for (const auto& step : profile.steps) {
        names.insert(step.model);
        all.push_back(step.seconds / step.operators_s);
    }
    factors.count = all.size();
    factors.models = names.size();
    if (all.empty()) return factors;
    factors.least = *std::min_element(all.begin(), all.end());
    factors.most = *std::max_element(all.begin(), all.end());
    factors.median = models::quantile(std::move(all), 0.5);
    const auto& any = profile.steps.front();
    factors.relative_sd = models::BetweenKernels(profile.steps)
                              .factor({static_cast<double>(any.operators), any.operators_s, any.best_s})
                              .relative_sd;
    return factors;
}

std::string steps_text(const Profile& profile, std::size_t width) {
    const auto factors = factors_of(profile);
    if (factors.count == 0) return "";
    return "\n" +
           results::paragraph(
               fmt::format("whole steps: {} of {} models take {:.2f} to {:.2f} times their operators one by one, "
                           "in the middle {:.2f}; those of a model whose own steps are left out are predicted to "
                           "± {:.2g} %",
                           factors.count, factors.models, factors.least, factors.most, factors.median,
                           100 * factors.relative_sd),
               width, "", "  ");
}

json steps_json(const Profile& profile) {
    const auto factors = factors_of(profile);
    if (factors.count == 0) return {{"count", 0}};
    return {{"count", factors.count},
            {"models", factors.models},
            {"over_operators", {{"min", factors.least}, {"median", factors.median}, {"max", factors.most}}},
            {"relative_sd", factors.relative_sd}};
}

std::string validation_text(const models::Validation& validation, std::size_t width) {
    const auto tokens = validation.tokens.empty() ? "" : fmt::format(", requests of {} tokens", validation.tokens);
    const auto by = validation.engine.empty() ? "" : fmt::format(", served by {}", validation.engine);
    std::string text =
        results::paragraph(fmt::format("validation, {} {}, {}{}{}: {} runs", validation.model, validation.precision,
                                       validation.date, tokens, by, validation.runs),
                           width);
    for (const auto& point : validation.points) {
        const auto latency = [](const models::RunFigure& figure) { return results::duration_text(figure.median); };
        auto line = fmt::format(
            "load {}: p50 measured {}, simulated {}; p99 {}, {}; throughput {}, {} /s", percent(point.utilization),
            latency(point.measured_p50_s), latency(point.simulated_p50_s), latency(point.measured_p99_s),
            latency(point.simulated_p99_s), results::number_text(point.measured_throughput_per_s.median),
            results::number_text(point.simulated_throughput_per_s.median));
        if (const double ratio = point.batch_time_ratio.median; ratio > 0)
            line += fmt::format("; batches took {:.3f} of the profile's time, p50 with that {}", ratio,
                                latency(point.rescaled_p50_s));
        if (point.measured_ttft_p50_s.median > 0)
            line += fmt::format("; first token p50 {}, {}; p99 {}, {}; each further token p50 {}, {}",
                                latency(point.measured_ttft_p50_s), latency(point.simulated_ttft_p50_s),
                                latency(point.measured_ttft_p99_s), latency(point.simulated_ttft_p99_s),
                                latency(point.measured_tpot_p50_s), latency(point.simulated_tpot_p50_s));
        text += results::paragraph(line, width, "  ", "    ");
    }
    return text;
}

}  // namespace

std::string sizes_text(const models::Work& work) {
    const auto names = models::size_columns(models::operator_of(work));
    const auto sizes = models::sizes_of(work);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] != "groups" || sizes.at(i) != 1) texts.push_back(fmt::format("{} {}", names[i], sizes.at(i)));
    return fmt::format("{}", fmt::join(texts, ", "));
}

std::string profile_text(const Profile& profile, std::size_t width) {
    std::string text = origin_text(profile, width);
    for (const auto& part : parts_of(profile)) text += "\n" + part_text(part, width);
    text += steps_text(profile, width);
    if (!profile.validations.empty()) text += "\n";
    for (const auto& validation : profile.validations) text += validation_text(validation, width);
    text += "\n";
    const models::ProfileTimes times(profile);
    for (const auto& assumption : times.assumptions())
        text += results::paragraph(assumption, width, "note: ", "      ");
    return text;
}

json profile_json(const Profile& profile) {
    json tables = json::array();
    for (const auto& part : parts_of(profile)) tables.push_back(part_json(part));
    json validations = json::array();
    for (const auto& v : profile.validations) {
        json points = json::array();
        for (const auto& p : v.points) {
            const auto figures = [](const models::RunFigure& p50, const models::RunFigure& p99,
                                    const models::RunFigure& throughput) {
                return json{{"p50_s", p50.median},
                            {"p99_s", p99.median},
                            {"throughput_per_s", throughput.median},
                            {"spread",
                             {{"p50_s", p50.spread}, {"p99_s", p99.spread}, {"throughput_per_s", throughput.spread}}}};
            };
            json point = {{"utilization", p.utilization},
                          {"rate_per_s", p.rate_per_s},
                          {"measured", figures(p.measured_p50_s, p.measured_p99_s, p.measured_throughput_per_s)},
                          {"simulated", figures(p.simulated_p50_s, p.simulated_p99_s, p.simulated_throughput_per_s)}};
            if (p.batch_time_ratio.median > 0) {
                point["batch_time_ratio"] = p.batch_time_ratio.median;
                point["rescaled_p50_s"] = p.rescaled_p50_s.median;
            }
            if (p.measured_ttft_p50_s.median > 0) {
                const auto answers = [](const models::RunFigure& ttft_p50, const models::RunFigure& ttft_p99,
                                        const models::RunFigure& tpot_p50, const models::RunFigure& tpot_p99) {
                    return json{{"ttft_p50_s", ttft_p50.median},
                                {"ttft_p99_s", ttft_p99.median},
                                {"tpot_p50_s", tpot_p50.median},
                                {"tpot_p99_s", tpot_p99.median}};
                };
                point["measured"].update(answers(p.measured_ttft_p50_s, p.measured_ttft_p99_s, p.measured_tpot_p50_s,
                                                 p.measured_tpot_p99_s));
                point["simulated"].update(answers(p.simulated_ttft_p50_s, p.simulated_ttft_p99_s,
                                                  p.simulated_tpot_p50_s, p.simulated_tpot_p99_s));
            }
            points.push_back(std::move(point));
        }
        validations.push_back({{"model", v.model},
                               {"precision", v.precision},
                               {"tokens", v.tokens},
                               {"date", v.date},
                               {"runs", v.runs},
                               {"engine", v.engine.empty() ? json() : json(v.engine)},
                               {"points", std::move(points)}});
    }
    const models::ProfileTimes times(profile);
    return {{"schema", kSchema},
            {"name", profile.name},
            {"device", profile.device},
            {"title", profile.title},
            {"origin", models::name_of(profile.origin)},
            {"source", profile.source},
            {"date", profile.date},
            {"driver", profile.driver},
            {"toolkit", profile.toolkit},
            {"library", profile.library},
            {"clocks", profile.clocks},
            {"threads", profile.threads},
            {"step_overhead_s", profile.step_overhead_s ? json(*profile.step_overhead_s) : json()},
            {"complete", profile.complete},
            {"unsteady", profile.unsteady},
            {"notes", profile.notes},
            {"tables", std::move(tables)},
            {"whole_steps", steps_json(profile)},
            {"validations", std::move(validations)},
            {"assumptions", times.assumptions()}};
}

}  // namespace plimsoll::cli
