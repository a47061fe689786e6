// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/token_check.hpp"

#include "models/measure/serving/load_point.hpp"
#include "models/measure/serving/prepared_steps.hpp"
#include "models/measure/serving/real_clock.hpp"
#include "models/measure/serving/replay.hpp"
#include "models/measure/serving/run_figures.hpp"
#include "models/step_time/graph_sizes.hpp"
#include "models/step_time/profile_times.hpp"
#include "models/step_time/token_service.hpp"

#include <algorithm>
#include <set>

namespace plimsoll::measure {

using models::TokenStepTime;

namespace {

double in_seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

/// Steps as long as they were beside what the law says.
struct StepRatio {
    double took_s = 0;
    double predicted_s = 0;

    void add(double took, double predicted) {
        took_s += took;
        predicted_s += predicted;
    }
    [[nodiscard]] double value() const { return predicted_s > 0 ? took_s / predicted_s : 0; }
};

}  // namespace

std::vector<std::uint32_t> TokenCheck::graph_sizes() const {
    return models::captured_graph_sizes(rule.max_sequences, rule.tokens_per_step);
}

TokenStepTime predicted_steps(const models::Profile& profile, const TokenCheck& check) {
    const ModelWorks works(check.model);
    const models::ProfileTimes kernels(profile);
    return models::token_step_time({works.graph(), kernels, check.rule.max_sequences, check.rule.tokens_per_step,
                                    check.longest(), check.graph_sizes()});
}

std::vector<Request> poisson_questions(double rate_per_s, const TokenCheck& check, std::uint64_t seed) {
    constexpr std::uint64_t kOfAnswers = 0xd1b54a32d192ed03;  // another stream than that of the prompts
    auto requests = poisson_requests(rate_per_s, check.requests, check.prompts, seed);
    const auto answers = lengths_of(check.answers, check.requests, seed ^ kOfAnswers);
    for (std::size_t i = 0; i < requests.size(); ++i) requests[i].answer = answers[i];
    return requests;
}

double token_capacity(const TokenStepTime& law, const TokenCheck& check) {
    auto requests = poisson_questions(1, check, 0);
    for (auto& request : requests) request.arrival = {};
    return result_of(replay(requests, check.rule, law)).throughput_per_s;
}

models::Validation validation_of(const TokenCheck& check) {
    models::Validation validation;
    validation.model = check.model.model;
    validation.precision = models::name_of(check.model.precision);
    validation.tokens = "prompts: " + text_of(check.prompts) + "; answers: " + text_of(check.answers);
    validation.runs = check.runs;
    return validation;
}

TokenRunResult result_of(const std::vector<Answered>& answered) {
    std::vector<double> first;
    std::vector<double> each;
    std::vector<double> whole;
    Duration last{};
    for (const auto& answer : answered) {
        first.push_back(in_seconds(answer.first_token - answer.arrival));
        if (answer.tokens > 1) each.push_back(in_seconds(answer.completion - answer.first_token) / (answer.tokens - 1));
        whole.push_back(in_seconds(answer.completion - answer.arrival));
        last = std::max(last, answer.completion);
    }
    for (auto* values : {&first, &each, &whole}) std::sort(values->begin(), values->end());
    return {nearest_rank(first, 0.5),
            nearest_rank(first, 0.99),
            nearest_rank(each, 0.5),
            nearest_rank(each, 0.99),
            nearest_rank(whole, 0.5),
            nearest_rank(whole, 0.99),
            static_cast<double>(answered.size()) / in_seconds(last - answered.front().arrival)};
}

TokenCheckResult run_token_check(Backend& backend, const TokenCheck& check, const TokenStepTime& law,
                                 const SimulateTokens& simulate, const std::function<void()>& told) {
    const auto sizes = check.graph_sizes();
    const double most = token_capacity(law, check);
    const auto trace = [&](double load, std::uint32_t run) { return poisson_questions(load * most, check, run); };
    std::set<DecoderStep> steps;
    for (const double load : check.loads)
        for (std::uint32_t run = 1; run <= check.runs; ++run)
            (void)replay(trace(load, run), check.rule, law, 1,
                         [&](const models::TokenStep& step) { steps.insert(rounded(step, sizes)); });
    PreparedSteps prepared(backend, ModelWorks(check.model), law, steps);

    TokenCheckResult result;
    StepRatio decodes;
    StepRatio prompts;
    auto& validation = result.validation;
    validation = validation_of(check);
    for (const double load : check.loads) {
        std::vector<TokenRunResult> measured;
        std::vector<TokenRunResult> simulated;
        for (std::uint32_t run = 1; run <= check.runs; ++run) {
            const auto requests = trace(load, run);
            RealClock clock;
            measured.push_back(result_of(serve_tokens(requests, check.rule, clock, [&](const models::TokenStep& step) {
                const auto begin = clock.now();
                prepared.run(rounded(step, sizes));
                (step.prompts.empty() ? decodes : prompts).add(in_seconds(clock.now() - begin), law.seconds(step));
            })));
            simulated.push_back(simulate(requests));
            told();
        }
        validation.points.push_back(point_of(load, load * most, measured, simulated));
    }
    result.decode_ratio = decodes.value();
    result.prompt_ratio = prompts.value();
    result.graphs = prepared.size();
    result.share_replaced = prepared.share_replaced();
    return result;
}

}  // namespace plimsoll::measure
