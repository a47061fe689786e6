// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// Lists that are larger than what is held of them, and other operating systems.
#include "catalog_folder.hpp"
#include "print.hpp"

#include "pricing/import/import.hpp"
#include "scenarios/files/json_records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace plimsoll::pricing {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

const std::filesystem::path kListsByHand = PLIMSOLL_SOURCE_DIR "/tests/pricing/import";

class LargeLists : public CatalogFolder {
protected:
    /// An offer file of the bulk API with one machine that is wanted among so many that are not, terms first or last.
    [[nodiscard]] std::filesystem::path bulk(int products, std::size_t note_bytes, bool terms_first) const {
        const std::string note(note_bytes, 'x');
        std::string of_products = R"("products": {)";
        for (int i = 0; i < products; ++i)
            of_products += fmt::format(R"("S{0}": {{"sku": "S{0}", "productFamily": "Compute Instance", "attributes":
{{"regionCode": "us-east-1", "instanceType": "g5.xlarge", "vcpu": "4", "operatingSystem": "{1}", "tenancy": "Shared",
"preInstalledSw": "NA", "capacitystatus": "Used", "note": "{2}"}}}},
)",
                                       i, i == products / 2 ? "Linux" : "RHEL", note);
        of_products += R"("last": {"sku": "last", "productFamily": "Storage"}})";
        const auto of_terms = fmt::format(
            R"("terms": {{"OnDemand": {{"S{}": {{"t": {{"priceDimensions": {{"d": {{"unit": "Hrs", "pricePerUnit":
{{"USD": "1.006"}}}}}}}}}}}}}})",
            products / 2);
        const auto first = terms_first ? of_terms : of_products;
        const auto second = terms_first ? of_products : of_terms;
        return write("list.json", "{" + first + ",\n" + second + R"(, "publicationDate": "2026-07-20T12:00:00Z"})");
    }
    [[nodiscard]] static Import imported(const std::filesystem::path& file) {
        ImportRequest request;
        request.files = {file};
        request.from = "aws-price-list";
        return import_prices(request);
    }
};

/// 66 MiB, of which one product is held at a time, whatever the order of its parts.
TEST_F(LargeLists, AreReadOneProductAtATime) {
    constexpr int kProducts = 1056;
    constexpr std::size_t kNote = 64 * 1024;
    const auto file = bulk(kProducts, kNote, false);
    ASSERT_GT(std::filesystem::file_size(file), std::uintmax_t{64} << 20);
    std::size_t products = 0;
    const auto largest = scenarios::read_json_records(
        file.string(), {{{"products", "*"}, [&](const std::string&, const json&) { ++products; }}});
    EXPECT_EQ(products, kProducts + 1U);
    EXPECT_EQ(largest, 12U);  // the product, its SKU and family, its attributes and the eight of them

    const auto import = imported(file);
    EXPECT_THAT(import.skipped(), UnorderedElementsAre(Pair("with another operating system than Linux", kProducts - 1),
                                                       Pair("products that are no machines", 1)));
    const auto& offer = import.offers().at("aws/us-east-1/g5.xlarge");
    EXPECT_EQ(offer.on_demand, Money::parse("1.006"));
    EXPECT_EQ(offer.source.date, Date::parse("2026-07-20"));
}

TEST_F(LargeLists, HaveTheirTermsBeforeOrBehindTheProducts) {
    for (const bool terms_first : {true, false})
        EXPECT_EQ(imported(bulk(3, 10, terms_first)).offers().at("aws/us-east-1/g5.xlarge").on_demand,
                  Money::parse("1.006"));
}

