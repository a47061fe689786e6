// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/resolve/resolve_fixture.hpp"

#include <fstream>

namespace plimsoll::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// With services and a function that can be provisioned beside what all resolve against.
class ResolvingExtras : public Resolving {
protected:
    ResolvingExtras() {
        std::ofstream(folder_ / "catalog" / "services.json") << R"({
  "plimsoll_catalog": 1, "currency": "USD", "provenance": {"source": "test services", "date": "2026-07-20", "verified": false},
  "offers": [
    {"id": "test/a/egress", "title": "egress of the test", "kind": "service", "category": "data-transfer",
     "meters": [{"meter": "quantity", "item": "egress", "unit": "GB", "price": "0.09"}], "notes": ["counted at the border"]},
    {"id": "test/a/disk", "title": "a disk", "kind": "service", "category": "storage",
     "meters": [{"meter": "quantity", "item": "disk", "unit": "GB-month", "price": "0.08"}]},
    {"id": "test/a/managed", "title": "what manages machines", "kind": "service", "category": "other",
     "meters": [{"meter": "share", "item": "managed", "of": "on-demand", "share": "0.12"}]},
    {"id": "test/a/lambda", "title": "1 GB", "kind": "function", "device": "cpu-sapphire-rapids", "vcpus": 2, "device_vcpus": 96,
     "meters": [{"meter": "work", "basis": "invocation", "unit": "GB-second", "units_per_second": 1, "price": "0.00001"},
                {"meter": "work", "basis": "lifetime", "unit": "GB-second", "units_per_second": 1, "price": "0.000004", "provisioned": true, "item": "held ready"},
                {"meter": "work", "basis": "invocation", "unit": "GB-second", "units_per_second": 1, "price": "0.000008", "provisioned": true, "item": "used"}]}
  ]})";
    }
    /// Two machines with these extras.
    static std::string machines(const std::string& extras) {
        return around(
            R"({"name": "rt", "serving": "real-time", "pools": [{"offer": "test/a/t4", "replicas": {"min": 2}}], "extras": [)" +
            extras + "]}");
    }
    static std::string function(const std::string& keys) {
        return around(R"({"name": "fn", "serving": "serverless", "pools": [{"offer": "test/a/lambda")" + keys + "}]}",
                      R"("service": {"time": {"constant": "100 ms"}},)");
    }
};

TEST_F(ResolvingExtras, HaveTheirPricesAndAmounts) {
    const auto experiment = resolved(machines(
        R"({"offer": "test/a/egress", "per": "request", "size": "4 KB"}, {"offer": {"price": "0.02 USD/hour", "item": "balancer"}, "per": "deployment", "count": 2})"));
    const auto& extras = experiment.offers.at(0).extras;
    ASSERT_EQ(extras.size(), 2U);
    EXPECT_EQ(extras[0].offer.id, "test/a/egress");
    EXPECT_EQ(extras[0].amount, pricing::Quantity(4, 1048576));
    EXPECT_EQ(extras[1].amount, pricing::Quantity(2));
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/offer").value.text, "egress of the test");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/offer/price").value.text, "0.09 USD/GB");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/size").value.text, "4 KiB");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/per").value.text, "request");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/1/offer").value.text, "0.02 USD/hour");
    EXPECT_THAT(experiment.notes, testing::Contains(HasSubstr("no primary source confirmed")));
}

// What is counted by machines needs their lives; nothing else changes what is simulated.
TEST_F(ResolvingExtras, ChangeNoSimulation) {
    const auto rules = [&](const std::string& extra) {
        return resolved(
                   around(
                       R"({"name": "fn", "serving": "serverless", "pools": [{"offer": "test/a/function"}], "extras": [)" +
                           extra + "]}",
                       R"("service": {"time": {"constant": "100 ms"}},)"))
            .deployments.at(0)
            .pools.at(0)
            .usage;
    };
    EXPECT_EQ(rules(R"({"offer": "test/a/egress", "per": "request", "size": "4 KB"})"), rules(""));
    EXPECT_TRUE(rules(R"({"offer": "test/a/disk", "per": "instance", "size": "4 GB"})").lives);
}

// Fees that are a share of what machines cost, of the catalog and in place.
TEST_F(ResolvingExtras, MayBeSharesOfWhatMachinesCost) {
    const auto experiment = resolved(machines(
        R"({"offer": "test/a/managed", "per": "machine-cost"}, {"offer": {"price": "2.5 %", "item": "licence"}, "per": "machine-cost"})"));
    const auto& extras = experiment.offers.at(0).extras;
    ASSERT_EQ(extras.size(), 2U);
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/offer/price").value.text,
              "12 % of what machines cost on demand");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/0/per").value.text, "machine-cost");
    EXPECT_EQ(find(experiment, "/deployments/0/extras/1/offer").value.text, "2.5 % of what is billed for machines");
    EXPECT_EQ(std::get<pricing::ShareMeter>(extras[1].offer.meters[0]).share, pricing::Money::parse("0.025"));
}

