// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fleet/simulated.hpp"

#include "sim/fleet/simulation.hpp"
#include "sim/measured/run_result_codec.hpp"
#include "tests/differential/case_source.hpp"
#include "tests/differential/run_forked.hpp"

namespace plimsoll::sim {

results::RunResult simulated(const Case& given, std::size_t lives) {
    const std::string bytes = run_forked([&] {
        SimulationOptions options;
        options.horizon = given.horizon;
        options.bucket = given.horizon;
        options.seed = given.number;
        options.lives = lives;
        const auto encoded = results::encode(simulate(given.plan, source_of(given.requests), options));
        return std::string(encoded.begin(), encoded.end());
    });
    const std::vector<std::uint8_t> encoded(bytes.begin(), bytes.end());
    return results::decode(encoded);
}

}  // namespace plimsoll::sim
