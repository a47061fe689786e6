// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/precision.hpp"
#include "scenarios/duration.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::models {

/// A peak rate of a datasheet (dense, no sparsity) and the fraction of it that large matrix products reach.
struct ComputeRate {
    double peak_per_s = 0;  ///< FLOP/s; operations/s for int8
    double achieved = 1;    ///< in (0, 1]
};

/// An accelerator, or a CPU socket, as its datasheet describes it.
struct Device {
    std::string name;                        ///< "nvidia-t4"
    std::string title;                       ///< "NVIDIA T4, 16 GB, 70 W"
    std::vector<std::string> driver_names;   ///< as drivers call it: "Tesla T4"
    std::map<Precision, ComputeRate> rates;  ///< int4 has none of its own: it computes in fp16
    double memory_bytes = 0;
    double found_bytes = 0;  ///< that programs find there; 0: not known
    double bandwidth_bytes_per_s = 0;
    double bandwidth_achieved = 1;  ///< fraction of the bandwidth that kernels reach, in (0, 1]
    double link_bytes_per_s = 0;    ///< to other devices of the machine, each way; 0: not known
    double tdp_watts = 0;
    Duration step_overhead{};       ///< host work per batch: dispatch, copies, synchronization
    double kernel_overhead_s = 0;   ///< added to every kernel: launch and tail
    std::string datasheet;          ///< source of peak rates, bandwidth, memory and power
    std::string datasheet_date;     ///< of publication
    std::string achieved_source;    ///< source of the fractions and overheads
    std::string achieved_date;      ///< of reading; empty where no source is known
    bool achieved_assumed = false;  ///< true: the fractions or overheads rest on no measurement of this device
};

/// \throws InputError with every problem of the file, IoError when it cannot be read.
[[nodiscard]] Device load_device(const std::filesystem::path& file);

using Devices = std::map<std::string, Device, std::less<>>;

/// Every *.json of models/devices, by name. \throws as `load_device`.
[[nodiscard]] Devices load_devices(const std::filesystem::path& folder);

/// The device whose name `name` is, or one of whose names of drivers written as a name ("nvidia-h100-80gb-hbm3" for
/// "NVIDIA H100 80GB HBM3"); nullptr where none is called so.
[[nodiscard]] const Device* find_device(const Devices& devices, std::string_view name);
/// The name of that device; `name` itself where there is none.
[[nodiscard]] std::string device_name(const Devices& devices, std::string_view name);

}  // namespace plimsoll::models
