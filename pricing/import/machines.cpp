// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/machines.hpp"

#include "pricing/offer/name_pattern.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace plimsoll::pricing {
namespace {

struct MachineRow {
    const char* provider;
    const char* pattern;
    const char* device;
    std::uint32_t devices;
};

/// The first that matches. Amazon EC2 instance types; sizes for virtual machines in Azure; Compute Engine machine
/// families.
constexpr MachineRow kMachines[] = {{"aws", "g4dn.12xlarge", "nvidia-t4", 4},
                                    {"aws", "g4dn.metal", "nvidia-t4", 8},
                                    {"aws", "g4dn.*", "nvidia-t4", 1},
                                    {"aws", "g5.12xlarge", "nvidia-a10g", 4},
                                    {"aws", "g5.24xlarge", "nvidia-a10g", 4},
                                    {"aws", "g5.48xlarge", "nvidia-a10g", 8},
                                    {"aws", "g5.*", "nvidia-a10g", 1},
                                    {"aws", "g6.12xlarge", "nvidia-l4", 4},
                                    {"aws", "g6.24xlarge", "nvidia-l4", 4},
                                    {"aws", "g6.48xlarge", "nvidia-l4", 8},
                                    {"aws", "g6.*", "nvidia-l4", 1},
                                    {"aws", "g6e.12xlarge", "nvidia-l40s", 4},
                                    {"aws", "g6e.24xlarge", "nvidia-l40s", 4},
                                    {"aws", "g6e.48xlarge", "nvidia-l40s", 8},
                                    {"aws", "g6e.*", "nvidia-l40s", 1},
                                    {"aws", "p3.2xlarge", "nvidia-v100-16gb", 1},
                                    {"aws", "p3.8xlarge", "nvidia-v100-16gb", 4},
                                    {"aws", "p3.16xlarge", "nvidia-v100-16gb", 8},
                                    {"aws", "p3dn.24xlarge", "nvidia-v100-32gb", 8},
                                    {"aws", "p4d.24xlarge", "nvidia-a100-40gb", 8},
                                    {"aws", "p4de.24xlarge", "nvidia-a100-80gb", 8},
                                    {"aws", "p5.4xlarge", "nvidia-h100-80gb", 1},
                                    {"aws", "p5.48xlarge", "nvidia-h100-80gb", 8},
                                    {"aws", "p5e.48xlarge", "nvidia-h200", 8},
                                    {"aws", "p5en.48xlarge", "nvidia-h200", 8},
                                    {"aws", "c7i.*", "cpu-sapphire-rapids", 1},
                                    {"aws", "m7i.*", "cpu-sapphire-rapids", 1},
                                    {"aws", "r7i.*", "cpu-sapphire-rapids", 1},
                                    {"azure", "NC64as_T4_v3", "nvidia-t4", 4},
                                    {"azure", "NC*as_T4_v3", "nvidia-t4", 1},
                                    {"azure", "NC6s_v3", "nvidia-v100-16gb", 1},
                                    {"azure", "NC12s_v3", "nvidia-v100-16gb", 2},
                                    {"azure", "NC24*s_v3", "nvidia-v100-16gb", 4},
                                    {"azure", "ND40rs_v2", "nvidia-v100-32gb", 8},
                                    {"azure", "NC24ads_A100_v4", "nvidia-a100-80gb", 1},
                                    {"azure", "NC48ads_A100_v4", "nvidia-a100-80gb", 2},
                                    {"azure", "NC96ads_A100_v4", "nvidia-a100-80gb", 4},
                                    {"azure", "ND96asr_v4", "nvidia-a100-40gb", 8},
                                    {"azure", "ND96amsr_A100_v4", "nvidia-a100-80gb", 8},
                                    {"azure", "NC40ads_H100_v5", "nvidia-h100-nvl-94gb", 1},
                                    {"azure", "NC80adis_H100_v5", "nvidia-h100-nvl-94gb", 2},
                                    {"azure", "ND96isr_H100_v5", "nvidia-h100-80gb", 8},
                                    {"azure", "ND96isr_H200_v5", "nvidia-h200", 8},
                                    {"gcp", "g2-standard-24", "nvidia-l4", 2},
                                    {"gcp", "g2-standard-48", "nvidia-l4", 4},
                                    {"gcp", "g2-standard-96", "nvidia-l4", 8},
                                    {"gcp", "g2-standard-*", "nvidia-l4", 1},
                                    {"gcp", "a2-highgpu-1g", "nvidia-a100-40gb", 1},
                                    {"gcp", "a2-highgpu-2g", "nvidia-a100-40gb", 2},
                                    {"gcp", "a2-highgpu-4g", "nvidia-a100-40gb", 4},
                                    {"gcp", "a2-highgpu-8g", "nvidia-a100-40gb", 8},
                                    {"gcp", "a2-megagpu-16g", "nvidia-a100-40gb", 16},
                                    {"gcp", "a2-ultragpu-1g", "nvidia-a100-80gb", 1},
                                    {"gcp", "a2-ultragpu-2g", "nvidia-a100-80gb", 2},
                                    {"gcp", "a2-ultragpu-4g", "nvidia-a100-80gb", 4},
                                    {"gcp", "a2-ultragpu-8g", "nvidia-a100-80gb", 8},
                                    {"gcp", "a3-highgpu-1g", "nvidia-h100-80gb", 1},
                                    {"gcp", "a3-highgpu-2g", "nvidia-h100-80gb", 2},
                                    {"gcp", "a3-highgpu-4g", "nvidia-h100-80gb", 4},
                                    {"gcp", "a3-highgpu-8g", "nvidia-h100-80gb", 8},
                                    {"gcp", "a3-ultragpu-8g", "nvidia-h200", 8},
                                    {"gcp", "c3-*", "cpu-sapphire-rapids", 1}};

struct Name {
    const char* called;
    const char* device;
};

/// In capitals, without "NVIDIA" and blanks. An A100 or V100 of no size is the smaller one, as SkyPilot has it.
constexpr Name kCalled[] = {{"T4", "nvidia-t4"},
                            {"L4", "nvidia-l4"},
                            {"L40S", "nvidia-l40s"},
                            {"A10G", "nvidia-a10g"},
                            {"V100", "nvidia-v100-16gb"},
                            {"V100-32GB", "nvidia-v100-32gb"},
                            {"A100", "nvidia-a100-40gb"},
                            {"A100-80GB", "nvidia-a100-80gb"},
                            {"A100-80GB-SXM", "nvidia-a100-80gb"},
                            {"H100", "nvidia-h100-80gb"},
                            {"H100-SXM", "nvidia-h100-80gb"},
                            {"H100-NVL", "nvidia-h100-nvl-94gb"},
                            {"H100-PCIE", "nvidia-h100-pcie-80gb"},
                            {"H200", "nvidia-h200"},
                            {"H200-SXM", "nvidia-h200"},
                            {"RTX4090", "nvidia-rtx-4090"}};

}  // namespace

std::optional<Machine> machine_named(std::string_view provider, std::string_view type) {
    const auto* const found = std::find_if(std::begin(kMachines), std::end(kMachines), [&](const MachineRow& row) {
        return provider == row.provider && has_pattern(type, row.pattern);
    });
    if (found == std::end(kMachines)) return std::nullopt;
    return Machine{found->device, found->devices};
}

std::string device_called(std::string_view name) {
    std::string called;
    for (const char c : name)
        if (c != ' ') called += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const std::string_view maker : {"NVIDIA", "TESLA", "-"})
        if (called.starts_with(maker)) called.erase(0, maker.size());
    const auto* const found =
        std::find_if(std::begin(kCalled), std::end(kCalled), [&](const Name& each) { return called == each.called; });
    return found == std::end(kCalled) ? "" : found->device;
}

}  // namespace plimsoll::pricing
