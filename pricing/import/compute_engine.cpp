// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/import/compute_engine.hpp"

#include <algorithm>
#include <iterator>

namespace plimsoll::pricing {
namespace {

constexpr std::string_view kSpot = "Spot Preemptible ";

constexpr const char* kL4 = "Nvidia L4 GPU";
constexpr const char* kA100 = "Nvidia Tesla A100 GPU";
constexpr const char* kA100Large = "Nvidia Tesla A100 80GB GPU";
constexpr const char* kH100 = "Nvidia H100 80GB GPU";
constexpr MachineShape kShapes[] = {
    {"g2-standard-4", "G2", 4, 16, kL4, 1},           {"g2-standard-8", "G2", 8, 32, kL4, 1},
    {"g2-standard-12", "G2", 12, 48, kL4, 1},         {"g2-standard-16", "G2", 16, 64, kL4, 1},
    {"g2-standard-24", "G2", 24, 96, kL4, 2},         {"g2-standard-32", "G2", 32, 128, kL4, 1},
    {"g2-standard-48", "G2", 48, 192, kL4, 4},        {"g2-standard-96", "G2", 96, 384, kL4, 8},
    {"a2-highgpu-1g", "A2", 12, 85, kA100, 1},        {"a2-highgpu-2g", "A2", 24, 170, kA100, 2},
    {"a2-highgpu-4g", "A2", 48, 340, kA100, 4},       {"a2-highgpu-8g", "A2", 96, 680, kA100, 8},
    {"a2-ultragpu-1g", "A2", 12, 170, kA100Large, 1}, {"a2-ultragpu-2g", "A2", 24, 340, kA100Large, 2},
    {"a2-ultragpu-4g", "A2", 48, 680, kA100Large, 4}, {"a2-ultragpu-8g", "A2", 96, 1360, kA100Large, 8},
    {"a3-highgpu-1g", "A3", 26, 234, kH100, 1},       {"a3-highgpu-2g", "A3", 52, 468, kH100, 2},
    {"a3-highgpu-4g", "A3", 104, 936, kH100, 4},      {"a3-highgpu-8g", "A3", 208, 1872, kH100, 8},
    {"c3-standard-4", "C3", 4, 16, nullptr, 0},       {"c3-standard-8", "C3", 8, 32, nullptr, 0},
    {"c3-standard-22", "C3", 22, 88, nullptr, 0},     {"c3-standard-44", "C3", 44, 176, nullptr, 0},
    {"c3-standard-88", "C3", 88, 352, nullptr, 0},    {"n2-standard-4", "N2", 4, 16, nullptr, 0},
    {"n2-standard-8", "N2", 8, 32, nullptr, 0},       {"n2-standard-16", "N2", 16, 64, nullptr, 0},
    {"n2-standard-32", "N2", 32, 128, nullptr, 0}};

}  // namespace

std::span<const MachineShape> machine_shapes() { return kShapes; }

const MachineShape* machine_shape(std::string_view name) {
    const auto* found =
        std::find_if(std::begin(kShapes), std::end(kShapes), [&](const auto& shape) { return shape.name == name; });
    return found == std::end(kShapes) ? nullptr : found;
}

std::string part_name(std::string description) {
    for (const char* end : {" attached to ", " running in "})
        if (const auto at = description.find(end); at != std::string::npos) description.erase(at);
    if (is_spot_part(description)) description.erase(0, kSpot.size());
    return description;
}

bool is_spot_part(std::string_view description) {
    return description.starts_with(kSpot) || description.find(" attached to Spot ") != std::string_view::npos;
}

}  // namespace plimsoll::pricing
