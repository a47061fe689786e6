// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Lists in tests/pricing/import are made by hand, in the formats of those who publish them.
#include "pricing/import/import.hpp"

#include "catalog_folder.hpp"
#include "print.hpp"

#include "pricing/offer/catalog.hpp"
#include "pricing/offer/catalog_file.hpp"
#include "tests/data/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll::pricing {
namespace {

using scenarios::Purchase;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

const std::filesystem::path kLists = PLIMSOLL_SOURCE_DIR "/tests/pricing/import";

class ImportedPrices : public CatalogFolder {
protected:
    /// What a program makes of it: the catalog is written, found good, and read.
    [[nodiscard]] Catalog catalog(const Import& import) const {
        const auto file = write("imported/a.json", catalog_text(import));
        std::vector<Problem> problems;
        static_cast<void>(read_catalog_files({file}, problems));
        for (const auto& problem : problems) ADD_FAILURE() << problem.text();
        return Catalog::load(path("imported"));
    }
    [[nodiscard]] static ImportRequest of(const std::vector<std::string>& names) {
        ImportRequest request;
        for (const auto& name : names) request.files.push_back(kLists / name);
        return request;
    }
};

void expect_price(const Catalog& catalog, const char* id, Purchase purchase, const char* price) {
    const auto* offer = catalog.find(id);
    ASSERT_NE(offer, nullptr) << id;
    EXPECT_EQ(hourly_price(*offer, purchase), Money::parse(price)) << id;
}

TEST_F(ImportedPrices, OfTheAwsPriceListAreThoseOfLinuxMachines) {
    const auto import = import_prices(of({"aws-price-list.json"}));
    EXPECT_THAT(import.skipped(),
                UnorderedElementsAre(Pair("with another operating system than Linux", 1),
                                     Pair("on hardware of one's own", 1), Pair("products that are no machines", 1),
                                     Pair("in us-west-2-lax-1, which is no region of aws that is known", 1),
                                     Pair("terms of reservations other than of 1 year, standard, without upfront", 1)));
    const auto all = catalog(import);
    EXPECT_THAT(all.ids(), ElementsAre("aws/us-east-1/g5.xlarge", "aws/us-east-1/m7i.2xlarge"));
    expect_price(all, "aws/us-east-1/g5.xlarge", Purchase::on_demand, "1.006");
    expect_price(all, "aws/us-east-1/g5.xlarge", Purchase::reserved, "0.6338");
    const auto& g5 = *all.find("aws/us-east-1/g5.xlarge");
    EXPECT_EQ(g5.sku, "AAAA1111AAAA1111");
    EXPECT_EQ(g5.device, "nvidia-a10g");
    EXPECT_EQ(g5.provenance.date, Date::parse("2026-07-20"));
    EXPECT_TRUE(g5.provenance.verified);
    EXPECT_EQ(g5.provenance.source, "AWS Price List of EC2, Linux (aws-price-list.json)");
    EXPECT_EQ(std::get<InstanceMeter>(g5.meters.at(0)).free_if_interrupted_within, std::chrono::hours(1));
    const auto& m7i = *all.find("aws/us-east-1/m7i.2xlarge");
    EXPECT_EQ(m7i.device, "cpu-sapphire-rapids");
    EXPECT_DOUBLE_EQ(m7i.device_share, 8.0 / 96);
}

TEST_F(ImportedPrices, OfGetProductsAreTextsInsideOfJson) {
    const auto import = import_prices(of({"aws-get-products.json"}));
    EXPECT_THAT(import.skipped(), ElementsAre(Pair("products that are no JSON", 1)));
    expect_price(catalog(import), "aws/us-east-1/g4dn.xlarge", Purchase::on_demand, "0.526");
}

/// By hand: us-east-1a stands at 0.50 for 9 h and at 0.90 for 1 h, us-east-1b at 0.30 for 10 h and then, for no time,
/// at 0.40. Of 20 h half are at 0.30 or below, nine tenths at 0.50 or below.
TEST_F(ImportedPrices, OfTheSpotHistoryAreTheMedianByTime) {
    const auto import = import_prices(of({"aws-spot-history.json", "aws-price-list.json"}));
    const auto all = catalog(import);
    const auto& offer = *all.find("aws/us-east-1/g5.xlarge");
    EXPECT_EQ(hourly_price(offer, Purchase::spot), Money::parse("0.30"));
    EXPECT_EQ(hourly_price(offer, Purchase::on_demand), Money::parse("1.006"));
    ASSERT_TRUE(offer.spot_provenance);
    EXPECT_EQ(offer.spot_provenance->source,
              "aws ec2 describe-spot-price-history, 2026-07-01 to 2026-07-01, 2 zones, 4 prices: the median by time; a "
              "tenth of the time at most 0.30, nine tenths at most 0.50");
    EXPECT_EQ(offer.spot_notice, std::chrono::seconds(120));
}

TEST_F(ImportedPrices, OfAzureAreThoseOfMachinesByTheHour) {
    const auto import = import_prices(of({"azure-retail.json"}));
    EXPECT_THAT(import.skipped(),
                UnorderedElementsAre(Pair("items that are no virtual machines", 1), Pair("with Windows", 1),
                                     Pair("low-priority machines", 1), Pair("prices for development and test", 1),
                                     Pair("reservations of other terms than 1 year", 1)));
    const auto all = catalog(import);
    EXPECT_THAT(all.ids(), ElementsAre("azure/eastus/NC24ads_A100_v4"));
    expect_price(all, "azure/eastus/NC24ads_A100_v4", Purchase::on_demand, "3.673");
    expect_price(all, "azure/eastus/NC24ads_A100_v4", Purchase::spot, "0.444433");
    expect_price(all, "azure/eastus/NC24ads_A100_v4", Purchase::reserved, "2");  // 17,520 USD for 8,760 h
    const auto& offer = *all.find("azure/eastus/NC24ads_A100_v4");
    EXPECT_EQ(offer.sku, "00000000-0000-0000-0000-000000000001");
    EXPECT_EQ(offer.provenance.date, Date::parse("2026-06-01"));
    EXPECT_EQ(offer.spot_provenance->date, Date::parse("2026-06-03"));
    EXPECT_EQ(std::get<InstanceMeter>(offer.meters.at(0)).rounding.minimum, std::chrono::seconds(0));
}

TEST_F(ImportedPrices, OfGoogleAreSumsOfTheirParts) {
    const auto import = import_prices(of({"gcp-skus.json"}));
    EXPECT_THAT(import.skipped(),
                UnorderedElementsAre(Pair("commitments", 1), Pair("SKUs that are no parts of machines", 1)));
    const auto all = catalog(import);
    EXPECT_EQ(all.ids().size(), 8U);  // the machines of the family G2
    // 4 x 0.024988 + 16 x 0.002927 + 0.56004828, and 4 x 0.01 + 16 x 0.001 + 0.2
    expect_price(all, "gcp/us-central1/g2-standard-4", Purchase::on_demand, "0.70683228");
    expect_price(all, "gcp/us-central1/g2-standard-4", Purchase::spot, "0.256");
    const auto& large = *all.find("gcp/us-central1/g2-standard-96");
    EXPECT_EQ(large.devices, 8U);
    EXPECT_EQ(large.provenance.date, Date::parse("2026-06-15"));  // the oldest of the parts
    EXPECT_THAT(large.provenance.source, HasSubstr("96 vCPU at 0.024988, 384 GiB at 0.002927, 8 Nvidia L4 GPU at"));
}

TEST_F(ImportedPrices, OfSkyPilotAreOfTheCloudThatTheFolderNames) {
    const auto import = import_prices(of({"aws/vms.csv"}));
    EXPECT_THAT(import.skipped(),
                UnorderedElementsAre(Pair("at a price of 0", 1), Pair("spot prices above the on-demand price", 1)));
    const auto all = catalog(import);
    expect_price(all, "aws/us-east-1/g5.12xlarge", Purchase::on_demand, "5.672");
    expect_price(all, "aws/us-east-1/g5.12xlarge", Purchase::spot, "2.40");  // the median of three zones
    const auto& g5 = *all.find("aws/us-east-1/g5.12xlarge");
    EXPECT_EQ(g5.devices, 4U);
    EXPECT_FALSE(g5.provenance.verified);
    EXPECT_FALSE(g5.provenance.date);
    EXPECT_EQ(hourly_price(*all.find("aws/us-east-1/c7i.2xlarge"), Purchase::spot), std::nullopt);
}

TEST_F(ImportedPrices, OfEc2InstancesInfoAreThoseOfLinux) {
    const auto import = import_prices(of({"ec2instances.json"}));
    EXPECT_THAT(import.skipped(), ElementsAre(Pair("without a price for Linux", 1)));
    const auto all = catalog(import);
    EXPECT_THAT(all.ids(), ElementsAre("aws/us-east-1/g6.xlarge"));
    expect_price(all, "aws/us-east-1/g6.xlarge", Purchase::on_demand, "0.8048");
    expect_price(all, "aws/us-east-1/g6.xlarge", Purchase::reserved, "0.5231");
    expect_price(all, "aws/us-east-1/g6.xlarge", Purchase::spot, "0.35");
}

TEST_F(ImportedPrices, OfATableOfOnesOwnKeepWhatItSays) {
    const auto import = import_prices(of({"own.csv"}));
    EXPECT_THAT(import.skipped(),
                UnorderedElementsAre(Pair("at a price of 0", 1), Pair("spot prices above the on-demand price", 1),
                                     Pair("with another number of fields than the header", 1)));
    const auto all = catalog(import);
    EXPECT_THAT(all.ids(), ElementsAre("cellar/home/rack", "lambda/us-east-1/gpu_8x_h100_sxm5"));
    const auto& lambda = *all.find("lambda/us-east-1/gpu_8x_h100_sxm5");
    EXPECT_EQ(lambda.title, "Lambda 8 x H100");
    EXPECT_EQ(lambda.devices, 8U);
    EXPECT_EQ(lambda.sku, "L-1");
    EXPECT_EQ(lambda.provenance.source, "our order form");
    EXPECT_TRUE(lambda.provenance.verified);
    EXPECT_EQ(lambda.provenance.date, Date::parse("2026-05-07"));
    expect_price(all, "cellar/home/rack", Purchase::reserved, "0.40");
    EXPECT_FALSE(all.find("cellar/home/rack")->provenance.verified);
}

TEST_F(ImportedPrices, AreTheSameBytesEveryTimeAndInAnyOrderOfFiles) {
    const auto text = catalog_text(import_prices(of({"aws-spot-history.json", "aws-price-list.json"})));
    EXPECT_EQ(catalog_text(import_prices(of({"aws-price-list.json", "aws-spot-history.json"}))), text);
}

TEST_F(ImportedPrices, FollowWhatIsAskedFor) {
    auto request = of({"aws-price-list.json"});
    request.devices = {{"m7i.*", "nvidia-l4"}};
    request.date = Date::parse("2026-08-01");
    const auto all = catalog(import_prices(request));
    EXPECT_EQ(all.find("aws/us-east-1/m7i.2xlarge")->device, "nvidia-l4");
    EXPECT_EQ(all.find("aws/us-east-1/m7i.2xlarge")->provenance.date, Date::parse("2026-08-01"));
    request.region = "eu-west-1";
    EXPECT_THAT(problems([&] { static_cast<void>(import_prices(request)); }),
                ElementsAre(AllOf(HasSubstr("nothing in it can be imported"), HasSubstr("3 in other regions"))));
}

TEST_F(ImportedPrices, OfAnotherFormatThanSaidNameTheRightOne) {
    const std::vector<std::pair<std::string, std::string>> formats{{"aws-price-list.json", "aws-price-list"},
                                                                   {"aws-get-products.json", "aws-price-list"},
                                                                   {"aws-spot-history.json", "aws-spot-history"},
                                                                   {"azure-retail.json", "azure-retail"},
                                                                   {"gcp-skus.json", "gcp-skus"},
                                                                   {"aws/vms.csv", "skypilot"},
                                                                   {"ec2instances.json", "ec2instances"},
                                                                   {"own.csv", "csv"}};
    for (const auto& [file, format] : formats) {
        auto request = of({file});
        request.from = format;
        EXPECT_NO_THROW(static_cast<void>(import_prices(request))) << file;
        request.from = format == "csv" ? "skypilot" : "csv";
        EXPECT_THAT(problems([&] { static_cast<void>(import_prices(request)); }),
                    ElementsAre(AllOf(HasSubstr("looks like "), HasSubstr("| --from " + format))))
            << file;
    }
}

TEST_F(ImportedPrices, OfNoFormatThatIsKnownAreRefused) {
    for (const char* text : {"{}", "[]", "[1, {}]", "a,b\n1,2\n", "{\"Items\": 3}", "{\"products\": [], \"terms\": 0}",
                             "{\"skus\": [{\"pricingInfo\": [7]}]}", "[{\"instance_type\": 4, \"pricing\": 3}]",
                             "{\"SpotPriceHistory\": [{\"AvailabilityZone\": \"\", \"Timestamp\": \"2020\"}]}"}) {
        ImportRequest request;
        request.files = {write("list", text)};
        EXPECT_THAT(problems([&] { static_cast<void>(import_prices(request)); }), testing::SizeIs(1)) << text;
    }
    ImportRequest request;
    request.files = {write("prices.csv", "region,name,price\nus-east-1,g5.xlarge,1\n")};
    EXPECT_THAT(problems([&] { static_cast<void>(import_prices(request)); }), ElementsAre(HasSubstr("--provider aws")));
}

TEST(WeightedQuantile, IsTheSmallestPriceThatEnoughOfTheWeightDoesNotExceed) {
    const std::vector<WeightedPrice> prices{{Money::parse("3"), 1}, {Money::parse("1"), 2}, {Money::parse("2"), 1}};
    EXPECT_EQ(weighted_quantile(prices, 0.5), Money::parse("1"));
    EXPECT_EQ(weighted_quantile(prices, 0.51), Money::parse("2"));
    EXPECT_EQ(weighted_quantile(prices, 1), Money::parse("3"));
    EXPECT_EQ(weighted_quantile({{Money::parse("5"), 0}, {Money::parse("4"), 0}}, 0.5), Money::parse("4"));
}

/// What a list and the shipped catalog both price, they price alike.
void expect_like_shipped(const Catalog& imported, std::size_t at_least) {
    static const Catalog shipped = Catalog::load(PLIMSOLL_SOURCE_DIR "/pricing/catalog");
    std::size_t both = 0;
    for (const auto& offer : imported.offers()) {
        const auto* known = shipped.find(offer.id);
        if (known == nullptr) continue;
        ++both;
        EXPECT_EQ(hourly_price(offer, Purchase::on_demand), hourly_price(*known, Purchase::on_demand)) << offer.id;
        if (!offer.device.empty()) {
            EXPECT_EQ(offer.device, known->device) << offer.id;
            EXPECT_EQ(offer.devices, known->devices) << offer.id;
            EXPECT_DOUBLE_EQ(offer.device_share, known->device_share) << offer.id;
        }
    }
    EXPECT_GE(both, at_least);
}

TEST_F(ImportedPrices, AreThoseOfTheShippedCatalog) {
    ImportRequest request;
    request.files = {PLIMSOLL_SOURCE_DIR "/tests/data/prices_ec2.csv"};
    request.provider = "aws";
    expect_like_shipped(catalog(import_prices(request)), 40);
    request.files = {PLIMSOLL_SOURCE_DIR "/tests/data/prices_azure.csv"};
    request.provider = "azure";
    expect_like_shipped(catalog(import_prices(request)), 8);
    expect_like_shipped(catalog(import_prices(of({"gcp-skus.json"}))), 8);
    expect_like_shipped(catalog(import_prices(of({"aws-price-list.json"}))), 2);
}

TEST_F(ImportedPrices, OfWholeRecordedListsAreThoseOfTheShippedCatalog) {
    const auto folder = evidence::recordings();
    PLIMSOLL_NEEDS_RECORDING(folder / "pricing");
    ImportRequest request;
    request.files = {folder / "pricing" / "ec2_on_demand_2026-07-20.csv"};
    request.provider = "aws";
    expect_like_shipped(catalog(import_prices(request)), 40);
    request.files = {folder / "pricing" / "azure_linux_on_demand_2026-06-18.csv"};
    request.provider = "azure";
    expect_like_shipped(catalog(import_prices(request)), 8);
}

/// 874 prices of four zones; quantiles by time worked out apart.
TEST_F(ImportedPrices, OfARecordedSpotHistoryAreItsQuantiles) {
    const auto folder = evidence::recordings();
    PLIMSOLL_NEEDS_RECORDING(folder / "spot");
    ImportRequest request;
    request.files = {folder / "spot" / "aws_price_history" / "us-east-1.p3.2xlarge.json"};
    const auto all = catalog(import_prices(request));
    const auto& offer = *all.find("aws/us-east-1/p3.2xlarge");
    EXPECT_EQ(hourly_price(offer, Purchase::spot), Money::parse("0.937"));
    EXPECT_EQ(offer.device, "nvidia-v100-16gb");
    EXPECT_THAT(offer.provenance.source, AllOf(HasSubstr("4 zones, 874 prices"),
                                               HasSubstr("at most 0.918, nine tenths"), HasSubstr("at most 1.0196")));
}

}  // namespace
}  // namespace plimsoll::pricing
