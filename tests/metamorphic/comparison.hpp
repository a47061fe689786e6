// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Relations between the results of two scenarios that differ in one known way.
namespace plimsoll::metamorphic_test {

using Json = nlohmann::ordered_json;

class Relation : public cli_test::ProgramTest {
protected:
    /// Five ways of serving an hour of 12 requests/s, with in-line prices that divide evenly into seconds, so that
    /// every amount is an exact decimal.
    static Json five_ways();

    /// The first deployment of `five_ways` alone: `replicas` replicas with one queue.
    static Json fleet(std::uint32_t replicas);

    /// The result of `plimsoll compare --json`. Fails the test where the program fails or an audit does not pass.
    Json compare(const Json& scenario) const;
};

/// The deployment of this name in a comparison.
const Json& deployment(const Json& comparison, const std::string& name);

/// A decimal amount, "12.624", in units of 10^-12. Throws std::logic_error where it has more decimals.
std::int64_t exact(const std::string& amount);

}  // namespace plimsoll::metamorphic_test
