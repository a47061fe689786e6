// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/offer/catalog.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace plimsoll::pricing {
namespace {

/// A folder of its own for each test, gone after it.
class CatalogErrors : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            std::filesystem::temp_directory_path() / fmt::format("plimsoll-catalog-{}-{}", test->name(), ::getpid());
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    /// A file whose one offer is `offer` on line 4.
    void write_offer(const std::string& offer, const std::string& name = "a.json") const {
        write(name, R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "a price list", "date": "2026-07-20"},
"offers": [
)" + offer + "]}");
    }

    /// One line per problem, the folder cut off.
    [[nodiscard]] std::vector<std::string> problems() const {
        std::vector<std::string> texts;
        try {
            (void)Catalog::load(folder_);
        } catch (const InputError& error) {
            for (const auto& problem : error.problems()) {
                texts.push_back(fmt::format("{}:{}: {}: {}{}", std::filesystem::path(problem.file).filename().string(),
                                            problem.line, problem.pointer, problem.message,
                                            problem.hint.empty() ? "" : " | " + problem.hint));
            }
        }
        return texts;
    }

    std::filesystem::path folder_;
};

constexpr const char* kGood = R"({"id": "a/b/c", "title": "t", "kind": "instance",
"meters": [{"meter": "instance", "on_demand_per_hour": "1.00"}]})";

/// The good offer with another id, and with more members.
std::string replaced_id(std::string offer, const std::string& id, const std::string& more) {
    const std::string old = R"("id": "a/b/c", )";
    return offer.replace(offer.find(old), old.size(), fmt::format(R"("id": "{}", {})", id, more));
}

TEST_F(CatalogErrors, AGoodFileLoads) {
    write_offer(kGood);
    EXPECT_THAT(problems(), testing::IsEmpty());
    const auto catalog = Catalog::load(folder_);
    ASSERT_NE(catalog.find("a/b/c"), nullptr);
    EXPECT_EQ(catalog.find("a/b/c")->provenance.date, Date::parse("2026-07-20"));
    EXPECT_EQ(catalog.find("a/b/c")->device_share, 1);
    EXPECT_FALSE(catalog.find("a/b/c")->spot_provenance);
}

TEST_F(CatalogErrors, TheExampleOfTheDocumentationLoads) {
    std::ifstream file(PLIMSOLL_SOURCE_DIR "/docs/pricing.md");
    const std::string page(std::istreambuf_iterator<char>(file), {});
    const auto end = page.rfind("```");
    const auto start = page.rfind("```json", end);
    ASSERT_NE(start, std::string::npos);
    const auto body = page.find('\n', start);
    write("a.json", page.substr(body, end - body));
    EXPECT_THAT(problems(), testing::IsEmpty());
    EXPECT_NE(Catalog::load(folder_).find("aws/us-east-1/lambda-1024mb"), nullptr);
}

TEST_F(CatalogErrors, AnAgeThatNobodyKnowsIsSaidSo) {
    write("a.json", R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "a snapshot", "date": "unknown", "read": "2026-11-23", "also": "another"}, "offers": [
)" + std::string(kGood) +
                        "]}");
    EXPECT_THAT(problems(), testing::IsEmpty());
    const auto catalog = Catalog::load(folder_);
    const auto& provenance = catalog.find("a/b/c")->provenance;
    EXPECT_TRUE(provenance.of_unknown_age());
    EXPECT_EQ(provenance.read, Date::parse("2026-11-23"));
    EXPECT_FALSE(provenance.single_source());
}

TEST_F(CatalogErrors, AFolderThatIsNotThereIsAnIoError) {
    EXPECT_THROW((void)Catalog::load(folder_ / "none"), IoError);
    EXPECT_THROW((void)Catalog::load(folder_), IoError);  // no *.json in it
}

TEST_F(CatalogErrors, ASyntaxErrorNamesItsLineAndTheOtherFilesAreStillRead) {
    write("a.json", "{\n\"plimsoll_catalog\": 1,,\n}");
    write_offer(
        R"({"id": "a/b/c", "title": "t", "kind": "machine", "meters": [{"meter": "token", "input_per_million": "1"}]})",
        "b.json");
    const auto found = problems();
    ASSERT_GE(found.size(), 2U);
    EXPECT_THAT(found[0], testing::StartsWith("a.json:2: "));
    EXPECT_THAT(found[1], testing::StartsWith("b.json:4: /offers/0/kind: 'machine' is not "));
}

