// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine_check.hpp"

#include "models/measure/serving/load_point.hpp"
#include "models/measure/serving/replay.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace plimsoll::measure {
namespace {

template <class Result>
struct NamedResult {
    const char* name;
    double Result::*figure;
};

/// An engine that takes more together than it was said to is simulated wrongly.
void check_rule(const EngineStep& step, std::uint32_t max_batch) {
    if (step.requests > max_batch)
        throw IoError(
            fmt::format("the engine told a step of {} requests, but --max-batch says {} at most\n  hint: the "
                        "options here have to state the rule by which the engine batches",
                        step.requests, max_batch));
}

StepTotals told_totals(const std::vector<EngineStep>& steps, std::uint32_t max_batch) {
    StepTotals totals;
    for (const auto& step : steps) {
        check_rule(step, max_batch);
        totals.device_s += step.device_s;
        totals.host_s += step.host_s;
    }
    return totals;
}

/// Whole batches.
struct BatchServing {
    using Result = RunResult;
    static constexpr auto kAnswering = Answering::whole;
    static constexpr NamedResult<Result> kExplained[] = {{"latency p50", &Result::p50_s}};

    const ServeCheck& check;
    const models::ServiceTime& law;
    double host_s;
    const Simulate& simulate;

    [[nodiscard]] double most_per_s() const { return capacity(law, check); }
    [[nodiscard]] std::vector<Request> trace(double rate_per_s, std::uint32_t run) const {
        return poisson_requests(rate_per_s, check.requests, check.lengths, run);
    }
    [[nodiscard]] static Result result(const std::vector<Answered>& answers) {
        std::vector<Served> served;
        served.reserve(answers.size());
        for (const auto& answer : answers) served.push_back({answer.arrival, {}, answer.completion, 0, 0});
        return result_of(served);
    }
    [[nodiscard]] Result replayed(const std::vector<Request>& requests, double scale) const {
        return result_of(replay(requests, check.rule, law, scale));
    }
    [[nodiscard]] StepTotals totals(const std::vector<Request>& /*requests*/,
                                    const std::vector<EngineStep>& steps) const {
        auto totals = told_totals(steps, check.rule.max_batch);
        for (const auto& step : steps) {
            const auto each = (step.tokens + step.requests - 1) / step.requests;
            const auto longest = std::min<std::uint64_t>(each, std::numeric_limits<std::uint32_t>::max());
            totals.foreseen_s += plimsoll::seconds_of(
                law.mean(static_cast<std::uint32_t>(step.requests), static_cast<std::uint32_t>(longest)));
            totals.foreseen_host_s += host_s;
        }
        return totals;
    }
};

/// Answers token by token.
struct TokenServing {
    using Result = TokenRunResult;
    static constexpr auto kAnswering = Answering::token_by_token;
    static constexpr NamedResult<Result> kExplained[] = {{"first token p50", &Result::ttft_p50_s},
                                                         {"each further token p50", &Result::tpot_p50_s},
                                                         {"latency p50", &Result::latency_p50_s}};

    const TokenCheck& check;
    const models::TokenStepTime& law;
    double host_s;
    const SimulateTokens& simulate;

