// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/device.hpp"
#include "models/step_time/batch_service.hpp"
#include "models/step_time/engine_times.hpp"
#include "pricing/offer/offer.hpp"
#include "sim/plan/served_model.hpp"
#include "sim/resolve/knowledge.hpp"
#include "sim/resolve/resolve_service.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

/// A model on an instance of an offer: what times it, whether it fits, and how long its batches take.
namespace plimsoll::sim {

struct ModelTiming {
    std::shared_ptr<const models::KernelTimes> times;
    std::shared_ptr<const LoadedProfile> profile;  ///< of these times; null: the datasheet's
    const models::Engine* engine = nullptr;        ///< that the scenario names; null: the usual one is assumed
    /// Where a GPU was measured and no engine is named: the known one in which a single request takes longest.
    std::shared_ptr<const models::EngineTimes> slowest{};
    double memory_bytes = 0;  ///< of each device, as much as the replica may use
    std::uint32_t devices = 1;
};

/// The one place that decides what times kernels: a profile that the scenario names; else the best one of the offer's
/// device; else the datasheet law on the offer's share of the device; with the host of the engine that the scenario
/// names. Nothing, with the problem found, where none of
/// them knows the precision, the memory is too small or the model answers in more than one step. \pre `device` is the
/// offer's, or null and the scenario names a profile
[[nodiscard]] std::optional<ModelTiming> time_model(const WorkChoice& work, const pricing::Offer& offer,
                                                    const models::Device* device, const std::string& pool_pointer,
                                                    Knowledge& known, Findings& findings);

/// \pre both outlive the result
[[nodiscard]] models::BatchService batch_service(const ServedModel& served, const ModelTiming& timing);

/// What times rest on.
struct TimingSource {
    Findings::Origin origin;
    std::string text;
    std::string date;
};
[[nodiscard]] TimingSource source_of(const ModelTiming& timing);
/// Lists device, profile and engine.
void list_timing(const WorkChoice& work, const pricing::Offer& offer, const models::Device* device,
                 const ModelTiming& timing, const std::string& pool_pointer, Findings& findings);
/// What one figure of a model's step times rests on, for a reader of results.
[[nodiscard]] std::string how_sure(const ModelTiming& timing, double relative_sd);

/// Step times of the model on the offer, listed with the figures they rest on.
[[nodiscard]] models::ServiceTime model_time(const WorkChoice& work, const pricing::Offer& offer,
                                             const models::Device* device, const ModelTiming& timing,
                                             std::uint32_t max_batch, const std::string& pool_pointer,
                                             Findings& findings);

/// What results say of it; `relative_sd` is what is known of the error of its steps.
[[nodiscard]] results::ServedModelFacts model_facts(const ServedModel& served, const models::Device* device,
                                                    const ModelTiming& timing, double relative_sd);

}  // namespace plimsoll::sim