TEST_F(LargeLists, ThatEndEarlyOrAreNoJsonAreRefusedWithTheLine) {
    const auto refused = [&](const std::string& text) {
        const auto file = write("list.json", text);
        return problems([&] { static_cast<void>(imported(file)); });
    };
    EXPECT_THAT(refused("{\"products\": {\n\"A\": {\"sku\": \"A\"}"),
                ElementsAre(AllOf(HasSubstr("list.json:2"), HasSubstr("this is no JSON"))));
    EXPECT_THAT(refused("{\"products\": {\n\n\"A\": what}}"),
                ElementsAre(AllOf(HasSubstr("list.json:3"), HasSubstr("this is no JSON"))));
    EXPECT_THAT(refused("{\"products\": {\"A\": " + std::string(100, '[') + std::string(100, ']') + "}}"),
                ElementsAre(HasSubstr("nested deeper than 64")));
}

TEST(JsonRecords, AreWhatPathsLeadTo) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("plimsoll-records-{}.json", ::getpid());
    std::ofstream(file) << R"({"a": {"x": [1, {"y": null}], "z": true}, "b": [{"c": -2}, {"c": 1.5}], "d": "e"})";
    std::vector<std::string> read;
    const auto take = [&](const std::string& key, const json& record) { read.push_back(key + "=" + record.dump()); };
    const auto largest = scenarios::read_json_records(
        file.string(), {{{"a", "*"}, take}, {{"b", "*", "c"}, take}, {{"d"}, take}, {{"none"}, take}});
    EXPECT_THAT(read, ElementsAre(R"(x=[1,{"y":null}])", "z=true", "c=-2", "c=1.5", R"(d="e")"));
    EXPECT_EQ(largest, 4U);
    std::vector<std::string> keys;
    scenarios::read_json_keys(file.string(), [&](const std::string& key) {
        keys.push_back(key);
        return key != "b";
    });
    EXPECT_THAT(keys, ElementsAre("a", "b"));
    std::filesystem::remove(file);
}

TEST_F(LargeLists, OfWindowsHaveOffersOfTheirOwn) {
    const auto file = write("list.json", R"({"products": {
"W": {"sku": "W", "productFamily": "Compute Instance", "attributes": {"regionCode": "us-east-1", "instanceType":
"g5.xlarge", "vcpu": "4", "operatingSystem": "Windows", "licenseModel": "No License required", "tenancy": "Shared"}},
"B": {"sku": "B", "productFamily": "Compute Instance", "attributes": {"regionCode": "us-east-1", "instanceType":
"g5.xlarge", "vcpu": "4", "operatingSystem": "Windows", "licenseModel": "Bring your own license", "tenancy": "Shared"}},
"L": {"sku": "L", "productFamily": "Compute Instance", "attributes": {"regionCode": "us-east-1", "instanceType":
"g5.xlarge", "vcpu": "4", "operatingSystem": "Linux", "tenancy": "Shared"}}},
"terms": {"OnDemand": {"W": {"t": {"priceDimensions": {"d": {"unit": "Hrs", "pricePerUnit": {"USD": "1.19"}}}}}}}})");
    ImportRequest request;
    request.files = {file};
    request.windows = true;
    const auto import = import_prices(request);
    EXPECT_THAT(import.skipped(), UnorderedElementsAre(Pair("with another operating system than Windows", 1),
                                                       Pair("with a licence of one's own", 1)));
    ASSERT_EQ(import.offers().size(), 1U);
    const auto& offer = import.offers().at("aws/us-east-1/g5.xlarge-windows");
    EXPECT_EQ(offer.on_demand, Money::parse("1.19"));
    EXPECT_EQ(offer.device, "nvidia-a10g");
    EXPECT_THAT(catalog_text(import), HasSubstr("aws g5.xlarge with Windows"));

    request.files = {kListsByHand / "azure-retail.json"};
    EXPECT_EQ(import_prices(request).offers().at("azure/eastus/NC24ads_A100_v4-windows").on_demand,
              Money::parse("4.777"));
    request.files = {kListsByHand / "gcp-skus.json"};
    EXPECT_THAT(problems([&] { static_cast<void>(import_prices(request)); }),
                ElementsAre(HasSubstr("a gcp-skus does not tell machines with Windows apart")));
}

}  // namespace
}  // namespace plimsoll::pricing
