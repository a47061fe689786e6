// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/device.hpp"
#include "models/spec/encoder.hpp"
#include "models/step_time/roofline.hpp"
#include "models/step_time/service_time.hpp"
#include "pricing/offer.hpp"
#include "sim/experiment/resolve_findings.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

/// How long work takes: from a service time of the scenario, or from a model on a device.
namespace plimsoll::sim {

using Devices = std::map<std::string, models::Device, std::less<>>;
using Encoders = std::map<std::string, models::EncoderModel, std::less<>>;

/// What times a deployment's work: exactly one of the two, or neither where the scenario has a problem.
struct WorkChoice {
    const scenarios::ServiceSpec* service = nullptr;
    const models::EncoderModel* model = nullptr;
    const scenarios::ModelSpec* model_spec = nullptr;
    std::string pointer;  ///< of the service or of the model
};

/// The deployment's own model or service, else the scenario's. Finds an unknown model.
[[nodiscard]] WorkChoice choose_work(const scenarios::Scenario& scenario, const scenarios::DeploymentSpec& deployment,
                                     const std::string& deployment_pointer, const Encoders& encoders,
                                     Findings& findings);

/// The law, where files that it needs can be read; `max_batch` is that of tables.
[[nodiscard]] std::optional<models::ServiceTime> service_time(const scenarios::ServiceTimeSpec& spec,
                                                              const std::string& pointer, std::uint32_t max_batch,
                                                              Findings& findings);

/// Whether the device has the model's precision and memory for it; finds the problem where not.
[[nodiscard]] bool can_run(const WorkChoice& work, const pricing::Offer& offer, const models::Device& device,
                           const std::string& pool_pointer, Findings& findings);

/// Step times of the model on the offer's device, listed with the figures they rest on.
[[nodiscard]] models::ServiceTime model_time(const WorkChoice& work, const pricing::Offer& offer,
                                             const models::Device& device, std::uint32_t max_batch,
                                             const std::string& pool_pointer, Findings& findings);

/// The part of a device that an instance of the offer has.
[[nodiscard]] models::DeviceShare share_of(const pricing::Offer& offer);

}  // namespace plimsoll::sim
