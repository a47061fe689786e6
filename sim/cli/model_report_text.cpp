// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/model_report.hpp"

#include "scenarios/readable.hpp"
#include "sim/compare/text.hpp"
#include "sim/report/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace plimsoll::cli {
namespace {

using results::padded_left;
using results::padded_right;

std::string bytes_text(double bytes) {
    constexpr std::array<std::string_view, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 1000 && unit + 1 < kUnits.size()) {
        bytes /= 1000;
        ++unit;
    }
    return fmt::format("{:.3g} {}", bytes, kUnits[unit]);
}

using Cells = std::vector<std::string>;

/// Columns as wide as their widest cell; the first, the third and `text` hold text, the others numbers.
std::string table(const std::vector<Cells>& rows, std::size_t text_column = 7) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], results::display_width(row[i]));
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool left = i == 0 || i == 2 || i == text_column;
            line += (i == 0 ? "" : "  ") + (left ? padded_right(row[i], widths[i]) : padded_left(row[i], widths[i]));
        }
        text += results::ended_line(line);
    }
    return text;
}

/// How a profile knows it.
std::string known_text(const models::KernelTime& time) {
    return fmt::format("{}, ± {:.2g} %",
                       time.extrapolated   ? "by the law"
                       : time.interpolated ? "interpolated"
                                           : "measured",
                       100 * time.relative_sd);
}

std::string operator_table(const ModelReport& report) {
    const bool timed = !report.question.timers.empty();
    const bool measured = timed && report.question.timers.front().measured();
    std::vector<Cells> rows = {{"operator", "count", "size of each", "GFLOP", "MB", "FLOP/B"}};
    if (timed) rows.front().insert(rows.front().end(), {"time", measured ? "known" : "bound by"});
    double flops = 0;
    double bytes = 0;
    double seconds = 0;
    for (const auto& row : report.operators) {
        const auto count = static_cast<double>(row.count);
        const double each = row.bytes > 0 ? row.flops / row.bytes : 0;
        rows.push_back({row.name, fmt::format("{}", row.count), row.size,
                        fmt::format("{:.4g}", count * row.flops / 1e9), fmt::format("{:.4g}", count * row.bytes / 1e6),
                        fmt::format("{:.3g}", each)});
        flops += count * row.flops;
        bytes += count * row.bytes;
        if (!timed) continue;
        seconds += count * row.time->seconds;
        rows.back().insert(rows.back().end(), {scenarios::duration_text(count * row.time->seconds),
                                               row.bound ? std::string(name_of(*row.bound)) : known_text(*row.time)});
    }
    rows.push_back({"all", "", "", fmt::format("{:.4g}", flops / 1e9), fmt::format("{:.4g}", bytes / 1e6),
                    fmt::format("{:.3g}", bytes > 0 ? flops / bytes : 0)});
    if (timed) rows.back().insert(rows.back().end(), {scenarios::duration_text(seconds), ""});
    return table(rows);
}

std::string line(std::string_view what, const std::string& text) {
    return results::paragraph(text, 100, padded_right(what, 14), std::string(14, ' '));
}

std::string step_text(const ModelQuestion& question) {
    const auto& step = question.step;
    if (models::max_tokens_of(question.model) == 0) return fmt::format("a batch of {:.0f} images", step.sequences);
    auto text = fmt::format("{:.0f} sequences, {:.0f} new tokens each", step.sequences, step.tokens);
    if (models::is_generative(question.model)) text += fmt::format(", {:.0f} in the KV cache", step.context);
    return text;
}

std::string time_text(const models::StepTime& time, bool measured) {
    auto text = scenarios::duration_text(time.seconds);
    text += time.host_beside ? fmt::format(", the longer of {} of the host and {} of the device",
                                           scenarios::duration_text(time.host_seconds),
                                           scenarios::duration_text(time.device_seconds))
                             : fmt::format(", of which {} host", scenarios::duration_text(time.host_seconds));
    if (time.between_seconds != 0)
        text += fmt::format("{} {} between kernels", time.host_beside ? ", which has" : " and",
                            scenarios::duration_text(time.between_seconds));
    return text + fmt::format("; standard deviation {:.0f} %, {:.0f} % of the kernels' time by {}",
                              100 * time.relative_sd, 100 * time.extrapolated,
                              measured ? "a law beyond what was measured" : "the datasheet law");
}

/// The timers side by side: what each says of every operator, and of the step.
std::string comparison_table(const ModelReport& report) {
    const auto& timers = report.question.timers;
    std::vector<Cells> rows = {{"", "", ""}};
    for (const auto& timer : timers)
        rows.front().push_back(timer.measured() ? timer.source() : timer.device()->name + " datasheet");
    for (const auto& row : report.operators) {
        const auto count = static_cast<double>(row.count);
        rows.push_back(
            {row.name, fmt::format("{}", row.count), row.size, scenarios::duration_text(count * row.time->seconds)});
        for (const double seconds : row.others) rows.back().push_back(scenarios::duration_text(count * seconds));
    }
    const auto add = [&](const char* what, auto&& text) {
        rows.push_back({what, "", ""});
        for (const auto& time : report.times) rows.back().push_back(text(time));
    };
    add("between kernels", [](const auto& time) { return scenarios::duration_text(time.between_seconds); });
    add("host", [](const auto& time) { return scenarios::duration_text(time.host_seconds); });
    add("step", [](const auto& time) {
        return fmt::format("{} ± {:.0f} %", scenarios::duration_text(time.seconds), 100 * time.relative_sd);
    });
    return table(rows, 3);
}

