// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/run_verification.hpp"

#include "sim/model_bug.hpp"
#include "sim/run/run_simulation.hpp"
#include "sim/run/simulator_module.hpp"
#include "sim/run/verify.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace plimsoll::sim {

namespace {

using Records = std::vector<RequestRecord>;
static_assert(std::is_trivially_copyable_v<RequestRecord>);

/// Every request of the point, by id.
Records simulate_requests(const Experiment& experiment, const Point& point, EngineFactory engine,
                          const FractionDone& progress) {
    Records records;
    auto input = input_of(experiment, point);
    input.options.engine = std::move(engine);
    input.options.progress = progress;
    input.options.log = [&records](const RequestRecord& record) { records.push_back(record); };
    static_cast<void>(
        simulator().simulate(input.plan, experiment.traffic(input.options.seed, input.load), input.options));
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return records;
}

/// The kernel's account, from a process of its own: the reference needs this one for itself.
Records kernel_requests(const Experiment& experiment, const Point& point) {
    WorkerTask task{"", 1, [&](const FractionDone& progress) {
                        const auto records = simulate_requests(experiment, point, {}, progress);
                        Bytes bytes(records.size() * sizeof(RequestRecord));
                        if (!bytes.empty()) std::memcpy(bytes.data(), records.data(), bytes.size());
                        return bytes;
                    }};
    const auto result = std::move(run_tasks({std::move(task)}, {}).front());
    switch (result.kind) {
        case WorkerResult::Kind::done:
            break;
        case WorkerResult::Kind::input_error:
            throw InputError(result.problems);
        case WorkerResult::Kind::io_error:
            throw IoError(result.reason);
        case WorkerResult::Kind::model_bug:
            throw ModelBug(result.reason);
        case WorkerResult::Kind::crashed:
        case WorkerResult::Kind::skipped:
            throw std::runtime_error(result.reason);
    }
    Records records(result.bytes.size() / sizeof(RequestRecord));
    if (!records.empty()) std::memcpy(records.data(), result.bytes.data(), result.bytes.size());
    return records;
}

/// Processor sharing divides: both engines round, one of them in floating point.
Duration tolerance_of(const Discipline& discipline) {
    const auto* slots = std::get_if<RequestSlots>(&discipline);
    return slots != nullptr && slots->processor_sharing ? Duration(2) : Duration(0);
}

Bytes verify_point(const Experiment& experiment, const Point& point, const FractionDone& progress) {
    const auto kernel = kernel_requests(experiment, point);
    const auto reference = simulate_requests(experiment, point, simulator().reference, progress);
    const auto found = verify(kernel, reference, tolerance_of(experiment.deployments[point.deployment].discipline));
    return nlohmann::json::to_cbor({found.compared, found.differing, found.first_difference, found.passed});
}

}  // namespace

WorkerTask verification_task(const Experiment& experiment, const PlannedPoint& planned) {
    // The reference takes about as long as so many runs of the kernel.
    constexpr double kSlowness = 50;
    return {fmt::format("verification of {}", label_of(experiment, planned)), planned.point.overrides.load * kSlowness,
            [&experiment, point = planned.point](const FractionDone& progress) {
                return verify_point(experiment, point, progress);
            }};
}

std::uint64_t verified_requests(const WorkerTask& task, std::span<const std::uint8_t> result) {
    const auto found = nlohmann::json::from_cbor(result.begin(), result.end());
    const auto compared = found.at(0).get<std::uint64_t>();
    if (!found.at(3).get<bool>())
        throw ModelBug(fmt::format("{}: the kernel and the reference differ in {} of {} requests; {}", task.label,
                                   found.at(1).get<std::uint64_t>(), compared, found.at(2).get<std::string>()));
    return compared;
}

}  // namespace plimsoll::sim
