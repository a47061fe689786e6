// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/shard.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <charconv>

namespace plimsoll::sim {

namespace {

[[noreturn]] void fail(const std::string& message, const std::string& hint) {
    throw InputError(Problem{"--shard", 0, "", message, hint});
}

std::optional<std::size_t> whole(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

std::size_t variable(const char* name, const Environment& environment, const char* why) {
    const auto text = environment(name);
    if (!text) fail(fmt::format("{} is not set, {}", name, why), "or name the part: --shard 1/8");
    const auto number = whole(*text);
    if (!number) fail(fmt::format("{} is \"{}\", no whole number", name, *text), "or name the part: --shard 1/8");
    return *number;
}

Shard checked(std::size_t index, std::size_t of, const std::string& text) {
    if (of == 0 || index >= of)
        fail(fmt::format("{}: there is no such part", text), "parts are counted from 1: 1/8 to 8/8");
    return {index, of};
}

/// What the scheduler of a cluster says.
Shard told(const Environment& environment) {
    if (environment("SLURM_ARRAY_TASK_ID")) {
        const auto first = environment("SLURM_ARRAY_TASK_MIN") ? variable("SLURM_ARRAY_TASK_MIN", environment, "") : 0;
        const auto id = variable("SLURM_ARRAY_TASK_ID", environment, "");
        const auto count = variable("SLURM_ARRAY_TASK_COUNT", environment, "and Slurm tells it to array jobs");
        return checked(id - first, count, "SLURM_ARRAY_TASK_ID");
    }
    if (environment("JOB_COMPLETION_INDEX"))
        return checked(variable("JOB_COMPLETION_INDEX", environment, ""),
                       variable("PLIMSOLL_SHARDS", environment, "and Kubernetes does not tell a job its completions"),
                       "JOB_COMPLETION_INDEX");
    if (environment("AWS_BATCH_JOB_ARRAY_INDEX"))
        return checked(variable("AWS_BATCH_JOB_ARRAY_INDEX", environment, ""),
                       variable("AWS_BATCH_JOB_ARRAY_SIZE", environment, "and AWS Batch tells it to array jobs"),
                       "AWS_BATCH_JOB_ARRAY_INDEX");
    return {};
}

}  // namespace

Shard parse_shard(std::string_view text, const Environment& environment) {
    if (text == "auto") return told(environment);
    const auto slash = text.find('/');
    const auto index = whole(text.substr(0, slash));
    const auto of = slash == std::string_view::npos ? std::nullopt : whole(text.substr(slash + 1));
    if (!index || !of) fail(fmt::format("\"{}\" is no part", text), "write 2/8 for the second of eight parts, or auto");
    return checked(*index - 1, *of, std::string(text));
}

}  // namespace plimsoll::sim
