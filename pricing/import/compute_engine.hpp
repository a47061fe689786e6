// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

/// Google Compute Engine bills a machine as its vCPUs, its memory and its cards.
namespace plimsoll::pricing {

/// A machine type, as Compute Engine's page of machine families lists it.
struct MachineShape {
    const char* name;
    const char* family;  ///< as SKUs are described: "G2 Instance Core"
    int vcpus;
    int memory_gib;
    const char* card;  ///< "Nvidia L4 GPU"; null: none
    int cards;
};

[[nodiscard]] std::span<const MachineShape> machine_shapes();
/// Null: none is called so.
[[nodiscard]] const MachineShape* machine_shape(std::string_view name);

/// "G2 Instance Core" of "Spot Preemptible G2 Instance Core running in Iowa".
[[nodiscard]] std::string part_name(std::string description);
[[nodiscard]] bool is_spot_part(std::string_view description);

}  // namespace plimsoll::pricing
