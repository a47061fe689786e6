// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/comparison_json.hpp"

#include "scenarios/printable.hpp"
#include "sim/report/describe_comparison.hpp"
#include "sim/report/json_writer.hpp"

#include <fmt/format.h>

namespace plimsoll::results {

using nlohmann::ordered_json;

ordered_json to_json(const Comparison& comparison) {
    JsonWriter writer;
    describe(writer, comparison);
    return writer.take();
}

std::string json_text(const Comparison& comparison) {
    constexpr int kIndent = 2;
    return scenarios::json_text(to_json(comparison), kIndent) + "\n";
}

std::string fingerprint_text(std::uint64_t fingerprint) { return fmt::format("{:016x}", fingerprint); }

}  // namespace plimsoll::results