TEST_F(CatalogErrors, AllProblemsOfAnOfferAreFoundAtOnce) {
    write_offer(R"({"id": "abc", "title": "t", "kind": "instanec",
"meters": [{"meter": "instance", "on_demand_per_hour": "1.00",
  "spot_per_hour": "2.00",
  "granularity": "1 parsec"}],
"spot_notise": "30 s"})");
    EXPECT_THAT(
        problems(),
        testing::UnorderedElementsAre(
            "a.json:4: /offers/0/id: 'abc' is not of the form provider/region/name",
            testing::AllOf(testing::StartsWith("a.json:4: /offers/0/kind: 'instanec' is not "),
                           testing::HasSubstr("instance")),
            "a.json:6: /offers/0/meters/0/spot_per_hour: is above the on-demand price (in abc)",
            testing::StartsWith("a.json:7: /offers/0/meters/0/granularity: "),
            testing::AllOf(testing::StartsWith("a.json:8: /offers/0/spot_notise: 'spot_notise' is not known here"),
                           testing::HasSubstr("spot_notice"))));
}

TEST_F(CatalogErrors, WrongPricesAreNamed) {
    for (const auto& [price, message] : std::vector<std::pair<std::string, std::string>>{
             {"\"1.0.0\"", "'1.0.0' is not an amount: expected a plain decimal such as 0.0000166667"},
             {"\"0.0000000000001\"", "'0.0000000000001' is not an amount: at most 12 digits may follow the point"},
             {"\"0\"", "'0' is no price: a price is above 0"},
             {"\"-1\"", "'-1' is no price: a price is above 0"},
             {"1.5", "expected an amount in USD as a text, such as \"0.526\", found number"}}) {
        write_offer(fmt::format(R"({{"id": "a/b/c", "title": "t", "kind": "instance",
"meters": [{{"meter": "instance", "on_demand_per_hour": {}}}]}})",
                                price));
        EXPECT_THAT(problems(), testing::Contains(testing::StartsWith(
                                    "a.json:5: /offers/0/meters/0/on_demand_per_hour: " + message + " (in a/b/c)")));
    }
}

TEST_F(CatalogErrors, ALinkOfNoBandwidthIsNone) {
    write_offer(R"({"id": "a/b/c", "title": "t", "kind": "instance", "start": {"store_bandwidth": "0 GB/s"},
"meters": [{"meter": "instance", "on_demand_per_hour": "1"}]})");
    EXPECT_THAT(problems(),
                testing::ElementsAre("a.json:4: /offers/0/start/store_bandwidth: the bandwidth must be greater than 0 "
                                     "(in a/b/c)"));
}

TEST_F(CatalogErrors, TiersMustAscendAndEndOpen) {
    const auto with_tiers = [&](const std::string& tiers) {
        write_offer(fmt::format(R"({{"id": "a/b/c", "title": "t", "kind": "function",
"meters": [{{"meter": "work", "basis": "invocation", "unit": "GB-second", "units_per_second": 1, "tiers": [
{}]}}]}})",
                                tiers));
        return problems();
    };
    const std::string at = "a.json:6: /offers/0/meters/0/tiers/";
    EXPECT_THAT(with_tiers(R"({"price": "1"})"), testing::IsEmpty());
    EXPECT_THAT(with_tiers(R"({"up_to": 5, "price": "1"})"),
                testing::ElementsAre(at + "0/up_to: the last tier has no end (in a/b/c)"));
    EXPECT_THAT(with_tiers(R"({"price": "1"}, {"price": "2"})"),
                testing::ElementsAre(at + "0: 'up_to' is missing: only the last tier has no end (in a/b/c)"));
    EXPECT_THAT(with_tiers(R"({"up_to": 5, "price": "1"}, {"up_to": 5, "price": "2"}, {"price": "3"})"),
                testing::ElementsAre(
                    at + "1/up_to: is not above the end of the tier before: limits are cumulative (in a/b/c)"));
}

TEST_F(CatalogErrors, UnitsAndMeterNamesAreSuggested) {
    write_offer(R"({"id": "a/b/c", "title": "t", "kind": "function", "meters": [
{"meter": "work", "basis": "invocation", "unit": "GB-secnd", "units_per_second": 1, "tiers": [{"price": "1"}]},
{"like": "durations"}]})");
    EXPECT_THAT(
        problems(),
        testing::IsSupersetOf(std::vector<testing::Matcher<std::string>>{
            testing::AllOf(testing::StartsWith("a.json:5: /offers/0/meters/0/unit: 'GB-secnd' is not "),
                           testing::HasSubstr("| did you mean \"GB-second\"")),
            testing::StartsWith("a.json:6: /offers/0/meters/1/like: 'durations' is not among the file's 'meters'")}));
}

TEST_F(CatalogErrors, AnIdThatStandsTwiceNamesBothPlaces) {
    write_offer(kGood, "a.json");
    write_offer(kGood, "b.json");
    EXPECT_THAT(problems(), testing::ElementsAre(
                                testing::AllOf(testing::StartsWith("b.json:4: /offers/0/id: 'a/b/c' stands also in "),
                                               testing::EndsWith("a.json:4"))));
}

