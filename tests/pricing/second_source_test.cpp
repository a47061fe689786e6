// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Every price of the catalog against the list that it is from and, where tests/data has one, a second source.
#include "pricing/offer/catalog.hpp"
#include "pricing/quantity.hpp"
#include "print.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;

const Catalog& catalog() {
    static const Catalog shipped = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    return shipped;
}

Money on_demand(const std::string& id) {
    const auto* offer = catalog().find(id);
    return offer == nullptr ? Money{} : hourly_price(*offer, Purchase::on_demand).value_or(Money{});
}

std::set<std::string> machines_of(std::string_view prefix) {
    std::set<std::string> machines;
    for (const auto& id : catalog().ids())
        if (id.starts_with(prefix) && catalog().find(id)->kind == Offer::Kind::instance) machines.insert(id);
    return machines;
}

using Tables = std::map<std::string, std::map<std::string, Money>>;

Tables gce_tables() {
    Tables tables;
    for (const auto& row : evidence::csv_rows(evidence::table("prices_gce.csv")))
        tables[row.at("table")][row.at("item")] = Money::parse(row.at("usd_per_hour"));
    return tables;
}

// ---- the lists that the catalog is from --------------------------------------------------------------------------

TEST(PriceLists, Ec2OnDemandPricesAreThoseOfTheList) {
    std::set<std::string> compared;
    for (const auto& row : evidence::csv_rows(evidence::table("prices_ec2.csv"))) {
        const auto id = "aws/us-east-1/" + row.at("instance_type");
        EXPECT_EQ(on_demand(id), Money::parse(row.at("usd_per_hour"))) << id;
        compared.insert(id);
    }
    EXPECT_EQ(compared, machines_of("aws/us-east-1/"));
}

// Linux prices, not those with a Windows licence.
TEST(PriceLists, AzureOnDemandPricesAreThoseOfTheLinuxList) {
    std::set<std::string> compared;
    for (const auto& row : evidence::csv_rows(evidence::table("prices_azure.csv"))) {
        const auto id = "azure/eastus/" + row.at("type").substr(std::string("Standard_").size());
        EXPECT_EQ(on_demand(id), Money::parse(row.at("usd_per_hour"))) << id;
        compared.insert(id);
    }
    EXPECT_EQ(compared, machines_of("azure/eastus/"));
}

TEST(PriceLists, GcePricesAreThoseOfTheList) {
    const auto tables = gce_tables();
    const auto t4 = [&](const char* table) { return tables.at(table).at("nvidia-tesla-t4"); };
    for (const auto& id : machines_of("gcp/us-central1/")) {
        auto machine = id.substr(std::string("gcp/us-central1/").size());
        const bool with_t4 = machine.ends_with("-t4");
        if (with_t4) machine.resize(machine.size() - 3);
        const auto spot = tables.at("preemptiblePrices").at(machine) + (with_t4 ? t4("preemptibleGpuPrices") : Money{});
        EXPECT_EQ(hourly_price(*catalog().find(id), Purchase::spot), spot) << id;
        // The list's g2 machines are rounded up, by as much as 7.5 %: they are the sums of their components below.
        if (machine.starts_with("g2-")) continue;
        EXPECT_EQ(on_demand(id), tables.at("instancePrices").at(machine) + (with_t4 ? t4("gpuPrices") : Money{})) << id;
    }
}

TEST(PriceLists, SageMakerPricesAreThoseOfTheList) {
    for (const auto& row : evidence::csv_rows(evidence::table("prices_sagemaker.csv"))) {
        const auto& instance = row.at("instance");
        EXPECT_EQ(on_demand("aws/us-west-2/" + instance), Money::parse(row.at("training_usd_h"))) << instance;
        EXPECT_EQ(on_demand("aws/us-west-2/batch-" + instance), Money::parse(row.at("batch_transform_usd_h")))
            << instance;
    }
    EXPECT_EQ(catalog().find("aws/us-west-2/batch-ml.p5.48xlarge"), nullptr);  // it has no batch transform rate
}

// ---- second sources ----------------------------------------------------------------------------------------------

/// What a machine is made of.
struct Shape {
    const char* family;
    Quantity vcpus, gb;
    Money gpus;  ///< USD an hour for all of them
};

Money component_sum(const Tables& tables, const Shape& shape) {
    return tables.at("predefinedCpuPricePerHour").at(shape.family).times(shape.vcpus) +
           tables.at("predefinedMemoryPricePerHourPerGb").at(shape.family).times(shape.gb) + shape.gpus;
}

/// By id. The prices of L4 and A100 stand in no table of the list: all sizes of a family agree on them.
std::map<std::string, Shape> gce_shapes(const Tables& tables) {
    const Money l4 = Money::parse("0.56004828");
    const Money a100 = Money::parse("2.933908");
    std::map<std::string, Shape> shapes;
    const auto add = [&](const std::string& name, Shape shape) { shapes.emplace("gcp/us-central1/" + name, shape); };
    for (const int n : {4, 8, 12, 16, 24, 32, 48, 96}) {
        const int cards = n == 24 ? 2 : n == 48 ? 4 : n == 96 ? 8 : 1;
        add("g2-standard-" + std::to_string(n), {"g2", n, 4 * n, l4.times(cards)});
    }
    for (const int n : {1, 2, 4, 8})
        add("a2-highgpu-" + std::to_string(n) + "g", {"a2", 12 * n, 85 * n, a100.times(n)});
    for (const int n : {4, 8, 22, 44}) add("c3-standard-" + std::to_string(n), {"c3", n, 4 * n, {}});
    for (const int n : {4, 8, 16, 32}) add("n2-standard-" + std::to_string(n), {"n2", n, 4 * n, {}});
    for (const int n : {4, 8})
        add("n1-standard-" + std::to_string(n) + "-t4",
            {"n1", n, Quantity(15 * n, 4), tables.at("gpuPrices").at("nvidia-tesla-t4")});
    return shapes;
}

