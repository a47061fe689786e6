// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sample_scenario.hpp"

#include <fmt/format.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace plimsoll::scenarios {

SampleFolder::SampleFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "plimsoll-scenarios-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    folder_ = pattern;
    for (const char* name : {"chat.csv", "counts.csv", "latencies.csv"}) {
        std::ofstream(path(name)) << "time\n1\n";
    }
    std::filesystem::create_directory(path("folder"));
}

SampleFolder::~SampleFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string sample_text() {
    return R"({
  "plimsoll": 1,
  "name": "support-chat",
  "description": "five ways",
  "workload": {
    "traffic": {"trace": "chat.csv", "format": "azure-llm-2023", "repeat": true},
    "load": 1.0
  },
  "model": {"name": "llama-3.1-8b", "precision": "bf16"},
  "slo": [{"metric": "wait", "percentile": 99, "at_most": "2 s"}, {"metric": "latency", "percentile": 95, "at_most": "20 s"}],
  "deployments": [
    {"name": "real-time, on-demand", "serving": "real-time", "description": "today",
     "pools": [{"offer": "aws/us-east-1/g6e.xlarge", "purchase": "on-demand", "replicas": {"min": 1, "max": 20},
                "autoscaler": {"kind": "kubernetes-hpa", "metric": "requests-per-replica", "target": 32}}]},
    {"name": "real-time, spot with fallback", "serving": "real-time",
     "pools": [{"offer": "aws/us-east-1/g6e.xlarge", "purchase": "spot", "replicas": {"min": 2, "max": 20},
                "interruptions": {"mean_time_to_interruption": "5 h"}, "fallback": "on-demand"}]},
    {"name": "serverless GPU", "serving": "serverless",
     "pools": [{"offer": "gcp/us-central1/cloud-run-l4", "keep_alive": "15 min", "max_instances": 50, "concurrency": 8}]},
    {"name": "nightly batch on spot", "serving": "batch", "window": {"every": "6 h"}, "deadline": "24 h",
     "pools": [{"offer": "aws/us-east-1/g6e.xlarge", "purchase": "spot", "replicas": {"min": 0, "max": 8}}]},
    {"name": "model API", "serving": "api", "pools": [{"offer": "example/global/llama-3.1-8b-api"}]}
  ],
  "experiment": {"horizon": "24 h", "warm_up": "10 min", "seed": 1, "replications": 5, "load_curve": [0.25, 0.5, 1, 2, 4]}
}
)";
}

std::vector<Problem> problems_of(const SampleFolder& folder, const std::string& text,
                                 const std::vector<std::string>& sets) {
    try {
        static_cast<void>(parse_scenario(text, folder.path("scenario.json"), sets));
    } catch (const InputError& error) {
        return error.problems();
    }
    return {};
}

std::string text_of(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += problem.text() + "\n";
    }
    return text;
}

}  // namespace plimsoll::scenarios
