// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/operator_graph.hpp"
#include "models/spec/device.hpp"
#include "models/spec/model_file.hpp"
#include "models/spec/variant.hpp"
#include "models/step_time/service_time.hpp"
#include "sim/resolve/resolve_findings.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// How long work takes: from a service time of the scenario, or from a model on a device.
namespace plimsoll::sim {

/// A model in the form in which it is served.
struct ServedModel {
    models::Model model;  ///< with the variant applied
    models::Variant variant;
    models::OperatorGraph graph;
    std::uint32_t pad_to_tokens = 1;
    std::vector<std::string> profiles;  ///< that the scenario names
    std::string engine;                 ///< likewise; empty: none
};

/// What times a deployment's work: exactly one of the two, or neither where the scenario has a problem.
struct WorkChoice {
    const scenarios::ServiceSpec* service = nullptr;
    std::shared_ptr<const ServedModel> model;
    bool by_token = false;     ///< the model answers token by token, and that is simulated
    bool names_model = false;  ///< the scenario names a model, known or not
    std::string pointer;       ///< of the service or of the model
};

/// The deployment's own model or service, else the scenario's. Finds an unknown model.
[[nodiscard]] WorkChoice choose_work(const scenarios::Scenario& scenario, const scenarios::DeploymentSpec& deployment,
                                     const std::string& deployment_pointer, const models::Models& zoo,
                                     Findings& findings);

/// The law, where files that it needs can be read; `max_batch` is that of tables.
[[nodiscard]] std::optional<models::ServiceTime> service_time(const scenarios::ServiceTimeSpec& spec,
                                                              const std::string& pointer, std::uint32_t max_batch,
                                                              Findings& findings);

}  // namespace plimsoll::sim