TEST_F(ResolvingExtras, FindSharesOfNothing) {
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/managed", "per": "request"})")),
                ElementsAre(problem_at("/deployments/0/extras/0", "not counted per request", "machine-cost")));
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/disk", "per": "machine-cost"})")),
                ElementsAre(problem_at("/deployments/0/extras/0", "not counted per machine-cost", "\"instance\"")));
    EXPECT_THAT(
        problems(around(
            R"({"name": "api", "serving": "api", "pools": [{"offer": "test/a/api"}], "extras": [{"offer": "test/a/managed", "per": "machine-cost"}]})")),
        ElementsAre(problem_at("/deployments/0/extras/0", "no pool rents any by the hour", "remove")));
    EXPECT_THAT(
        problems(around(
            R"({"name": "rt", "serving": "real-time", "pools": [{"offer": {"spot_price": "1 USD/h"}, "purchase": "spot"}], "extras": [{"offer": "test/a/managed", "per": "machine-cost"}]})",
            R"("service": {"time": {"constant": "100 ms"}},)")),
        ElementsAre(problem_at("/deployments/0/extras/0", "\"in-line\" has none", "\"billed\"")));
}

TEST_F(ResolvingExtras, FindWhatDoesNotSuit) {
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/egres", "per": "request", "size": "4 KB"})")),
                ElementsAre(problem_at("/deployments/0/extras/0/offer", "no offer \"test/a/egres\"", "test/a/egress")));
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/t4", "per": "request"})")),
                ElementsAre(problem_at("/deployments/0/extras/0/offer", "it is for a pool", "internet-egress")));
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/disk", "per": "request", "size": "4 KB"})")),
                ElementsAre(problem_at("/deployments/0/extras/0", "not counted per request", "\"instance\"")));
    EXPECT_THAT(problems(machines(
                    R"({"offer": {"price": "0.0000000000001 USD/GB", "item": "x"}, "per": "month", "size": "1 GB"})")),
                ElementsAre(problem_at("/deployments/0/extras/0/offer/price", "is not an amount")));
    EXPECT_THAT(problems(machines(R"({"offer": "test/a/egress", "per": "request"})")),
                ElementsAre(problem_at("/deployments/0/extras/0", "has a size", "\"size\"")));
    EXPECT_THAT(
        problems(around(
            R"({"name": "api", "serving": "api", "pools": [{"offer": "test/a/api"}], "extras": [{"offer": "test/a/disk", "per": "instance", "size": "1 GB"}]})")),
        ElementsAre(problem_at("/deployments/0/extras/0/per", "are the provider's", "request")));
    EXPECT_THAT(problems(around(R"({"name": "rt", "serving": "real-time", "pools": [{"offer": "test/a/egress"}]})")),
                ElementsAre(problem_at("/deployments/0/pools/0/offer", "a service beside what serves", "")));
}

TEST_F(ResolvingExtras, ProvisionedInstancesAreKeptAndPriced) {
    const auto none = resolved(function(""));
    EXPECT_EQ(none.offers.at(0).pools.at(0).meters.size(), 1U);
    EXPECT_EQ(none.deployments.at(0).pools.at(0).usage.work.size(), 2U);  // with and without starts
    EXPECT_EQ(none.deployments.at(0).pools.at(0).replicas.min, 0U);
    const auto some = resolved(function(R"(, "provisioned": 3)"));
    EXPECT_EQ(some.offers.at(0).pools.at(0).meters.size(), 3U);
    EXPECT_EQ(some.deployments.at(0).pools.at(0).usage.work.size(), 3U);
    EXPECT_EQ(some.deployments.at(0).pools.at(0).provisioned, 3U);
    EXPECT_EQ(some.deployments.at(0).pools.at(0).replicas.min, 3U);
    EXPECT_THAT(problems(function(R"(, "provisioned": 3)"), {R"(/deployments/0/pools/0/offer="test/a/function")"}),
                ElementsAre(problem_at("/deployments/0/pools/0/provisioned",
                                       "has no price for instances that are held ready")));
}

TEST_F(ResolvingExtras, AFunctionMayHaveAnotherSize) {
    const auto experiment = resolved(function(R"(, "memory": "1536 MB")"));
    const auto& offer = experiment.offers.at(0).pools.at(0);
    EXPECT_EQ(std::get<pricing::WorkMeter>(offer.meters.at(0)).units_per_second, pricing::Quantity(3, 2));
    EXPECT_DOUBLE_EQ(offer.device_share, 3.0 / 96);
    EXPECT_THAT(problems(function(R"(, "vcpus": 2)")),
                ElementsAre(problem_at("/deployments/0/pools/0/vcpus", "is not priced by its vCPUs")));
}

}  // namespace
}  // namespace plimsoll::sim
