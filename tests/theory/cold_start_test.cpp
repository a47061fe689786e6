// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/theory/kernel_run.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
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
    DeploymentPlan plan = function(models::ServiceTime::exponential(duration_from_seconds(f.warm_s)),
                                   duration_from_seconds(f.expiry_s));
    plan.pools.front().cold_service = models::ServiceTime::exponential(duration_from_seconds(f.cold_s));
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
        outcome.cold_share.add(static_cast<double>(run.result.cold_starts) / static_cast<double>(run.result.measured));
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

/// Another simulator of the same model (SimFaaS; newest idle instance first), two seeds of it. Our standard error is far
/// below the distance of its seeds, so we must lie within twice that distance of their mean (or 2 % where they happen to agree closer).
TEST_P(SimFaas, agrees_with_another_simulator) {
    const Reference& reference = GetParam();
    const Outcome outcome = simulate_function(reference.function, 2e6, 5);
    const auto close = [](const Estimates& ours, const double (&theirs)[2]) {
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

INSTANTIATE_TEST_SUITE_P(
    table, SimFaas,
    testing::Values(Reference{{0.9, 1.991, 2.244, 600}, {0.001513, 0.001331}, {7.763, 7.659}},
                    Reference{{0.1, 1.991, 2.244, 600}, {0.006877, 0.007177}, {2.644, 2.664}},
                    Reference{{0.001, 1.991, 2.244, 600}, {0.552071, 0.548812}, {0.4490, 0.4521}},
                    Reference{{0.9, 1.991, 2.244, 60}, {0.016029, 0.015886}, {5.888, 5.883}},
                    Reference{{2.0, 1.991, 2.244, 10}, {0.060237, 0.060627}, {7.751, 7.752}}));

std::filesystem::path recorded_data() {
    const char* folder = std::getenv("PLIMSOLL_RECORDED_DATA");
    return folder != nullptr ? folder : PLIMSOLL_SOURCE_DIR "/../shared/data";
}

/// 20 measured runs on AWS Lambda: arrival rate, warm and cold service time and idle time before the kill are measured, so
/// the cold-start probability and the number of instances follow without any fitted figure.
TEST(MeasuredLambda, cold_start_probability_and_instances_match_twenty_runs) {
    const auto path = recorded_data() / "serverless/aws_lambda_experiment.csv";
    std::ifstream file(path);
    if (!file) GTEST_SKIP() << "recorded data not found: " << path << " (set PLIMSOLL_RECORDED_DATA)";
    std::string line;
    std::getline(file, line);
    double cold_error = 0;
    double instance_error = 0;
    int runs = 0;
    while (std::getline(file, line)) {
        std::istringstream row(line);
        row.imbue(std::locale::classic());
        std::string name;
        std::getline(row, name, ',');
        std::vector<double> fields;
        for (std::string field; std::getline(row, field, ',');) {
            std::istringstream number(field);
            number.imbue(std::locale::classic());
            double value = 0;
            number >> value;
            fields.push_back(value);
        }
        ASSERT_GE(fields.size(), 7U) << line;
        const Function f{fields[0], fields[1] / 1e3, fields[2] / 1e3, fields[3] * 60};
        const Outcome outcome = simulate_function(f, 4e5, 5);
        cold_error += std::abs(outcome.cold_share.mean() / fields[6] - 1);
        instance_error += std::abs(outcome.instances.mean() / fields[4] - 1);
        ++runs;
    }
    ASSERT_EQ(runs, 20);
    RecordProperty("cold_start_mape_percent", std::to_string(100 * cold_error / runs));
    RecordProperty("instances_mape_percent", std::to_string(100 * instance_error / runs));
    EXPECT_LE(cold_error / runs, 0.12);
    EXPECT_LE(instance_error / runs, 0.03);
}

}  // namespace
}  // namespace plimsoll::sim::theory
