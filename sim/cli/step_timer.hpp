// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/step_time/datasheet_times.hpp"
#include "models/step_time/engine_times.hpp"
#include "sim/resolve/knowledge.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace plimsoll::cli {

/// By one of its names. \throws InputError where there is no such device
[[nodiscard]] const models::Device& device_called(std::string_view name, sim::Knowledge& knowledge);

/// What times a step in `plimsoll model show`: a profile, or the datasheet of a device.
class StepTimer {
public:
    /// The best profile of the device that knows the precision, as scenarios choose, else its datasheet. \throws
    /// InputError where there is no such device
    [[nodiscard]] static StepTimer of_device(std::string_view device, models::Precision precision,
                                             sim::Knowledge& knowledge);
    /// \throws InputError where there is no such device
    [[nodiscard]] static StepTimer of_datasheet(std::string_view device, sim::Knowledge& knowledge);
    /// By name or file. \throws as sim::Profiles::load
    [[nodiscard]] static StepTimer of_profile(const std::string& profile, sim::Knowledge& knowledge);

    /// From now on with the host of this engine. \throws InputError where there is none
    void run_by(const std::string& engine, sim::Knowledge& knowledge);

    [[nodiscard]] const models::KernelTimes& times() const;
    [[nodiscard]] bool measured() const { return profile_ != nullptr; }
    /// Nullptr for a profile of a device without a file.
    [[nodiscard]] const models::Device* device() const { return device_; }
    /// Nullptr where a profile times.
    [[nodiscard]] const models::DatasheetTimes* datasheet() const { return datasheet_.get(); }
    /// "NVIDIA T4, 16 GB, 70 W, datasheet".
    [[nodiscard]] std::string title() const;
    /// The name of the profile, or "datasheet".
    [[nodiscard]] std::string source() const;

private:
    /// A measured GPU without a named engine runs each step as one graph.
    void run_by_the_usual(sim::Knowledge& knowledge);

    const models::Device* device_ = nullptr;
    std::shared_ptr<const sim::LoadedProfile> profile_;
    std::shared_ptr<const models::DatasheetTimes> datasheet_;
    std::shared_ptr<const models::EngineTimes> engine_;
};

}  // namespace plimsoll::cli
