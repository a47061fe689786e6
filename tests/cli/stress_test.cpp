// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace plimsoll::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Stress : public ProgramTest {};

TEST_F(Stress, TellsEachDeploymentUnderEachStress) {
    const auto told = run({"stress", small()});
    EXPECT_EQ(told.status, 0) << told.err;
    for (const char* row : {"one\n", "two\n", "as it is", "traffic x 3", "half of the instances lost", "spot gone",
                            "prices +30 %", "steps x 2", "what breaks first"})
        EXPECT_THAT(told.out, HasSubstr(row));
    const auto two =
        run({"stress", small(), "--deployment", "two", "--traffic", "5", "--price", "10%", "--steps", "1.5"});
    EXPECT_THAT(two.out, Not(HasSubstr("one\n")));
    for (const char* row : {"traffic x 5", "prices +10 %", "steps x 1.5"}) EXPECT_THAT(two.out, HasSubstr(row));
}

TEST_F(Stress, AsItIsSaysWhatCompareSays) {
    const auto json = nlohmann::json::parse(run({"stress", small(), "--json"}).out);
    EXPECT_EQ(json.at("schema"), "plimsoll.stress/1");
    const auto compared = nlohmann::json::parse(run({"compare", small(), "--json"}).out).at("deployments");
    for (std::size_t d = 0; d < 2; ++d) {
        const auto& rows = json.at("deployments").at(d).at("stresses");
        ASSERT_EQ(rows.size(), 6U);
        EXPECT_EQ(rows.at(0).at("stress"), "none");
        EXPECT_EQ(rows.at(0).at("latency_s").at("p99"), compared.at(d).at("latency_s").at("p99"));
        EXPECT_EQ(std::stod(rows.at(0).at("cost").at("per_month").get<std::string>()),
                  std::stod(compared.at(d).at("cost").at("per_month").get<std::string>()));
        EXPECT_EQ(rows.at(3).at("outcome"), "unconcerned");
    }
    // Three times the traffic is what a load of three is.
    const auto three =
        nlohmann::json::parse(run({"compare", small(), "--json", "--set", "/workload/load=3"}).out).at("deployments");
    EXPECT_EQ(json.at("deployments").at(1).at("stresses").at(1).at("latency_s").at("p99"),
              three.at(1).at("latency_s").at("p99"));
}

TEST_F(Stress, IsTheSameForAnyNumberOfJobs) {
    EXPECT_EQ(run({"stress", small(), "--json", "-j", "1"}).out, run({"stress", small(), "--json", "-j", "3"}).out);
}

TEST_F(Stress, RefusesWhatCannotBeMeant) {
    const auto unknown = run({"stress", small(), "--deployment", "three"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.err, HasSubstr(R"(there is no "three", but "one" or "two")"));
    EXPECT_EQ(run({"stress", small(), "--price", "dear"}).status, 2);
    EXPECT_EQ(run({"stress", small(), "--traffic", "0"}).status, 2);
    EXPECT_EQ(run({"stress", path("missing.json")}).status, 4);
}

TEST_F(Stress, TellsLostSimulations) {
    const auto dying =
        run({"stress", small(), "--deployment", "one"}, with_environment({{"PLIMSOLL_TEST_CRASH", "one, as it is:1"}}));
    EXPECT_EQ(dying.status, 5);
    EXPECT_THAT(dying.err, HasSubstr("lost: one, as it is, replication 1"));
    EXPECT_THAT(dying.out, HasSubstr("lost: its simulations ended without a result"));
}

}  // namespace
}  // namespace plimsoll::cli_test
