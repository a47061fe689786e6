// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "simulated_case.hpp"

#include "case_source.hpp"
#include "run_forked.hpp"

#include "tests/disciplines/parts_of_records.hpp"

#include "sim/compare/bill.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <type_traits>

namespace plimsoll::sim {

namespace {

struct Totals {
    std::uint64_t retried;
    std::uint64_t launched;
    std::uint64_t interrupted;
    std::uint64_t peak;
    double instances_mean;
    double utilization;
    double cost;
    std::uint64_t fingerprint;
};
static_assert(std::is_trivially_copyable_v<Totals> && std::is_trivially_copyable_v<RequestRecord>);

/// Instances by the hour, however they are bought.
pricing::Offer some_offer() {
    using pricing::Money;
    pricing::InstanceMeter rent;
    rent.on_demand_per_hour = Money::parse("3.60");
    rent.spot_per_hour = Money::parse("1.20");
    rent.reserved_per_hour = Money::parse("2.40");
    pricing::Offer offer;
    offer.id = "in-line";
    offer.meters.emplace_back(rent);
    return offer;
}

std::string run_child(const Case& drawn, const EngineFactory& engine) {
    std::vector<RequestRecord> records;
    SimulationOptions options;
    options.horizon = drawn.horizon;
    options.bucket = drawn.horizon / 10;
    options.seed = drawn.number;
    options.log = [&records](const RequestRecord& record) { records.push_back(record); };
    options.engine = engine;
    const auto result = simulate(drawn.plan, source_of(drawn.requests), options);
    if (result.parts_by_band != parts_of(records, drawn.plan.network))
        throw std::runtime_error("the parts by band are not the sums over the requests");
    const auto bill = results::bill_of(result, {std::vector(drawn.plan.pools.size(), some_offer())});
    const Totals totals{result.requests.retried,  result.instances.launched, result.instances.interrupted,
                        result.instances.peak,    result.instances.mean,     result.utilization,
                        bill.total.approximate(), result.fingerprint};

    std::string bytes(sizeof totals + records.size() * sizeof(RequestRecord), '\0');
    std::memcpy(bytes.data(), &totals, sizeof totals);
    if (!records.empty())
        std::memcpy(bytes.data() + sizeof totals, records.data(), records.size() * sizeof(RequestRecord));
    return bytes;
}

}  // namespace

Simulated simulate_case(const Case& drawn, const EngineFactory& engine) {
    const std::string bytes = run_forked([&] { return run_child(drawn, engine); });
    Totals totals{};
    if (bytes.size() < sizeof totals) throw ChildFailure("no result");
    std::memcpy(&totals, bytes.data(), sizeof totals);
    std::vector<RequestRecord> records((bytes.size() - sizeof totals) / sizeof(RequestRecord));
    if (!records.empty())
        std::memcpy(records.data(), bytes.data() + sizeof totals, records.size() * sizeof(RequestRecord));
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return {std::move(records),    totals.retried,     totals.launched, totals.interrupted, totals.peak,
            totals.instances_mean, totals.utilization, totals.cost,     totals.fingerprint};
}

}  // namespace plimsoll::sim
