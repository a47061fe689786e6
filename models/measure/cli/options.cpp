// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cli/command.hpp"
#include "models/measure/cpu/cpu_backend.hpp"
#include "models/measure/cuda_process.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <plimsoll_version.hpp>

#include <charconv>
#include <chrono>

namespace plimsoll::measure::cli {

double parse_budget(const std::string& text) {
    const auto parsed = scenarios::parse_duration(text);
    if (!parsed.value || parsed.value->count() <= 0)
        throw UsageError(fmt::format("--budget: expected a time such as \"5min\" or \"90s\", not \"{}\"", text));
    return std::chrono::duration<double>(*parsed.value).count();
}

std::vector<models::Precision> parse_precisions(const std::vector<std::string>& names) {
    std::vector<models::Precision> precisions;
    for (const auto& name : names) {
        const auto precision = scenarios::value_named<models::Precision>(name);
        if (!precision) {
            const auto known = scenarios::spelled<models::Precision>();
            auto hint = scenarios::did_you_mean(name, known);
            if (hint.empty()) hint = "there are " + scenarios::one_of(known);
            throw UsageError(fmt::format("--precision: unknown precision \"{}\"; {}", name, hint));
        }
        precisions.push_back(*precision);
    }
    return precisions;
}

models::Precision sixteen_bits_of(const std::string& device) {
    return device == "cpu" ? models::Precision::bf16 : models::Precision::fp16;
}

models::Devices known_devices() { return models::load_devices(scenarios::data_folder() / "models" / "devices"); }

void name_device(models::Profile& profile) {
    const auto devices = known_devices();
    profile.device = models::device_name(devices, profile.device);
    if (devices.contains(profile.device)) return;
    print_error(fmt::format(
        "plimsoll-profile: no file of models/devices is for {}, so offers do not find this profile by themselves\n"
        "  hint: name it in the scenario, as \"profile\" of the model, or add a device's file with its name under "
        "\"driver_names\"\n",
        profile.title));
}

std::unique_ptr<Backend> open_device(const std::string& name, std::uint32_t threads) {
    if (name == "cpu") return make_cpu_backend(threads == 0 ? available_threads() : threads);
    constexpr std::string_view kCuda = "cuda:";
    std::uint32_t number = 0;
    const char* const end = name.data() + name.size();
    if (name.starts_with(kCuda)) {
        const auto [stop, error] = std::from_chars(name.data() + kCuda.size(), end, number);
        if (error == std::errc() && stop == end) return make_cuda_backend(number);
    }
    throw UsageError(fmt::format("--device: expected cpu or cuda:NUMBER, not \"{}\"", name));
}

std::string program_text() {
    std::string text = fmt::format("plimsoll-profile {}", kVersion);
    if (!kGitCommit.empty()) text += fmt::format(" ({})", kGitCommit);
    return text;
}

void GridOptions::add_to(CLI::App& command) {
    command.add_option("--model", models, "Measure what these models run; without it, sizes of many models")
        ->type_name("NAME[,NAME]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command.add_option("--precision", precisions, "fp32, tf32, fp16, bf16, int8, fp8; default: what the device has")
        ->type_name("P[,P]")
        ->delimiter(',')
        ->allow_extra_args(false);
    command.add_option("--budget", budget, "Time to spend: first a coarse grid, then as much finer as fits")
        ->type_name("TIME")
        ->capture_default_str();
    constexpr std::uint32_t kMostBatch = 1U << 16;
    constexpr std::uint32_t kMostTokens = 1U << 20;
    command.add_option("--max-batch", max_batch, "Most sequences in a step")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::Range(1U, kMostBatch));
    command.add_option("--max-tokens", max_tokens, "Most new tokens of a sequence; default: the model's, at most 2048")
        ->type_name("N")
        ->check(CLI::Range(1U, kMostTokens));
    command
        .add_option("--max-context", max_context,
                    "Most cached tokens of a sequence (models that generate); default: the model's, at most 8192")
        ->type_name("N")
        ->check(CLI::Range(1U, kMostTokens));
}

}  // namespace plimsoll::measure::cli
