// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "recorded_steps.hpp"
#include "step_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace plimsoll::models {
namespace {

Profile shipped(const std::string& name) {
    static const auto devices = load_devices(PLIMSOLL_SOURCE_DIR "/models/devices");
    return read_profile(std::filesystem::path(PLIMSOLL_SOURCE_DIR "/models/profiles") / (name + ".json"), devices);
}

std::set<std::string> models_of(const Profile& profile) {
    std::set<std::string> names;
    for (const auto& step : profile.steps) names.insert(step.model);
    return names;
}

StepTime predicted(const StepSample& step, const KernelTimes& times) {
    auto result = step_time(
        build_graph(zoo_model(step.model), {step.precision}),
        {static_cast<double>(step.sequences), static_cast<double>(step.tokens), static_cast<double>(step.context)},
        times);
    result.seconds = result.device_seconds;  // the steps were timed on the device
    return result;
}

/// Every step of the profile, predicted from its kernels and from the whole steps of the other models alone.
void compare_left_out(const std::string& name, StepComparison& comparison) {
    const auto profile = shipped(name);
    for (const auto& model : models_of(profile)) {
        auto others = profile;
        others.steps.erase(std::remove_if(others.steps.begin(), others.steps.end(),
                                          [&](const StepSample& step) { return step.model == model; }),
                           others.steps.end());
        const ProfileTimes times(others);
        for (const auto& step : profile.steps)
            if (step.model == model) comparison.add(name + " " + model, predicted(step, times), step.seconds);
    }
}

TEST(WholeSteps, OfModelsLeftOutAreAsFarOffAsDocumented) {
    StepComparison comparison;
    compare_left_out("nvidia-h100-80gb", comparison);
    compare_left_out("nvidia-h200", comparison);
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {
                                      {"nvidia-h100-80gb bert-base", 7, 2.0},
                                      {"nvidia-h100-80gb bert-large", 7, 1.7},
                                      {"nvidia-h100-80gb distilbert", 7, 1.4},
                                      {"nvidia-h100-80gb llama-2-70b", 11, 2.1},
                                      {"nvidia-h100-80gb llama-2-7b", 11, 1.7},
                                      {"nvidia-h100-80gb llama-3.1-70b", 22, 3.1},
                                      {"nvidia-h100-80gb llama-3.1-8b", 22, 2.4},
                                      {"nvidia-h100-80gb minilm-l6", 7, 3.6},
                                      {"nvidia-h100-80gb mistral-7b", 11, 1.5},
                                      {"nvidia-h100-80gb mobilebert", 7, 2.1},
                                      {"nvidia-h100-80gb qwen3-30b-a3b", 22, 2.4},
                                      {"nvidia-h100-80gb qwen3-32b", 11, 1.2},
                                      {"nvidia-h100-80gb resnet-50", 4, 5.2},
                                      {"nvidia-h100-80gb roberta-base", 7, 2.1},
                                      {"nvidia-h100-80gb vit-b-16", 4, 3.0},
                                      {"nvidia-h100-80gb whisper-small", 8, 5.1},
                                      {"nvidia-h200 bert-base", 7, 2.0},
                                      {"nvidia-h200 bert-large", 7, 1.5},
                                      {"nvidia-h200 distilbert", 7, 0.6},
                                      {"nvidia-h200 llama-3.1-70b", 11, 5.0},
                                      {"nvidia-h200 llama-3.1-8b", 11, 1.6},
                                      {"nvidia-h200 minilm-l6", 7, 1.9},
                                      {"nvidia-h200 mobilebert", 7, 1.7},
                                      {"nvidia-h200 qwen3-30b-a3b", 11, 6.4},
                                      {"nvidia-h200 resnet-50", 3, 6.7},
                                      {"nvidia-h200 roberta-base", 7, 1.8},
                                      {"nvidia-h200 vit-b-16", 4, 3.8},
                                      {"nvidia-h200 whisper-small", 2, 3.7},
                                  });
}

/// What the kernels alone, one by one, would say: why whole steps are measured.
TEST(WholeSteps, KernelsAloneAreTooFast) {
    StepComparison comparison;
    for (const std::string name : {"nvidia-h100-80gb", "nvidia-h200"}) {
        auto profile = shipped(name);
        const auto steps = profile.steps;
        profile.steps.clear();
        const ProfileTimes times(profile);
        for (const auto& step : steps) comparison.add(name, predicted(step, times), step.seconds);
        EXPECT_LT(comparison.errors(name).median, -0.06);
    }
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {{"nvidia-h100-80gb", 168, 6.9}, {"nvidia-h200", 84, 7.1}});
}

/// Steps that both cards ran: those of one, predicted with what lies between the kernels of the other.
TEST(WholeSteps, WithTheOtherCardsStepsAreAsFarOffAsDocumented) {
    StepComparison comparison;
    const std::string h100 = "nvidia-h100-80gb";
    const std::string h200 = "nvidia-h200";
    for (const auto& [of, by] : {std::pair{h100, h200}, std::pair{h200, h100}}) {
        auto profile = shipped(of);
        const auto steps = std::exchange(profile.steps, shipped(by).steps);
        const ProfileTimes times(profile);
        for (const auto& step : steps) comparison.add(of, predicted(step, times), step.seconds);
    }
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {{"nvidia-h100-80gb", 168, 2.1}, {"nvidia-h200", 84, 2.2}});
}

}  // namespace
}  // namespace plimsoll::models
