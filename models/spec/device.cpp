// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/device.hpp"

#include "models/spec/device_slug.hpp"
#include "models/spec/fields.hpp"

#include <string>
#include <utility>

namespace plimsoll::models {
namespace {

/// Rates that a device can have; int4 computes in fp16.
Precision rate_precision(Fields& fields, const std::string& pointer, const std::string& name) {
    const auto precision = scenarios::value_named<Precision>(name);
    if (precision && *precision != Precision::int4) return *precision;
    fields.problem(pointer, "expected fp32, tf32, fp16, bf16, int8 or fp8");
    return Precision::fp32;
}

}  // namespace

Device load_device(const std::filesystem::path& file) {
    Fields fields(file);
    Device device;
    device.name = fields.text("/name");
    if (device.name != file.stem().string())
        fields.problem("/name", "expected the name of the file: " + file.stem().string());
    device.title = fields.text("/title");
    for (std::size_t i = 0; i < fields.array_size("/driver_names"); ++i)
        device.driver_names.push_back(fields.text("/driver_names/" + std::to_string(i)));
    device.datasheet = fields.text("/datasheet/source");
    device.datasheet_date = fields.text("/datasheet/date");
    device.memory_bytes = fields.positive("/memory_bytes");
    if (fields.has("/found_bytes")) device.found_bytes = fields.positive("/found_bytes");
    device.bandwidth_bytes_per_s = fields.positive("/bandwidth_bytes_per_s");
    if (fields.has("/link_bytes_per_s")) device.link_bytes_per_s = fields.positive("/link_bytes_per_s");
    device.tdp_watts = fields.positive("/tdp_watts");
    for (const auto& precision : fields.names("/rates")) {
        const auto pointer = "/rates/" + precision;
        device.rates[rate_precision(fields, pointer, precision)] = {fields.positive(pointer + "/peak_per_s"),
                                                                    fields.positive(pointer + "/achieved", 1)};
    }
    device.bandwidth_achieved = fields.positive("/achieved/bandwidth", 1);
    device.kernel_overhead_s = fields.not_negative("/achieved/kernel_overhead_s");
    device.step_overhead = duration_from_seconds(fields.not_negative("/achieved/step_overhead_s"));
    device.achieved_source = fields.text("/achieved/source");
    if (fields.has("/achieved/date")) device.achieved_date = fields.text("/achieved/date");
    device.achieved_assumed = fields.flag("/achieved/assumed");
    fields.finish();
    return device;
}

Devices load_devices(const std::filesystem::path& folder) {
    Devices devices;
    for (const auto& file : json_files(folder)) {
        auto device = load_device(file);
        auto name = device.name;
        devices.emplace(std::move(name), std::move(device));
    }
    return devices;
}

const Device* find_device(const Devices& devices, std::string_view name) {
    if (const auto found = devices.find(name); found != devices.end()) return &found->second;
    for (const auto& [own, device] : devices)
        for (const auto& title : device.driver_names)
            if (device_slug(title) == name) return &device;
    return nullptr;
}

std::string device_name(const Devices& devices, std::string_view name) {
    const auto* device = find_device(devices, name);
    return device == nullptr ? std::string(name) : device->name;
}

}  // namespace plimsoll::models
