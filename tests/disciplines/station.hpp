// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/disciplines/kernels/make_kernel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace plimsoll::sim {

constexpr SimTime at_ms(int ms) { return kStart + std::chrono::milliseconds(ms); }

class ListedSource final : public RequestSource {
public:
    explicit ListedSource(const std::vector<int>& arrivals_ms, std::uint32_t output_tokens = 0) {
        for (const int ms : arrivals_ms) requests_.push_back({at_ms(ms), requests_.size(), 1, output_tokens});
    }
    std::span<const Request> next_block() override {
        return std::exchange(given_, true) ? std::span<const Request>{} : std::span<const Request>(requests_);
    }

private:
    std::vector<Request> requests_;
    bool given_ = false;
};

/// A kernel over listed arrivals that remembers how every request left.
struct Station {
    Station(const DeploymentPlan& plan, const std::vector<int>& arrivals_ms, std::uint32_t output_tokens = 0) {
        RecorderOptions options;
        options.horizon = std::chrono::hours(1);
        options.log = [this](const RequestRecord& record) { left[record.id] = record; };
        engine = make_kernel(plan, std::make_unique<ListedSource>(arrivals_ms, output_tokens), 1, options);
    }
    void run_to_end() {
        while (!engine->finished()) engine->advance_to(engine->next_event());
        engine->recorder().finish(at_ms(0), result);
        for (const auto& check : result.audit) EXPECT_TRUE(check.passed) << check.name << ": " << check.detail;
    }
    /// Start and completion of a request, ms.
    std::pair<int, int> served(std::uint64_t id) const {
        const auto ms = [](SimTime t) {
            return static_cast<int>(
                std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count());
        };
        return {ms(left.at(id).start), ms(left.at(id).completion)};
    }

    std::unique_ptr<RequestEngine> engine;
    std::map<std::uint64_t, RequestRecord> left;
    results::RunResult result;
};

/// One pool whose service takes a constant time.
inline DeploymentPlan plan_with(Duration service, std::uint32_t max_batch = 1, Duration max_wait = Duration{0}) {
    DeploymentPlan plan;
    plan.pools.emplace_back().service = models::ServiceTime::constant(service);
    plan.discipline = DynamicBatching{.max_batch = max_batch, .max_wait = max_wait};
    return plan;
}

}  // namespace plimsoll::sim
