// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/compare/made_runs.hpp"

namespace plimsoll::results::testing {

/// Five deployments with everything that a report can show: intervals, a missed objective, a missed deadline, cold
/// starts, rejections, a load curve whose cheapest deployment changes, names that are long, wide or need quoting.
inline Comparison sample_comparison() {
    const auto latencies = [](Duration usual, Duration tail) {
        std::vector<Duration> all(485, usual);
        all.insert(all.end(), 15, tail);
        return all;
    };
    DeploymentRuns demand = made_deployment("real-time, on-demand", {"41.25", "41.5", "41.31"}, latencies(45ms, 210ms));
    for (std::size_t i = 0; i < 3; ++i) {
        const Duration slowest = std::chrono::milliseconds(215 + 4 * i);
        demand.runs[i].latency.add(slowest, 3 + i);
        band_of(demand.runs[i], slowest).compute += static_cast<std::uint64_t>(slowest.count()) * (3 + i);
        demand.runs[i].instances.mean = 2.3;
        demand.runs[i].instances.peak = 8;
        demand.runs[i].utilization = 0.61;
    }
    demand.device_note = "step times are datasheet figures";

    DeploymentRuns spot = made_deployment("real-time, spot with fallback to \"on-demand\"", {}, {});
    for (const auto& [cost, tail] : {std::pair("14.1", 420ms), std::pair("19.8", 450ms), std::pair("15.2", 425ms)})
        spot.runs.push_back(made_run(latencies(46ms, tail), cost));
    spot.prices.offers.pools.push_back(made_offer());
    for (auto& run : spot.runs) {
        run.usage.push_back(made_usage("2.5"));
        run.instances.mean = 2.6;
        run.instances.peak = 9;
        run.instances.interrupted = 4;
        run.requests.retried = 12;
    }

    DeploymentRuns serverless = made_deployment("serverless 模型", {"12.4", "12.6", "12.5"}, latencies(50ms, 3s));
    serverless.serving = scenarios::Serving::serverless;
    for (auto& run : serverless.runs) {
        run.cold_starts = 15;
        for (LatencyParts* parts : {&run.parts, &band_of(run, 3s)}) {
            parts->compute -= 15ULL * 2'900'000'000;
            parts->cold_start += 15ULL * 2'900'000'000;
        }
        run.instances.mean = 1.25;
        run.instances.peak = 14;
    }

    DeploymentRuns batch = made_deployment("nightly batch", {"3.5", "3.5", "3.5"}, latencies(3h, 7h));
    batch.serving = scenarios::Serving::batch;
    batch.deadline = 6h;

    DeploymentRuns api = made_deployment("model API", {"60", "60", "60"}, latencies(300ms, 400ms));
    api.serving = scenarios::Serving::api;
    for (auto& run : api.runs) {
        run.tokens = 300'000;
        run.requests.arrived += 20;
        run.requests.rejected += 20;
    }

    int step = 0;
    for (const double load : {0.5, 1.0, 2.0, 4.0}) {
        add_point(demand, load, std::to_string(30 + 10 * step), 200ms);
        add_point(spot, load, std::to_string(20 + 14 * step), 400ms);
        add_point(serverless, load, std::to_string(6 << step), step < 2 ? 300ms : 3s);
        add_point(batch, load, "3.5", step == 0 ? 5h : 7h);
        add_point(api, load, std::to_string(30 << step), 400ms);
        ++step;
    }
    demand.runs[0].bucket = kHorizon / 2;
    demand.runs[0].series = {{1000, 999, 1, 2.5, 0.125, 0.1, 0.05, 0.045, 0.21, 0, 0},
                             {500, 501, 0, 1, 0, 0.3333333333333333, 0.05, 0.045, 0.2, 0, 2}};

    using Purchase = scenarios::Purchase;
    demand.runs[0].instances.launched = 3;  // one more than are told
    demand.runs[0].lives = {{0, Purchase::on_demand, 0s, {{LifePhase::serve, kHorizon}}, LifeEnd::horizon},
                            {0,
                             Purchase::on_demand,
                             60s,
                             {{LifePhase::provision, 90s},
                              {LifePhase::boot, 130500ms},
                              {LifePhase::image, 142s},
                              {LifePhase::weights, 150s},
                              {LifePhase::warm_up, 160s},
                              {LifePhase::serve, 2h},
                              {LifePhase::drain, 7201s}},
                             LifeEnd::stopped}};
    spot.runs[0].instances.launched = 1;
    spot.runs[0].lives = {{1, Purchase::spot, 0s, {{LifePhase::provision, 9s}}, LifeEnd::interrupted}};

    ComparisonNotes notes;
    notes.plimsoll_version = "0.1.0";
    notes.assumptions = {{"/deployments/0/pools/0/start/boot", "40 s", "catalog", "test/m", "2026-07-01"}};
    notes.prices.push_back({"test/m", Purchase::on_demand, {}});
    notes.prices[0].provenance = {"a price list", Date::parse("2026-01-02"), std::nullopt, "an older list"};
    notes.prices.push_back({"test/m", Purchase::spot, {}});
    notes.prices[1].provenance = {"a snapshot", std::nullopt, Date::parse("2026-07-01"), "", false, true};
    notes.oldest_price_date = "2026-01-02";
    notes.today = "2026-08-01";
    return compare(made_scenario({latency_slo(99, 500ms), latency_slo(50, 350ms)}, 3),
                   {demand, spot, serverless, batch, api}, std::move(notes));
}

}  // namespace plimsoll::results::testing