std::string quality_text(const ModelReport& report) {
    const auto& all = report.question.model.quality;
    if (all.empty()) return line("quality", "unknown: no published figure for just this variant");
    std::string text;
    for (const auto& quality : all)
        text += line(text.empty() ? "quality" : "",
                     fmt::format("{}: {:.4g} ({}, {})", quality.metric, quality.value, quality.source, quality.date));
    return text;
}

std::string memory_text(const ModelReport& report) {
    const bool split = report.question.tensor_parallel > 1;
    std::string text = line(split ? "per device" : "memory",
                            fmt::format("{} weights, at most {} activations at once", bytes_text(report.weight_bytes),
                                        bytes_text(report.activation_bytes)));
    const auto& kept = report.key_values;
    if (kept.per_token > 0) {
        auto cache = fmt::format("{} B per token", scenarios::count_text(kept.per_token));
        if (kept.per_sequence > 0) cache += fmt::format(" and {} per sequence", bytes_text(kept.per_sequence));
        text += line("KV cache", cache);
    }
    if (report.training_memory) {
        const auto& memory = *report.training_memory;
        text += line("training", fmt::format("{} weights, {} gradients, {} optimizer (Adam), {} activations: {}",
                                             bytes_text(memory.weight_bytes), bytes_text(memory.gradient_bytes),
                                             bytes_text(memory.optimizer_bytes), bytes_text(memory.activation_bytes),
                                             bytes_text(memory.total())));
    } else {
        text += line("in all", bytes_text(report.memory_bytes));
    }
    text += line("fits",
                 report.fits.empty() ? "none of the known devices" : fmt::format("{}", fmt::join(report.fits, ", ")));
    if (!report.too_small.empty()) text += line("too large for", fmt::format("{}", fmt::join(report.too_small, ", ")));
    return text;
}

nlohmann::json json_of(const models::StepTime& time, const StepTimer& timer) {
    return {{"by", timer.source()},
            {"seconds", time.seconds},
            {"host_seconds", time.host_seconds},
            {"device_seconds", time.device_seconds},
            {"between_seconds", time.between_seconds},
            {"relative_sd", time.relative_sd},
            {"extrapolated", time.extrapolated}};
}

nlohmann::json json_of(const OperatorRow& row) {
    nlohmann::json json = {
        {"name", row.name}, {"count", row.count}, {"size", row.size}, {"flops", row.flops}, {"bytes", row.bytes}};
    if (row.time) {
        json["seconds"] = row.time->seconds;
        json["relative_sd"] = row.time->relative_sd;
        json["known"] = row.time->extrapolated ? "law" : row.time->interpolated ? "interpolated" : "measured";
    }
    if (row.bound) json["bound"] = name_of(*row.bound);
    return json;
}

}  // namespace

std::string text_of(const ModelReport& report) {
    const auto& question = report.question;
    auto text =
        fmt::format("{} ({}): {}, {}, {}", question.model.title, question.model.name, models::family_of(question.model),
                    models::name_of(question.variant.precision), step_text(question));
    if (question.tensor_parallel > 1) text += fmt::format(", one of {} devices", question.tensor_parallel);
    if (!question.timers.empty()) text += fmt::format(", {}", question.timers.front().title());
    text = results::paragraph(text, 100) + "\n" + operator_table(report) + "\n";
    if (question.timers.size() > 1) text += comparison_table(report) + "\n";

    const auto published = question.model.parameters;
    text +=
        line("parameters",
             scenarios::count_text(report.parameters) +
                 (published > 0 ? fmt::format(" (published: {})", scenarios::count_text(static_cast<double>(published)))
                                : std::string()));
    text += memory_text(report);
    const bool measured = !question.timers.empty() && question.timers.front().measured();
    if (!report.times.empty()) text += line("step", time_text(report.times.front(), measured));
    if (report.training_time) text += line("training step", time_text(*report.training_time, measured));
    return text + quality_text(report);
}

nlohmann::json json_of(const ModelReport& report) {
    const auto& question = report.question;
    nlohmann::json json = {{"schema", "plimsoll.model/1"},
                           {"name", question.model.name},
                           {"title", question.model.title},
                           {"family", models::family_of(question.model)},
                           {"precision", models::name_of(question.variant.precision)},
                           {"step",
                            {{"sequences", question.step.sequences},
                             {"tokens", question.step.tokens},
                             {"context", question.step.context}}},
                           {"tensor_parallel", question.tensor_parallel},
                           {"parameters", report.parameters},
                           {"weight_bytes", report.weight_bytes},
                           {"activation_bytes", report.activation_bytes},
                           {"kv_bytes_per_token", report.key_values.per_token},
                           {"kv_bytes_per_sequence", report.key_values.per_sequence},
                           {"memory_bytes", report.memory_bytes},
                           {"fits", report.fits}};
    if (question.model.parameters > 0) json["published_parameters"] = question.model.parameters;
    for (const auto& row : report.operators) json["operators"].push_back(json_of(row));
    for (std::size_t i = 0; i < report.times.size(); ++i) {
        const auto& timer = question.timers[i];
        auto time = json_of(report.times[i], timer);
        time["device"] = timer.device() == nullptr ? nlohmann::json() : nlohmann::json(timer.device()->name);
        if (i == 0) {
            json["device"] = time["device"];
            json["step_time"] = std::move(time);
        } else {
            json["compared"].push_back(std::move(time));
        }
    }
    if (report.training_time) json["training_step_time"] = json_of(*report.training_time, question.timers.front());
    if (report.training_memory) json["training_memory_bytes"] = report.training_memory->total();
    json["quality"] = nlohmann::json::array();
    for (const auto& quality : question.model.quality)
        json["quality"].push_back(
            {{"metric", quality.metric}, {"value", quality.value}, {"source", quality.source}, {"date", quality.date}});
    return json;
}

}  // namespace plimsoll::cli