TEST_F(CatalogErrors, ASkuStandsOnceForEachProvider) {
    const auto with_sku = [](const std::string& id) { return replaced_id(kGood, id, R"("sku": "ABC", )"); };
    write_offer(with_sku("a/b/c") + "," + with_sku("a/b/d") + "," + with_sku("z/b/c"));
    EXPECT_THAT(problems(), testing::ElementsAre(
                                testing::AllOf(testing::StartsWith("a.json:5: /offers/1/sku: 'a ABC' stands also in "),
                                               testing::EndsWith("a.json:4"))));
}

TEST_F(CatalogErrors, ARegionThatItsProviderHasNotIsNamedWithTheNearest) {
    write_offer(replaced_id(kGood, "aws/us-east1/c", "") + "," + replaced_id(kGood, "nobody/us-east1/c", ""));
    EXPECT_THAT(problems(), testing::ElementsAre(testing::AllOf(
                                testing::StartsWith("a.json:4: /offers/0/id: 'us-east1' is no region of aws | "),
                                testing::HasSubstr("\"us-east-1\""))));
}

TEST_F(CatalogErrors, APriceOfZeroSaysThatItIsMeant) {
    const auto with_price = [&](const std::string& price) {
        write_offer(R"({"id": "a/b/c", "title": "t", "kind": "instance", "meters": [{"meter": "instance", )" + price +
                    "}]}");
        return problems();
    };
    EXPECT_THAT(with_price(R"("on_demand_per_hour": "0")"),
                testing::Contains(testing::AllOf(testing::HasSubstr("'0' is no price"),
                                                 testing::HasSubstr(R"("free": true beside the price)"))));
    EXPECT_THAT(with_price(R"("on_demand_per_hour": "0", "free": true)"), testing::IsEmpty());
    EXPECT_THAT(with_price(R"("on_demand_per_hour": "-1", "free": true)"),
                testing::Contains(testing::HasSubstr("'-1' is no price")));
}

TEST_F(CatalogErrors, ProvenanceIsRequiredWithADateThatExists) {
    write("a.json", std::string(R"({"plimsoll_catalog": 1, "currency": "USD", "offers": [)") + kGood + "]}");
    EXPECT_THAT(problems(), testing::IsSupersetOf(
                                {testing::HasSubstr("'source' is missing"), testing::HasSubstr("'date' is missing")}));
    write("a.json", std::string(R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "x", "date": "2026-02-30"}, "offers": [)") +
                        kGood + "]}");
    EXPECT_THAT(problems(),
                testing::ElementsAre("a.json:2: /provenance/date: '2026-02-30' is not a date such as 2026-07-20"));
}

TEST_F(CatalogErrors, AWrongDefaultIsReportedOnce) {
    write("a.json", R"({"plimsoll_catalog": 1, "currency": "USD", "provenance": {"source": "x", "date": "2026-07-20"},
"defaults": {"kind": "instance", "start": {"boot": "soon"}},
"offers": [
{"id": "a/b/c", "title": "t", "meters": [{"meter": "instance", "on_demand_per_hour": "1"}]},
{"id": "a/b/d", "title": "t", "meters": [{"meter": "instance", "on_demand_per_hour": "1"}]}]})");
    EXPECT_THAT(problems(), testing::ElementsAre(testing::StartsWith("a.json:2: /defaults/start/boot: ")));
}

TEST_F(CatalogErrors, OtherCurrenciesAndVersionsAreRefused) {
    write("a.json", R"({"plimsoll_catalog": 2, "currency": "EUR",
"provenance": {"source": "x", "date": "2026-07-20"}, "offers": []})");
    EXPECT_THAT(problems(), testing::IsSupersetOf({testing::HasSubstr("/plimsoll_catalog: expected"),
                                                   testing::HasSubstr("/currency: 'EUR' is not "),
                                                   testing::HasSubstr("'offers' is missing")}));
}

TEST_F(CatalogErrors, ShapesOfTheWrongKindDoNotCrash) {
    for (const char* text : {"[]", "3", R"({"plimsoll_catalog": 1, "currency": "USD", "offers": {}})",
                             R"({"plimsoll_catalog": 1, "currency": "USD", "offers": [3, null, []]})",
                             R"({"plimsoll_catalog": [], "currency": 1, "defaults": 4, "meters": [], "provenance": "x",
                                 "offers": [{"id": 1, "title": [], "meters": [1, {"tiers": {}, "like": 3}],
                                             "start": "now", "api": 3, "notes": "x", "devices": -1, "vcpus": "x"}]})"}) {
        write("a.json", text);
        EXPECT_THAT(problems(), testing::Not(testing::IsEmpty())) << text;
    }
}

}  // namespace
}  // namespace plimsoll::pricing
