// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/serve_check.hpp"

#include "models/measure/serving/load_point.hpp"
#include "models/measure/serving/real_clock.hpp"
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/step_time/batch_service.hpp"
#include "models/step_time/profile_times.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::measure {

using models::ServiceTime;
using models::Validation;

namespace {

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::uint32_t buckets_of(const ServeCheck& check) { return (check.lengths.most - 1) / check.pad_to + 1; }

/// As the simulator pads: to the bucket's end, but not beyond what the model takes.
std::uint32_t padded(const ServeCheck& check, std::uint32_t tokens, std::uint32_t longest) {
    const std::uint32_t end = ((tokens - 1) / check.pad_to + 1) * check.pad_to;
    return longest == 0 ? 1 : std::min(end, longest);
}

}  // namespace

LengthLaw usual_lengths(std::uint32_t most) { return {std::max(most / 4, 1U), 0.6, most}; }

ServiceTime predicted_times(const models::Profile& profile, const ServeCheck& check) {
    const ModelWorks works(check.model);
    const models::ProfileTimes kernels(profile);
    auto times =
        models::service_time({works.graph(), kernels, 0, 1, works.max_tokens(), check.pad_to}, check.rule.max_batch);
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch)
        for (std::uint32_t bucket = 0; bucket < buckets_of(check); ++bucket) {
            const std::uint32_t tokens = bucket * check.pad_to + 1;
            if (!times.doubt(batch, tokens).leaves_grid) continue;
            throw InputError(Problem{
                profile.name, 0, "",
                fmt::format("much of the time of a batch of {} with {} tokens each in {} is outside of what it holds",
                            batch, padded(check, tokens, works.max_tokens()), name_of(check.model.precision)),
                "measure with this --model and --precision, and a --max-tokens and --max-batch that reach it, or "
                "check less with the same options here"});
        }
    return times;
}

std::size_t step_of(const ServeCheck& check, std::uint32_t batch, std::uint32_t tokens) {
    return static_cast<std::size_t>(batch - 1) * buckets_of(check) + (std::max(tokens, 1U) - 1) / check.pad_to;
}

void prepare_steps(Backend& backend, const ServeCheck& check) {
    const ModelWorks works(check.model);
    std::vector<std::vector<models::Work>> steps;
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch)
        for (std::uint32_t bucket = 0; bucket < buckets_of(check); ++bucket)
            steps.push_back(works.step(batch, padded(check, bucket * check.pad_to + 1, works.max_tokens()), 0));
    backend.prepare_steps(steps);
}

std::vector<MeasuredBatch> measured_batches(Backend& backend, const ServeCheck& check) {
    const std::uint32_t longest = ModelWorks(check.model).max_tokens();
    std::vector<MeasuredBatch> measured;
    const auto measure = [&](std::uint32_t batch, std::uint32_t tokens) {
        const auto step = step_of(check, batch, tokens);
        backend.run_step(step);
        StoppingRule rule({5, 200, 1.0, 0.005});
        while (!rule.done()) {
            RealClock clock;
            backend.run_step(step);
            rule.add(seconds(clock.now()));
        }
        measured.push_back({batch, padded(check, tokens, longest), rule.summary().median});
    };
    const std::uint32_t usual = check.lengths.median;
    for (std::uint32_t batch = 1; batch <= check.rule.max_batch; ++batch) measure(batch, usual);
    for (std::uint32_t bucket = 0; bucket < buckets_of(check); ++bucket)
        if (bucket != (usual - 1) / check.pad_to) measure(1, bucket * check.pad_to + 1);
    return measured;
}

double capacity(const ServiceTime& times, std::uint32_t max_batch, const std::vector<std::uint32_t>& lengths) {
    double busy_s = 0;
    std::size_t done = 0;
    for (; done + max_batch <= lengths.size(); done += max_batch) {
        const auto first = lengths.begin() + static_cast<std::ptrdiff_t>(done);
        busy_s += seconds(times.mean(max_batch, *std::max_element(first, first + max_batch)));
    }
    return static_cast<double>(done) / busy_s;
}

RunResult result_of(const std::vector<Served>& served) {
    std::vector<double> latencies;
    Duration last{};
    for (const auto& request : served) {
        latencies.push_back(seconds(request.completion - request.arrival));
        last = std::max(last, request.completion);
    }
    std::sort(latencies.begin(), latencies.end());
    return {nearest_rank(latencies, 0.5), nearest_rank(latencies, 0.99),
            static_cast<double>(served.size()) / seconds(last - served.front().arrival)};
}

double batch_time_ratio(const std::vector<Served>& served, const ServiceTime& times) {
    double took_s = 0;
    double predicted_s = 0;
    for (std::size_t i = 0; i < served.size(); i += served[i].batch) {
        took_s += seconds(served[i].completion - served[i].start);
        predicted_s += seconds(times.mean(served[i].batch, served[i].tokens));
    }
    return took_s / predicted_s;
}

Validation validation_of(const ServeCheck& check) {
    Validation validation;
    validation.model = check.model.model;
    validation.precision = models::name_of(check.model.precision);
    if (ModelWorks(check.model).max_tokens() > 0) validation.tokens = text_of(check.lengths);
    validation.runs = check.runs;
    return validation;
}

double capacity(const ServiceTime& times, const ServeCheck& check) {
    constexpr std::size_t kSample = 10'000;  // lengths whose mean time is known to a percent
    return capacity(times, check.rule.max_batch, lengths_of(check.lengths, kSample, 0));
}

Validation run_serve_check(Backend& backend, const ServeCheck& check, const ServiceTime& predicted,
                           const Simulate& simulate, const std::function<void()>& told) {
    auto validation = validation_of(check);
    const double most = capacity(predicted, check);
    for (const double load : check.loads) {
        std::vector<RunResult> measured;
        std::vector<RunResult> simulated;
        std::vector<RunResult> rescaled;
        std::vector<double> ratios;
        const double rate = load * most;
        for (std::uint32_t run = 1; run <= check.runs; ++run) {
            const auto requests = poisson_requests(rate, check.requests, check.lengths, run);
            RealClock clock;
            const auto served = serve(requests, check.rule, clock, [&](std::uint32_t batch, std::uint32_t tokens) {
                backend.run_step(step_of(check, batch, tokens));
            });
            measured.push_back(result_of(served));
            simulated.push_back(simulate(requests));
            ratios.push_back(batch_time_ratio(served, predicted));
            rescaled.push_back(result_of(replay(requests, check.rule, predicted, ratios.back())));
            told();
        }
        auto point = point_of(load, rate, measured, simulated);
        point.batch_time_ratio = over_runs(ratios);
        point.rescaled_p50_s = over_runs(rescaled, &RunResult::p50_s);
        validation.points.push_back(point);
    }
    return validation;
}

}  // namespace plimsoll::measure
