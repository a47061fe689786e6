// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/requests.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

/// What plimsoll-profile and an engine of the user's say to each other, line by line (docs/measuring.md).
namespace plimsoll::measure {

/// "request ID INPUT_TOKENS OUTPUT_TOKENS", without the end of the line. `output_tokens`: 0 where no tokens are asked.
[[nodiscard]] std::string request_line(std::uint64_t id, std::uint32_t input_tokens, std::uint32_t output_tokens);

struct EngineReady {};
/// The first token of the answer to that request is out.
struct EngineFirst {
    std::uint64_t id = 0;
};
/// That request is complete.
struct EngineDone {
    std::uint64_t id = 0;
};
/// A batch or step that was run.
struct EngineStep {
    std::uint64_t requests = 1;
    std::uint64_t tokens = 1;  ///< computed in it, with those that only pad
    double host_s = 0;         ///< only the host worked
    double device_s = 0;
};
/// It cannot go on.
struct EngineError {
    std::string text;
};
using EngineLine = std::variant<EngineReady, EngineFirst, EngineDone, EngineStep, EngineError>;

/// \throws IoError with the line where it is none of these
[[nodiscard]] EngineLine parse_engine_line(std::string_view line);

/// A line of an engine as messages quote it: printable, and its beginning where it is long.
[[nodiscard]] std::string quoted_line(std::string_view line);

}  // namespace plimsoll::measure