// The list's machines are rounded to the hundredth of a cent.
TEST(SecondSource, GceMachinesCostTheSumOfTheirComponents) {
    const auto tables = gce_tables();
    for (const auto& [id, shape] : gce_shapes(tables)) {
        const Money sum = component_sum(tables, shape);
        EXPECT_NEAR(on_demand(id).approximate(), sum.approximate(), 0.00005) << id;
        if (id.find("/g2-") != std::string::npos) {
            EXPECT_EQ(on_demand(id), sum) << id;
        }
    }
    EXPECT_EQ(on_demand("gcp/us-central1/g2-standard-4"), Money::parse("0.70683228"));
}

// SageMaker's rate is that of EC2 times 1.40 for .xlarge and 1.25 for larger ones, to its three digits.
TEST(SecondSource, SageMakerAndEc2StandInAFixedRatio) {
    for (const auto& row : evidence::csv_rows(evidence::table("prices_sagemaker.csv"))) {
        const auto type = row.at("instance").substr(std::string("ml.").size());
        const double ratio = type.ends_with(".xlarge") ? 1.40 : 1.25;
        const double rate = ratio * on_demand("aws/us-east-1/" + type).approximate();
        EXPECT_NEAR(on_demand("aws/us-west-2/batch-ml." + type).approximate(), rate, 0.001) << type;
        EXPECT_NEAR(on_demand("aws/us-west-2/ml." + type).approximate(), rate, 0.006) << type;
    }
}

TEST(SecondSource, AzureMachinesOfOneCardCostByTheCard) {
    const auto twice = [](const char* id) { return on_demand(id).times(2); };
    EXPECT_EQ(on_demand("azure/eastus/NC48ads_A100_v4"), twice("azure/eastus/NC24ads_A100_v4"));
    EXPECT_EQ(on_demand("azure/eastus/NC96ads_A100_v4"), twice("azure/eastus/NC48ads_A100_v4"));
    EXPECT_EQ(on_demand("azure/eastus/NC80adis_H100_v5"), twice("azure/eastus/NC40ads_H100_v5"));
}

TEST(SecondSource, GpuCloudsCostWhatOthersReadThere) {
    for (const auto& row : evidence::csv_rows(evidence::table("prices_gpu_clouds.csv"))) {
        const Money card = Money::parse(row.at("usd_per_card_hour"));
        EXPECT_EQ(on_demand(row.at("id")), card.times(Quantity(std::stoi(row.at("cards"))))) << row.at("id");
    }
}

TEST(SecondSource, TokensCostWhatOthersReadThere) {
    for (const auto& row : evidence::csv_rows(evidence::table("prices_tokens.csv"))) {
        const auto& tokens = std::get<TokenMeter>(catalog().find(row.at("id"))->meters.at(0));
        EXPECT_EQ(tokens.input_per_million, Money::parse(row.at("usd_per_million_input"))) << row.at("id");
        EXPECT_EQ(tokens.output_per_million, Money::parse(row.at("usd_per_million_output"))) << row.at("id");
    }
}

// What has one source only is marked, and nothing else is. That prices of one list stand to each other as their
// machines do is no second source.
TEST(SecondSource, OffersSayWhetherTheyHaveOne) {
    std::set<std::string> compared = machines_of("azure/eastus/");  // an older list said the same of each
    std::set<std::string> consistent;
    for (const char* machine : {"NC48ads_A100_v4", "NC96ads_A100_v4", "NC80adis_H100_v5"}) {
        compared.erase(std::string("azure/eastus/") + machine);
        consistent.insert(std::string("azure/eastus/") + machine);
    }
    for (const auto& [id, shape] : gce_shapes(gce_tables()))
        if (id.find("/g2-") == std::string::npos) consistent.insert(id);
    for (const auto& row : evidence::csv_rows(evidence::table("prices_sagemaker.csv"))) {
        const auto& instance = row.at("instance");
        compared.insert("aws/us-west-2/" + instance);
        compared.insert("aws/us-west-2/batch-" + instance);
        compared.insert("aws/us-east-1/" + instance.substr(std::string("ml.").size()));
    }
    for (const char* table : {"prices_gpu_clouds.csv", "prices_tokens.csv"})
        for (const auto& row : evidence::csv_rows(evidence::table(table))) compared.insert(row.at("id"));
    for (const char* service : {"internet-egress", "region-egress", "zone-transfer", "nat-gateway", "nat-gateway-data",
                                "alb-lcu", "s3-standard"})
        compared.insert(std::string("aws/us-east-1/") + service);  // guides quote the provider's pages
    compared.insert("azure/eastus/internet-egress");
    for (const char* fee : {"eks-auto-mode", "eks-auto-mode-g"})
        compared.insert(std::string("aws/us-east-1/") + fee);  // lists of other regions have the same shares
    for (const auto& id : catalog().ids()) {
        const bool worked = id.starts_with("aws/us-east-1/lambda-") || id.starts_with("gcp/us-west2/cloud-run-") ||
                            id.starts_with("gcp/us-central1/cloud-functions-") ||
                            id == "gcp/us-central1/functions-egress";  // see worked_bills_test.cpp
        const Provenance& provenance = catalog().find(id)->provenance;
        EXPECT_EQ(provenance.single_source(), !worked && !compared.contains(id)) << id;
        EXPECT_EQ(!provenance.consistent_with.empty(), consistent.contains(id)) << id;
    }
}

}  // namespace
}  // namespace plimsoll::pricing
