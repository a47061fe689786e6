// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Which devices of models/devices are in a machine: price lists seldom tell.
namespace plimsoll::pricing {

struct Machine {
    std::string device;
    std::uint32_t devices = 1;
};

/// Of a machine type by its provider's name; nothing where it is not known.
[[nodiscard]] std::optional<Machine> machine_named(std::string_view provider, std::string_view type);

/// The device that collectors of prices call so ("A100-80GB", "NVIDIA L4"); empty where none of ours is meant.
[[nodiscard]] std::string device_called(std::string_view name);

/// What a CPU offer is a share of, and its vCPUs.
inline constexpr const char* kCpuDevice = "cpu-sapphire-rapids";
inline constexpr double kCpuVcpus = 96;

}  // namespace plimsoll::pricing
