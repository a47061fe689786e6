// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog.hpp"

#include "print.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;

const Catalog& shipped() {
    static const Catalog catalog = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    return catalog;
}

const InstanceMeter& instance_meter(const Offer& offer) { return std::get<InstanceMeter>(offer.meters.at(0)); }

const WorkMeter& first_work_meter(const char* id) {
    for (const auto& meter : shipped().find(id)->meters)
        if (const auto* work = std::get_if<WorkMeter>(&meter)) return *work;
    throw std::logic_error("no work meter");
}

/// Every price that an offer names.
std::vector<Money> prices_of(const Offer& offer) {
    std::vector<Money> prices;
    for (const auto& meter : offer.meters) {
        if (const auto* instance = std::get_if<InstanceMeter>(&meter)) {
            for (const auto& price :
                 {instance->on_demand_per_hour, instance->spot_per_hour, instance->reserved_per_hour}) {
                if (price) prices.push_back(*price);
            }
        } else if (const auto* request = std::get_if<RequestMeter>(&meter)) {
            prices.push_back(request->per_million);
        } else if (const auto* work = std::get_if<WorkMeter>(&meter)) {
            for (const auto& tier : work->tiers) prices.push_back(tier.price);
        } else if (const auto* quantity = std::get_if<QuantityMeter>(&meter)) {
            for (const auto& tier : quantity->tiers) prices.push_back(tier.price);
        } else if (const auto* share = std::get_if<ShareMeter>(&meter)) {
            prices.push_back(share->share);
        } else {
            prices.push_back(std::get<TokenMeter>(meter).input_per_million);
        }
    }
    return prices;
}

TEST(ShippedCatalog, HasEveryKindOfCapacityOfEveryProvider) {
    for (const char* id : {"aws/us-east-1/g4dn.xlarge",
                           "aws/us-east-1/g5.xlarge",
                           "aws/us-east-1/g6.xlarge",
                           "aws/us-east-1/g6e.xlarge",
                           "aws/us-east-1/p4d.24xlarge",
                           "aws/us-east-1/p5.4xlarge",
                           "aws/us-east-1/p5.48xlarge",
                           "aws/us-east-1/c7i.xlarge",
                           "aws/us-east-1/m7i.xlarge",
                           "aws/us-east-1/c6i.xlarge",
                           "aws/us-east-1/lambda-4096mb",
                           "aws/us-east-1/lambda-arm-2048mb",
                           "aws/us-west-2/ml.g5.xlarge",
                           "aws/us-west-2/batch-ml.g5.xlarge",
                           "aws/us-east-1/sagemaker-serverless-4gb",
                           "gcp/us-central1/g2-standard-4",
                           "gcp/us-central1/a2-highgpu-1g",
                           "gcp/us-central1/n1-standard-4-t4",
                           "gcp/us-central1/c3-standard-8",
                           "gcp/us-central1/cloud-run-4vcpu-8gib",
                           "gcp/us-central1/cloud-run-l4",
                           "azure/eastus/NC4as_T4_v3",
                           "azure/eastus/NC24ads_A100_v4",
                           "azure/eastus/NC40ads_H100_v5",
                           "azure/eastus/functions-consumption-1536mb",
                           "example/global/bert-base-api",
                           "example/global/llama-3.1-8b-api"}) {
        EXPECT_NE(shipped().find(id), nullptr) << id;
    }
}

TEST(ShippedCatalog, EveryOfferSaysWhoSaysSoAndWhen) {
    const auto ids = shipped().ids();
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    for (const auto& id : ids) {
        const auto& offer = *shipped().find(id);
        EXPECT_FALSE(offer.provenance.source.empty()) << id;
        EXPECT_TRUE(offer.provenance.date || offer.provenance.read) << id;
        EXPECT_FALSE(offer.title.empty()) << id;
        EXPECT_EQ(offer.provenance.example, id.starts_with("example/")) << id;
        if (offer.kind == Offer::Kind::instance && instance_meter(offer).spot_per_hour) {
            EXPECT_TRUE(offer.spot_provenance.has_value()) << id;
            EXPECT_TRUE(offer.spot_notice.has_value()) << id;
        }
    }
}

TEST(ShippedCatalog, PricesArePositiveAndSpotIsNoDearerThanOnDemand) {
    for (const auto& id : shipped().ids()) {
        const auto& offer = *shipped().find(id);
        for (const auto& price : prices_of(offer)) {
            EXPECT_GT(price, Money{}) << id;
        }
        for (const auto& meter : offer.meters) {
            if (const auto* instance = std::get_if<InstanceMeter>(&meter); instance && instance->spot_per_hour) {
                EXPECT_LE(*instance->spot_per_hour, instance->on_demand_per_hour.value()) << id;
            }
            if (const auto* work = std::get_if<WorkMeter>(&meter)) {
                EXPECT_THAT(work_units(), testing::Contains(work->unit)) << id;
                EXPECT_FALSE(work->tiers.back().up_to) << id;
            }
        }
    }
}

