// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/data/tables.hpp"
#include "tests/theory/kernel_run.hpp"

#include <charconv>
#include <string>

namespace plimsoll::sim::theory {
namespace {

struct Function {
    double rate_per_s;
    double warm_s;
    double cold_s;
    double expiry_s;
};

DeploymentPlan plan_of(const Function& f) {
    DeploymentPlan plan =
        function(models::ServiceTime::exponential(duration_from_seconds(f.warm_s)), duration_from_seconds(f.expiry_s));
    std::get<RequestSlots>(plan.discipline).cold_service =
        models::ServiceTime::exponential(duration_from_seconds(f.cold_s));
    return plan;
}

struct Outcome {
    Estimates cold_share;
    Estimates instances;
    Estimates running;
};

Outcome simulate_function(const Function& f, double requests, int replications) {
    Outcome outcome;
    replicate(plan_of(f), f.rate_per_s, requests, replications, [&](const KernelRun& run) {
        outcome.cold_share.add(static_cast<double>(run.result.cold_starts) /
                               static_cast<double>(run.result.requests.measured));
        outcome.instances.add(run.instance_seconds / run.seconds);
        outcome.running.add(run.result.latency.mean_seconds() * f.rate_per_s);
    });
    return outcome;
}

/// Where requests hardly ever overlap, one starts cold exactly if the gap since the last one exceeds the expiry:
/// probability exp(-rate x expiry). Service is made short so that overlap, which this limit leaves out, is negligible.
TEST(ColdStart, probability_is_exponential_in_the_expiry_for_sparse_arrivals) {
    for (const double expiry : {60.0, 600.0, 2000.0}) {
        const Function f{0.001, 1e-3, 1e-3, expiry};
        const Outcome outcome = simulate_function(f, 2e5, 10);
        expect_exact("cold share", outcome.cold_share, std::exp(-f.rate_per_s * expiry), kMeanTolerance);
        // One instance lives from a cold start until the first gap longer than the expiry: rate x E[min(gap, expiry)].
        expect_exact("instances", outcome.instances, 1 - std::exp(-f.rate_per_s * expiry), kMeanTolerance);
    }
}

struct Reference {
    Function function;
    double cold_share[2];
    double instances[2];
};

class SimFaas : public testing::TestWithParam<Reference> {};

/// Another simulator of the same model (SimFaaS; newest idle instance first), two seeds of it. Our standard error is
/// far below the distance of its seeds, so we must lie within twice that distance of their mean (or 2 % where they
/// happen to agree closer).
TEST_P(SimFaas, agrees_with_another_simulator) {
    const Reference& reference = GetParam();
    const Outcome outcome = simulate_function(reference.function, 2e6, 5);
    const auto close = [](const Estimates& ours, const double(&theirs)[2]) {
        const double mean = (theirs[0] + theirs[1]) / 2;
        const double spread = std::max(2 * std::abs(theirs[0] - theirs[1]), 0.02 * mean);
        EXPECT_LT(ours.standard_error(), spread / 3);
        EXPECT_NEAR(ours.mean(), mean, spread);
    };
    close(outcome.cold_share, reference.cold_share);
    close(outcome.instances, reference.instances);
    const Function& f = reference.function;
    const double service = f.warm_s + (f.cold_s - f.warm_s) * outcome.cold_share.mean();
    EXPECT_NEAR(outcome.running.mean(), f.rate_per_s * service, 0.01 * f.rate_per_s * service) << "Little";
}

INSTANTIATE_TEST_SUITE_P(table, SimFaas,
                         testing::Values(Reference{{0.9, 1.991, 2.244, 600}, {0.001513, 0.001331}, {7.763, 7.659}},
                                         Reference{{0.1, 1.991, 2.244, 600}, {0.006877, 0.007177}, {2.644, 2.664}},
                                         Reference{{0.001, 1.991, 2.244, 600}, {0.552071, 0.548812}, {0.4490, 0.4521}},
                                         Reference{{0.9, 1.991, 2.244, 60}, {0.016029, 0.015886}, {5.888, 5.883}},
                                         Reference{{2.0, 1.991, 2.244, 10}, {0.060237, 0.060627}, {7.751, 7.752}}));

struct MeasuredRun {
    Function function;
    double cold_share;
    double instances;
};

std::vector<MeasuredRun> measured_runs() {
    std::vector<MeasuredRun> runs;
    for (const auto& row : evidence::csv_rows(evidence::table("lambda_runs.csv"))) {
        const auto number = [&row](const char* column) {
            const std::string& text = row.at(column);
            double value = 0;
            std::from_chars(text.data(), text.data() + text.size(), value);
            return value;
        };
        runs.push_back(
            {{number("arrivals_per_s"), number("warm_ms") / 1e3, number("cold_ms") / 1e3, number("idle_minutes") * 60},
             number("cold_probability"),
             number("instances")});
    }
    return runs;
}

struct MeanErrors {
    double cold_share = 0;
    double instances = 0;
};

MeanErrors errors_against(const std::vector<MeasuredRun>& runs, double longer_s) {
    MeanErrors errors;
    for (const MeasuredRun& run : runs) {
        Function function = run.function;
        function.expiry_s += longer_s;
        const Outcome outcome = simulate_function(function, 4e5, 5);
        errors.cold_share +=
            std::abs(outcome.cold_share.mean() / run.cold_share - 1) / static_cast<double>(runs.size());
        errors.instances += std::abs(outcome.instances.mean() / run.instances - 1) / static_cast<double>(runs.size());
    }
    return errors;
}

/// 20 measured runs on AWS Lambda, from their measured arrival rate, warm and cold service times and idle time before
/// the kill. The idle time stands in whole minutes ("10.0" in every row): an instance seen alive at 10 and gone at 11
/// was killed in between, so the middle of that minute is taken. Another simulator reaches 13.3 % and 3.0 % on these
/// runs; the standard error of the measured probabilities themselves is 10.1 % on average.
TEST(MeasuredLambda, cold_start_probability_and_instances_match_twenty_runs) {
    const std::vector<MeasuredRun> runs = measured_runs();
    ASSERT_EQ(runs.size(), 20U);
    const MeanErrors middle = errors_against(runs, 30);
    RecordProperty("cold_start_mape_percent", std::to_string(100 * middle.cold_share));
    RecordProperty("instances_mape_percent", std::to_string(100 * middle.instances));
    EXPECT_LE(middle.cold_share, 0.12);
    EXPECT_LE(middle.instances, 0.03);
    // Read as exactly ten minutes, the same runs are met a little less well; still better than the other
    // simulator's 13.3 %.
    const MeanErrors literal = errors_against(runs, 0);
    RecordProperty("cold_start_mape_percent_at_exactly_ten_minutes", std::to_string(100 * literal.cold_share));
    RecordProperty("instances_mape_percent_at_exactly_ten_minutes", std::to_string(100 * literal.instances));
    EXPECT_LE(literal.cold_share, 0.133);
}

}  // namespace
}  // namespace plimsoll::sim::theory
