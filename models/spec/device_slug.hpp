// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::models {

/// A title as a name, lower-case letters and digits with one hyphen for all between: "NVIDIA H100 80GB HBM3" ->
/// "nvidia-h100-80gb-hbm3". Without third-party headers: the program on
/// the GPU machine shares it.
[[nodiscard]] inline std::string device_slug(std::string_view title) {
    std::string name;
    for (const char c : title) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            name += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name;
}

}  // namespace plimsoll::models
