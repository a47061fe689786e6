// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fleet/simulated.hpp"

#include "sim/fleet/simulation.hpp"
#include "sim/measured/run_result_codec.hpp"
#include "tests/differential/run_forked.hpp"

#include <utility>

namespace plimsoll::sim {

namespace {

class VectorSource final : public RequestSource {
public:
    explicit VectorSource(const std::vector<Request>& requests) : requests_(requests) {}
    std::span<const Request> next_block() override {
        return std::exchange(given_, true) ? std::span<const Request>{} : std::span<const Request>(requests_);
    }

private:
    const std::vector<Request>& requests_;
    bool given_ = false;
};

}  // namespace

results::RunResult simulated(const Case& given, std::size_t lives) {
    const std::string bytes = run_forked([&] {
        SimulationOptions options;
        options.horizon = given.horizon;
        options.bucket = given.horizon;
        options.seed = given.number;
        options.lives = lives;
        const auto encoded =
            results::encode(simulate(given.plan, std::make_unique<VectorSource>(given.requests), options));
        return std::string(encoded.begin(), encoded.end());
    });
    const std::vector<std::uint8_t> encoded(bytes.begin(), bytes.end());
    return results::decode(encoded);
}

}  // namespace plimsoll::sim
