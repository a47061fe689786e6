// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/input_error.hpp"
#include "scenarios/loader.hpp"
#include "sim/resolve/resolve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace plimsoll::sim {

/// Resolves scenarios against a small catalog of round figures and the shipped models and devices.
class Resolving : public testing::Test {
protected:
    Resolving() : folder_(std::filesystem::temp_directory_path() / ("plimsoll-resolve-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_ / "catalog");
        std::ofstream(folder_ / "catalog" / "test.json") << kCatalog;
    }
    ~Resolving() override { std::filesystem::remove_all(folder_); }

    /// A scenario around `deployments`, an array without its brackets; `members` go beside it.
    static std::string around(const std::string& deployments,
                              const std::string& members = R"("model": {"name": "bert-base"},)") {
        return R"({"plimsoll": 1, "workload": {"traffic": {"generate": {"process": "constant", "rate": "1 /s"}}},)"
               "\n" +
               members + "\n\"deployments\": [\n" + deployments + "\n]}";
    }
    [[nodiscard]] Experiment resolved(const std::string& text, const std::vector<std::string>& sets = {}) const {
        auto scenario = scenarios::parse_scenario(text, (folder_ / "test.json").string(), sets);
        Knowledge known(PLIMSOLL_SOURCE_DIR, folder_ / "catalog");
        return resolve(std::move(scenario), known);
    }
    [[nodiscard]] std::vector<Problem> problems(const std::string& text,
                                                const std::vector<std::string>& sets = {}) const {
        try {
            (void)resolved(text, sets);
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }
    [[nodiscard]] static Assumption find(const Experiment& experiment, const std::string& pointer) {
        const auto found = std::find_if(experiment.assumptions.begin(), experiment.assumptions.end(),
                                        [&](const Assumption& assumption) { return assumption.pointer == pointer; });
        if (found != experiment.assumptions.end()) return *found;
        ADD_FAILURE() << "no assumption " << pointer;
        return {};
    }
    static auto problem_at(const std::string& pointer, const std::string& message, const std::string& hint = "") {
        using testing::Field;
        using testing::HasSubstr;
        return testing::AllOf(Field("pointer", &Problem::pointer, pointer),
                              Field("message", &Problem::message, HasSubstr(message)),
                              Field("hint", &Problem::hint, HasSubstr(hint)));
    }

    std::filesystem::path folder_;

private:
    static constexpr const char* kCatalog = R"({
  "plimsoll_catalog": 1, "currency": "USD",
  "provenance": {"source": "test price list", "date": "2026-07-20"},
  "spot_provenance": {"source": "test spot prices", "date": "2026-01-02", "verified": false},
  "offers": [
    {"id": "test/a/t4", "title": "one T4", "kind": "instance", "device": "nvidia-t4",
     "start": {"provision": "20 s", "image": "8 GB"}, "spot_notice": "30 s",
     "meters": [{"meter": "instance", "on_demand_per_hour": "0.50", "spot_per_hour": "0.20"}]},
    {"id": "test/a/t4-x4", "title": "four T4", "kind": "instance", "device": "nvidia-t4", "devices": 4,
     "meters": [{"meter": "instance", "on_demand_per_hour": "2.00"}]},
    {"id": "test/a/spot", "title": "a T4 on the spot market only", "kind": "instance", "device": "nvidia-t4",
     "meters": [{"meter": "instance", "spot_per_hour": "0.10"}]},
    {"id": "test/a/plain", "title": "a machine without device", "kind": "instance",
     "meters": [{"meter": "instance", "on_demand_per_hour": "1.00"}]},
    {"id": "test/a/function", "title": "a function", "kind": "function", "device": "cpu-sapphire-rapids", "vcpus": 2, "device_vcpus": 96,
     "meters": [{"meter": "request", "per_million": "0.20"}]},
    {"id": "test/a/tiny", "title": "a function of little memory", "kind": "function", "device": "cpu-sapphire-rapids", "vcpus": 0.02, "device_vcpus": 96,
     "meters": [{"meter": "request", "per_million": "0.20"}]},
    {"id": "test/a/api", "title": "an API", "kind": "api", "provenance": {"example": true},
     "meters": [{"meter": "token", "input_per_million": "0.10", "output_per_million": "0.20"}],
     "api": {"latency_median": "100 ms", "latency_p99": "400 ms", "per_output_token": "5 ms", "requests_per_minute": 600, "tokens_per_minute": 9000}}
  ]})";
};

}  // namespace plimsoll::sim