    [[nodiscard]] double most_per_s() const { return token_capacity(law, check); }
    [[nodiscard]] std::vector<Request> trace(double rate_per_s, std::uint32_t run) const {
        return poisson_questions(rate_per_s, check, run);
    }
    [[nodiscard]] static Result result(const std::vector<Answered>& answers) { return result_of(answers); }
    [[nodiscard]] Result replayed(const std::vector<Request>& requests, double scale) const {
        return result_of(replay(requests, check.rule, law, scale));
    }
    [[nodiscard]] StepTotals totals(const std::vector<Request>& requests, const std::vector<EngineStep>& steps) const {
        auto totals = told_totals(steps, check.rule.max_sequences);
        (void)replay(requests, check.rule, law, 1, [&](const models::TokenStep& step) {
            totals.foreseen_s += law.seconds(step);
            totals.foreseen_host_s += host_s;
        });
        return totals;
    }
};

/// What the engine told of the steps of one load, and what its own server would make of that, run by run.
template <class Serving>
class Explanation {
public:
    void add(const Serving& serving, const std::vector<Request>& requests, const std::vector<EngineStep>& steps) {
        simulated_.push_back(serving.replayed(requests, 1));
        if (steps.empty()) return;
        const auto totals = serving.totals(requests, steps);
        device_ratios_.push_back(totals.device_ratio());
        wall_ratios_.push_back(totals.wall_ratio());
        with_device_.push_back(serving.replayed(requests, totals.device_ratio()));
        with_host_.push_back(serving.replayed(requests, totals.wall_ratio()));
    }

    [[nodiscard]] LoadGaps gaps(double load, const std::vector<typename Serving::Result>& measured) const {
        LoadGaps gaps;
        gaps.load = load;
        const bool told = steps_told();
        if (told) {
            gaps.device_ratio = over_runs(device_ratios_);
            gaps.wall_ratio = over_runs(wall_ratios_);
        }
        for (const auto& [name, figure] : Serving::kExplained) {
            GapStages stages;
            stages.simulated_s = over_runs(simulated_, figure).median;
            if (told) {
                stages.with_device_s = over_runs(with_device_, figure).median;
                stages.with_host_s = over_runs(with_host_, figure).median;
            }
            const auto runs = over_runs(measured, figure);
            stages.measured_s = runs.median;
            gaps.run_spread = runs.spread;
            gaps.gaps.push_back({name, stages});
        }
        return gaps;
    }

    /// What is known of the times of its steps.
    void add_to(models::ValidationPoint& point) const {
        if (!steps_told()) return;
        point.batch_time_ratio = over_runs(wall_ratios_);
        point.rescaled_p50_s = over_runs(with_host_, std::rbegin(Serving::kExplained)->figure);
    }

private:
    [[nodiscard]] bool steps_told() const { return wall_ratios_.size() == simulated_.size(); }

    std::vector<double> device_ratios_, wall_ratios_;
    std::vector<typename Serving::Result> simulated_, with_device_, with_host_;
};

template <class Serving>
EngineCheckResult run_check(Engine& engine, const Serving& serving, const std::function<void()>& told) {
    using Result = typename Serving::Result;
    EngineCheckResult result;
    result.validation = validation_of(serving.check);
    const double most = serving.most_per_s();
    for (const double load : serving.check.loads) {
        std::vector<Result> measured;
        std::vector<Result> simulated;
        Explanation<Serving> explanation;
        for (std::uint32_t run = 1; run <= serving.check.runs; ++run) {
            const auto requests = serving.trace(load * most, run);
            const auto served = engine.serve(requests, Serving::kAnswering);
            measured.push_back(Serving::result(served.answers));
            simulated.push_back(serving.simulate(requests));
            explanation.add(serving, requests, served.steps);
            told();
        }
        auto point = point_of(load, load * most, measured, simulated);
        explanation.add_to(point);
        result.validation.points.push_back(point);
        result.gaps.push_back(explanation.gaps(load, measured));
    }
    return result;
}

}  // namespace

EngineCheckResult run_engine_check(Engine& engine, const ServeCheck& check, const models::ServiceTime& law,
                                   double host_s, const Simulate& simulate, const std::function<void()>& told) {
    return run_check(engine, BatchServing{check, law, host_s, simulate}, told);
}

EngineCheckResult run_engine_check(Engine& engine, const TokenCheck& check, const models::TokenStepTime& law,
                                   double host_s, const SimulateTokens& simulate, const std::function<void()>& told) {
    return run_check(engine, TokenServing{check, law, host_s, simulate}, told);
}

}  // namespace plimsoll::measure