TEST(ShippedCatalog, DevicesAreThoseThatTheModelsKnow) {
    std::set<std::string> devices;
    for (const auto& entry : std::filesystem::directory_iterator(PLIMSOLL_SOURCE_DIR "/models/devices"))
        devices.insert(entry.path().stem().string());
    for (const auto& id : shipped().ids()) {
        const auto& offer = *shipped().find(id);
        if (offer.kind != Offer::Kind::api && offer.kind != Offer::Kind::service) {
            EXPECT_EQ(devices.count(offer.device), 1U) << id << ": " << offer.device;
        }
        EXPECT_GT(offer.device_share, 0) << id;
        EXPECT_LE(offer.device_share, 1) << id;
    }
    EXPECT_EQ(shipped().find("aws/us-east-1/p5.48xlarge")->devices, 8U);
    EXPECT_DOUBLE_EQ(shipped().find("aws/us-east-1/c7i.xlarge")->device_share, 4.0 / 96);
    EXPECT_NEAR(shipped().find("aws/us-east-1/lambda-4096mb")->device_share, 4096.0 / 1769 / 96, 1e-6);
}

TEST(ShippedCatalog, BillingRulesAreThoseOfTheProviders) {
    using namespace std::chrono_literals;
    const auto& ec2 = *shipped().find("aws/us-east-1/g4dn.xlarge");
    EXPECT_EQ(instance_meter(ec2).rounding(1s), 60s);
    EXPECT_EQ(instance_meter(ec2).free_if_interrupted_within, 1h);
    EXPECT_EQ(ec2.spot_notice, 120s);
    EXPECT_EQ(shipped().find("gcp/us-central1/g2-standard-4")->spot_notice, 30s);
    const auto& lambda = first_work_meter("aws/us-east-1/lambda-4096mb");
    EXPECT_EQ(lambda.basis, WorkMeter::Basis::invocation);
    EXPECT_EQ(lambda.rounding(1ns), 1ms);
    EXPECT_EQ(lambda.units_per_second, Quantity(4));
    EXPECT_TRUE(lambda.bills_start);
    const auto& run = first_work_meter("gcp/us-central1/cloud-run-4vcpu-8gib");
    EXPECT_EQ(run.basis, WorkMeter::Basis::busy);
    EXPECT_EQ(run.rounding(101ms), 200ms);
    EXPECT_EQ(run.units_per_second, Quantity(4));
    EXPECT_EQ(first_work_meter("gcp/us-central1/cloud-run-l4").basis, WorkMeter::Basis::lifetime);
}

TEST(ShippedCatalog, TheExampleApisHaveLatencyAndLimits) {
    const auto& llama = *shipped().find("example/global/llama-3.1-8b-api");
    ASSERT_TRUE(llama.api.has_value());
    EXPECT_GT(llama.api->latency_p99, llama.api->latency_median);
    EXPECT_GT(llama.api->per_output_token.count(), 0);
    EXPECT_TRUE(llama.api->requests_per_minute.has_value());
    EXPECT_TRUE(llama.api->tokens_per_minute.has_value());
}

TEST(ShippedCatalog, OffersWithoutASpotPriceSaySo) {
    EXPECT_EQ(missing_price(*shipped().find("aws/us-east-1/p5.4xlarge"), Purchase::spot),
              "'aws/us-east-1/p5.4xlarge' has no spot price (it has: on-demand)");
    EXPECT_EQ(missing_price(*shipped().find("aws/us-east-1/g6.xlarge"), Purchase::spot), std::nullopt);
    EXPECT_TRUE(missing_price(*shipped().find("aws/us-east-1/lambda-4096mb"), Purchase::spot));
}

// A snapshot of nobody knows when was read on a day that says nothing of its age.
TEST(ShippedCatalog, TellsTheAgeOfAFactFromTheDayOfItsReading) {
    const auto& g4dn = *shipped().find("aws/us-east-1/g4dn.xlarge");
    EXPECT_EQ(g4dn.provenance.date, Date::parse("2026-07-20"));
    ASSERT_TRUE(g4dn.spot_provenance);
    EXPECT_TRUE(g4dn.spot_provenance->of_unknown_age());
    EXPECT_EQ(g4dn.spot_provenance->read, Date::parse("2026-11-23"));
}

TEST(ShippedCatalog, SuggestsWhatWasMeant) {
    EXPECT_EQ(shipped().find("aws/us-east-1/g4dn.xlrge"), nullptr);
    EXPECT_THAT(shipped().suggestions("aws/us-east-1/g4dn.xlrge"), testing::Contains("aws/us-east-1/g4dn.xlarge"));
}

TEST(ShippedScenarios, PayNoInventedPrice) {
    std::size_t offers = 0;
    for (const auto& entry : std::filesystem::directory_iterator(PLIMSOLL_SOURCE_DIR "/scenarios")) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file(entry.path());
        const auto scenario = nlohmann::json::parse(file);
        for (const auto& deployment : scenario.at("deployments"))
            for (const auto& pool : deployment.at("pools")) {
                if (!pool.at("offer").is_string()) continue;
                const auto id = pool.at("offer").get<std::string>();
                ASSERT_TRUE(shipped().find(id)) << id;
                EXPECT_FALSE(shipped().find(id)->provenance.example) << entry.path() << id;
                ++offers;
            }
    }
    EXPECT_GE(offers, 10U);
}

}  // namespace
}  // namespace plimsoll::pricing
