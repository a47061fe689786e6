// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/input_error.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plimsoll::pricing {

/// The amounts of an offer that a scenario writes, with every problem noted.
class InlineAmounts {
public:
    [[nodiscard]] std::optional<Money> read(const char* field, const std::optional<std::string>& text);
    void wrong(const char* field, const std::string& message);
    /// \throws InputError when there are problems
    void finish();

private:
    std::vector<Problem> problems_;
};

}  // namespace plimsoll::pricing
