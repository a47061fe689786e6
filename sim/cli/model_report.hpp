// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/graph/memory.hpp"
#include "models/spec/device.hpp"
#include "models/spec/variant.hpp"
#include "models/step_time/training.hpp"
#include "sim/cli/step_timer.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What `plimsoll model show` says about a model.
namespace plimsoll::cli {

/// Equal operators of all layers.
struct OperatorRow {
    std::string name;
    std::size_t count = 0;
    std::string size;
    double flops = 0;                        ///< of one
    double bytes = 0;                        ///< of one
    std::optional<models::KernelTime> time;  ///< of one, as the first timer says
    std::optional<models::Bound> bound;      ///< where that is a datasheet
    std::vector<double> others;              ///< seconds of one, as the other timers say
};

struct ModelQuestion {
    models::Model model;  ///< with the variant applied
    models::Variant variant;
    models::StepSize step;
    std::uint32_t tensor_parallel = 1;
    std::vector<StepTimer> timers;  ///< the first one times every operator; the others stand beside it
    bool training = false;
};

struct ModelReport {
    ModelQuestion question;
    std::vector<OperatorRow> operators;
    double parameters = 0;    ///< of all devices together
    double weight_bytes = 0;  ///< here and below: of one device
    double activation_bytes = 0;
    models::KeyValueBytes key_values;
    double memory_bytes = 0;  ///< of the step
    std::vector<std::string> fits;
    std::vector<std::string> too_small;
    std::vector<models::StepTime> times;  ///< by timer
    std::optional<models::StepTime> training_time;
    std::optional<models::TrainingMemory> training_memory;
};

/// \throws InputError where the device lacks the precision or a link, or the model cannot be split so
[[nodiscard]] ModelReport report_on(ModelQuestion question, const models::OperatorGraph& graph,
                                    const models::Devices& devices);

[[nodiscard]] std::string text_of(const ModelReport& report);
[[nodiscard]] nlohmann::json json_of(const ModelReport& report);

}  // namespace plimsoll::cli
