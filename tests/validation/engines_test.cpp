// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "models/step_time/engine_times.hpp"
#include "recorded_steps.hpp"
#include "step_comparison.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <memory>

namespace plimsoll::models {
namespace {

const std::string kRoot = PLIMSOLL_SOURCE_DIR;

std::shared_ptr<const KernelTimes> h100_kernels() {
    const auto devices = load_devices(kRoot + "/models/devices");
    return std::make_shared<const ProfileTimes>(
        read_profile(kRoot + "/models/profiles/nvidia-h100-80gb.json", devices));
}

/// Steps of BERT-base and MiniLM in FP16, launched one operator at a time by PyTorch on the H100 that the profile is
/// of.
TEST(EagerSteps, OfPyTorchAreAsFarOffAsDocumented) {
    const auto kernels = h100_kernels();
    const EngineTimes eager(kernels, load_engine(kRoot + "/models/engines/pytorch-eager.json"));
    std::ifstream stream(kRoot + "/tests/data/measured/h100/pytorch_steps.json");
    const auto recording = nlohmann::json::parse(stream);
    StepComparison comparison;
    for (const auto& row : recording["rows"]) {
        const std::string name = row["model"];
        if (row["precision"] != "fp16") continue;
        const StepSize size{row["batch"].get<double>(), row["tokens"].get<double>(), 0};
        const auto graph = build_graph(zoo_model(name), {Precision::fp16});
        const double recorded = row["eager_s"];
        comparison.add(name + " pytorch-eager", step_time(graph, size, eager), recorded);
        comparison.add(name + " cuda-graphs", step_time(graph, size, *kernels), recorded);
    }
    fmt::print("{}", comparison.table());
    expect_documented(comparison, {
                                      {"bert-base cuda-graphs", 9, 85},
                                      {"bert-base pytorch-eager", 9, 5},
                                      {"minilm-l6 cuda-graphs", 9, 91},
                                      {"minilm-l6 pytorch-eager", 9, 2},
                                  });
}

}  // namespace
}  // namespace plimsoll::models
