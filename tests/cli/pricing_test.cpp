// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kCatalog = R"({"plimsoll_catalog": 1, "currency": "USD",
"provenance": {"source": "our price list", "date": "2026-01-15"},
"offers": [
{"id": "ours/cellar/box", "title": "A box of ours", "kind": "instance", "sku": "BOX-1", "device": "nvidia-l4",
 "meters": [{"meter": "instance", "on_demand_per_hour": "2.50", "spot_per_hour": "1.25"}]},
{"id": "ours/cellar/tokens", "title": "Tokens", "kind": "api", "api": {},
 "provenance": {"also": "an invoice"}, "meters": [{"meter": "token", "input_per_million": "1", "output_per_million": "2"}]}
]})";

constexpr const char* kOverlay = R"({"plimsoll_price_overlay": 1, "discounts": [
{"offers": "ours/*", "purchase": "on-demand", "percent": 20, "source": "contract 7", "date": "2026-02-01"}]})";

/// The small scenario with the box of our catalog as the offer of its first deployment.
constexpr const char* kBoxed =
    R"({"plimsoll": 1, "name": "boxed", "workload": {"traffic": {"generate": {"process": "poisson", "rate": "5 /s"}}},
"deployments": [{"name": "one", "serving": "real-time", "service": {"time": {"constant": "50 ms"}},
 "pools": [{"offer": "ours/cellar/box", "replicas": {"min": 1, "max": 1}}]}],
"experiment": {"horizon": "10 min", "replications": 2}})";

class Pricing : public ProgramTest {
protected:
    [[nodiscard]] std::string catalog() const { return file("ours.json", kCatalog); }
    [[nodiscard]] std::string overlay() const { return file("contract.json", kOverlay); }
};

TEST_F(Pricing, ListsWhatIsAskedFor) {
    EXPECT_THAT(run({"pricing", "list", "--device", "h100"}).out, HasSubstr("nvidia-h100-pcie-80gb"));
    EXPECT_EQ(run({"pricing", "list", "--device", "h1000"}).status, 2);
    const auto listed = run({"pricing", "list", "--provider", "aws", "--device", "nvidia-l4", "--json"});
    ASSERT_EQ(listed.status, 0) << listed.err;
    const auto offers = json::parse(listed.out).at("offers");
    ASSERT_FALSE(offers.empty());
    for (const auto& offer : offers) {
        EXPECT_EQ(offer.at("provider"), "aws");
        EXPECT_EQ(offer.at("device"), "nvidia-l4");
        EXPECT_TRUE(offer.at("provenance").contains("source"));
    }
    const auto table = run({"pricing", "list", "--kind", "api", "--catalog", catalog()}).out;
    EXPECT_THAT(table,
                AllOf(HasSubstr("ours/cellar/tokens"), HasSubstr("2026-01-15"), HasSubstr("2+"),
                      HasSubstr("1.00 USD/1M input tokens, 2.00 USD/1M output tokens"), Not(HasSubstr("g5.xlarge"))));
    const auto none = run({"pricing", "list", "--region", "us-cenral1"});
    EXPECT_EQ(none.status, 2);
    EXPECT_THAT(none.err, HasSubstr(R"(--region: there is no "us-cenral1")"));
}

TEST_F(Pricing, ShowsAnOfferWithAllItsMeters) {
    const auto text = run({"pricing", "show", "aws/us-east-1/lambda-1024mb"}).out;
    EXPECT_THAT(text, AllOf(HasSubstr("Meter: work duration"), HasSubstr("tiers/1/price     0.000015"),
                            HasSubstr("free_per_month    400000"), HasSubstr("AWS Lambda pricing page")));
    const auto shown = json::parse(run({"pricing", "show", "ours/cellar/box", "--catalog", catalog(), "--json"}).out);
    EXPECT_EQ(shown.at("sku"), "BOX-1");
    EXPECT_EQ(shown.at("region"), "cellar");
    EXPECT_EQ(shown.at("per_hour"), json({{"on-demand", "2.50"}, {"spot", "1.25"}}));
    EXPECT_EQ(shown.at("meters").at(0).at("meter"), "instance");
    const auto unknown = run({"pricing", "show", "aws/us-east-1/g5.xlarg"});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_THAT(unknown.err, HasSubstr("did you mean \"aws/us-east-1/g5.xlarge\""));
}

TEST_F(Pricing, DiffTellsChangedPricesInPercent) {
    const auto after = file("after.json", replaced(kCatalog, R"("2.50")", R"("2.00")"));
    const auto told = run({"pricing", "diff", catalog(), after});
    EXPECT_EQ(told.status, 1);
    EXPECT_EQ(told.out, "Prices changed: 1\n  ours/cellar/box, instance/on_demand_per_hour: 2.50 → 2.00 (-20 %)\n");
    const auto difference = json::parse(run({"pricing", "diff", catalog(), after, "--json"}).out);
    EXPECT_EQ(difference.at("prices").at(0).at("percent"), -20);
    EXPECT_EQ(run({"pricing", "diff", catalog(), catalog()}).status, 0);
}

TEST_F(Pricing, CheckNamesEntryAndLineOfEveryProblem) {
    auto bad = replaced(kCatalog, R"("currency": "USD",)", "");
    bad = replaced(bad, R"("spot_per_hour": "1.25")", R"("spot_per_hour": "3")");
    bad = replaced(bad, R"("input_per_million": "1")", R"("input_per_million": "-1")");
    bad = replaced(bad, R"("output_per_million": "2")", R"("output_per_million": "0")");
    bad = replaced(bad, "ours/cellar/tokens", "aws/us-east1/tokens");
    const auto told = run({"pricing", "check", file("bad.json", bad)});
    EXPECT_EQ(told.status, 3);
    EXPECT_THAT(
        told.err,
        AllOf(HasSubstr("'currency' is missing"),
              HasSubstr(
                  "bad.json:5: /offers/0/meters/0/spot_per_hour: is above the on-demand price (in ours/cellar/box)"),
              HasSubstr("bad.json:6: /offers/1/id: 'us-east1' is no region of aws"),
              HasSubstr("bad.json:7: /offers/1/meters/0/input_per_million: '-1' is no price: a price is above 0 (in "
                        "aws/us-east1/tokens)"),
              HasSubstr(R"("free": true)")));
    const auto listed = json::parse(run({"pricing", "check", path("bad.json"), "--json"}).out).at("problems");
    EXPECT_EQ(listed.size(), 5U) << listed.dump(1);
}

TEST_F(Pricing, CheckWarnsOfOldPricesAndListsSingleSources) {
    const auto now = with_environment({{"SOURCE_DATE_EPOCH", "1795000000"}});  // 2026-11-18
    const auto checked = run({"pricing", "check", catalog(), "--older-than", "6"}, now);
    EXPECT_EQ(checked.status, 0) << checked.err;
    EXPECT_THAT(checked.out, AllOf(HasSubstr("no problems, 2 offers\n"),
                                   HasSubstr("ours.json:4: ours/cellar/box: its price is of 2026-01-15, 10 months ago"),
                                   HasSubstr("note: 1 of a single source: ours/cellar/box\n")));
    EXPECT_THAT(run({"pricing", "check", catalog(), "--older-than", "12"}, now).out, Not(HasSubstr("warning")));
    EXPECT_EQ(run({"pricing", "check", PLIMSOLL_SOURCE_DIR "/pricing/catalog"}).status, 0);
}

TEST_F(Pricing, CheckReadsOverlaysBesideTheirCatalog) {
    EXPECT_THAT(run({"pricing", "check", catalog(), overlay()}).out,
                HasSubstr("no problems, 2 offers, 1 file of negotiated prices"));
    const auto alone = run({"pricing", "check", overlay()});
    EXPECT_EQ(alone.status, 3);
    EXPECT_THAT(alone.err, HasSubstr("contract.json:2: /discounts/0/offers: 'ours/*' matches no offer"));
}

TEST_F(Pricing, CatalogsOfOnesOwnAndNegotiatedPricesAreUsedAndTold) {
    const auto scenario = file("boxed.json", kBoxed);
    const auto unknown = run({"check", scenario});
    EXPECT_EQ(unknown.status, 3);
    EXPECT_THAT(unknown.err, HasSubstr(R"(there is no offer "ours/cellar/box")"));

    const std::vector<std::string> with{"--catalog", catalog(), "--catalog", overlay()};
    const auto told = [&](std::vector<std::string> words, const std::string& of) {
        words.push_back(of);
        words.insert(words.end(), with.begin(), with.end());
        return run(words);
    };
    EXPECT_EQ(told({"check"}, scenario).status, 0);
    EXPECT_THAT(
        told({"explain"}, scenario).out,
        AllOf(HasSubstr("on-demand 2.00 USD/h"), HasSubstr("20 % off by contract.json:2: contract 7 (2026-02-01)")));
    const auto compared = told({"compare", "--json"}, scenario);
    ASSERT_EQ(compared.status, 0) << compared.err;
    const auto result = json::parse(compared.out);
    ASSERT_EQ(result.at("scenario").at("catalogs").size(), 2U);
    EXPECT_EQ(result.at("scenario").at("catalogs").at(1).at("file"), path("contract.json"));
    EXPECT_THAT(result.at("provenance").at("prices").at(0).at("source").get<std::string>(),
                HasSubstr("our price list; 20 % off by contract.json:2"));
    // 730 h at 2.50 less 20 %
    EXPECT_EQ(result.at("deployments").at(0).at("cost").at("per_month"), "1460.00");
}

TEST_F(Pricing, AResultIsRunAgainWithItsCatalogsAsLongAsTheyAreTheSame) {
    const auto first =
        run({"compare", file("boxed.json", kBoxed), "--catalog", catalog(), "--catalog", overlay(), "--json"});
    ASSERT_EQ(first.status, 0) << first.err;
    const auto result = file("result.json", first.out);
    EXPECT_EQ(run({"compare", result, "--json"}).out, first.out);

    file("contract.json", replaced(kOverlay, "20", "25"));
    const auto changed = run({"compare", result, "--json"});
    EXPECT_EQ(changed.status, 3);
    EXPECT_THAT(changed.err, AllOf(HasSubstr("/scenario/catalogs/1: its prices are from "),
                                   HasSubstr("has changed since"), HasSubstr("--catalog PATH")));
    std::filesystem::remove(path("contract.json"));
    EXPECT_THAT(run({"compare", result, "--json"}).err, HasSubstr("which is not there"));
    const auto other = json::parse(run({"compare", result, "--catalog", catalog(), "--json"}).out);
    EXPECT_EQ(other.at("deployments").at(0).at("cost").at("per_month"), "1825.00");
}

TEST_F(Pricing, AScenarioNamesCatalogsAndTheCommandLineAddsToThem) {
    static_cast<void>(catalog());
    static_cast<void>(overlay());
    const auto scenario =
        file("boxed.json", replaced(kBoxed, R"("name": "boxed",)", R"("name": "boxed", "catalogs": ["ours.json"],)"));
    const auto first = run({"compare", scenario, "--json"});
    ASSERT_EQ(first.status, 0) << first.err;
    const auto result = json::parse(first.out);
    const auto& used = result.at("scenario").at("catalogs");
    ASSERT_EQ(used.size(), 1U);
    EXPECT_EQ(used[0].at("file"), path("ours.json"));
    EXPECT_EQ(used[0].at("source"), "our price list (2026-01-15)");
    EXPECT_EQ(used[0].at("in_scenario"), true);
    EXPECT_EQ(result.at("deployments").at(0).at("cost").at("per_month"), "1825.00");  // 730 h at 2.50

    const auto both = json::parse(run({"compare", scenario, "--catalog", overlay(), "--json"}).out);
    ASSERT_EQ(both.at("scenario").at("catalogs").size(), 2U);
    EXPECT_EQ(both.at("scenario").at("catalogs").at(1).at("source"), "contract 7 (2026-02-01)");
    EXPECT_FALSE(both.at("scenario").at("catalogs").at(1).contains("in_scenario"));
    EXPECT_EQ(both.at("deployments").at(0).at("cost").at("per_month"), "1460.00");  // less 20 %
    EXPECT_THAT(run({"explain", scenario}).out, HasSubstr("catalogs/0  "));

    const auto kept = file("result.json", first.out);
    EXPECT_EQ(run({"compare", kept, "--json"}).out, first.out);
    file("ours.json", replaced(kCatalog, "2.50", "2.00"));
    EXPECT_THAT(run({"compare", kept, "--json"}).err,
                AllOf(HasSubstr("/scenario/catalogs/0: its prices are from "), HasSubstr("has changed since"),
                      HasSubstr("the scenario's own file")));
    const auto missing = run({"check", scenario, "--set", R"(/catalogs=["our.json"])"});
    EXPECT_EQ(missing.status, 3);
    EXPECT_THAT(missing.err, AllOf(HasSubstr("/catalogs/0"), HasSubstr("there is no file"), HasSubstr("ours.json")));
}

TEST_F(Pricing, EveryAnswerNamesTheCatalogsOfTheScenario) {
    static_cast<void>(catalog());
    const auto scenario =
        file("boxed.json", replaced(kBoxed, R"("name": "boxed",)", R"("name": "boxed", "catalogs": ["ours.json"],
"slo": [{"metric": "latency", "at_most": "1 s"}],)"));
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"commitments", scenario},
          {"project", scenario, "--months", "1"},
          {"plan", scenario, "--over", "/deployments/0/pools/0/replicas/max=1,2"},
          {"stress", scenario}}) {
        auto words = command;
        words.emplace_back("--json");
        const auto told = run(words);
        const auto answer = json::parse(told.out, nullptr, false);
        ASSERT_TRUE(answer.is_object()) << command[0] << told.err;
        EXPECT_EQ(answer.at("catalogs").at(0).at("file"), path("ours.json")) << command[0];
    }
}

/// Five minutes at 0.40 and five at 0.60 make half a dollar an hour.
TEST_F(Pricing, SpotMachinesArePaidAsRecorded) {
    file("ours.json", replaced(kCatalog, R"("spot_per_hour": "1.25")", R"("spot_per_hour": "1.25",
"spot_history": {"until": "2026-05-02T00:00:00Z", "zones": {"cellar-a": {"2026-05-01T00:00:00Z": "0.40",
"2026-05-01T12:05:00Z": "0.60"}}})"));
    const auto scenario =
        file("boxed.json", replaced(replaced(kBoxed, R"("name": "boxed",)", R"("catalogs": ["ours.json"],)"),
                                    R"("offer": "ours/cellar/box",)",
                                    R"("offer": "ours/cellar/box", "purchase": "spot",
"interruptions": {"mean_time_to_interruption": "30000 d"},
"spot_prices": {"series": "recorded", "zone": "cellar-a", "start": "2026-05-01T12:00Z"},)"));
    const auto told = run({"compare", scenario, "--json"});
    ASSERT_EQ(told.status, 0) << told.err;
    const auto result = json::parse(told.out);
    const auto& cost = result.at("deployments").at(0).at("cost");
    EXPECT_EQ(cost.at("per_month"), "365.00");
    ASSERT_EQ(cost.at("lines").size(), 2U);
    EXPECT_EQ(cost.at("lines").at(0).at("unit_price"), "0.40");
    EXPECT_EQ(cost.at("lines").at(1).at("unit_price"), "0.60");
    EXPECT_THAT(told.out, HasSubstr("as recorded from 2026-05-01T00:00:00Z to 2026-05-02T00:00:00Z; the horizon begins "
                                    "at 2026-05-01T12:00:00Z, and behind the end they begin anew"));
    EXPECT_THAT(run({"explain", scenario}).out, HasSubstr("spot 0.40 to 0.60 USD/h, as recorded"));

    const auto refused = [&](const char* set) { return run({"check", scenario, "--set", set}).err; };
    EXPECT_THAT(refused("/deployments/0/pools/0/spot_prices/zone=cellar-b"),
                AllOf(HasSubstr(R"(there is no record of the zone "cellar-b")"), HasSubstr("cellar-a")));
    EXPECT_THAT(refused("/deployments/0/pools/0/spot_prices/start=2026-05-03T00:00Z"),
                HasSubstr("the record goes from 2026-05-01T00:00:00Z to 2026-05-02T00:00:00Z"));
    EXPECT_THAT(refused("/deployments/0/pools/0/spot_prices/start=noon"), HasSubstr("\"noon\" is no moment"));
    EXPECT_THAT(refused("/deployments/0/pools/0/offer=aws/us-east-1/g4dn.xlarge"),
                HasSubstr("there is no record of the spot prices of \"aws/us-east-1/g4dn.xlarge\""));
    EXPECT_THAT(refused("/deployments/0/pools/0/purchase=on-demand"), HasSubstr("applies only to spot instances"));
}

/// 744 hours of January at 2.50, and 672 of February at the 1.25 that is announced for it.
TEST_F(Pricing, AProjectionTakesAnnouncedPrices) {
    file("ours.json",
         replaced(kCatalog, R"("on_demand_per_hour": "2.50",)",
                  R"("on_demand_per_hour": "2.50", "on_demand_changes": [{"from": "2027-02", "price": "1.25"}],)"));
    const auto scenario = file("boxed.json", replaced(kBoxed, R"("name": "boxed",)", R"("catalogs": ["ours.json"],)"));
    const auto told = run({"project", scenario, "--start", "2027-01", "--months", "2", "--json"});
    ASSERT_EQ(told.status, 0) << told.err;
    const auto projection = json::parse(told.out);
    const auto& months = projection.at("deployments").at(0).at("months");
    constexpr double kCents = 1e-6;
    EXPECT_NEAR(months.at(0).at("middle").at("total").get<double>(), 1860, kCents);
    EXPECT_NEAR(months.at(1).at("middle").at("total").get<double>(), 840, kCents);
}

TEST_F(Pricing, ASweepVariesCatalogs) {
    static_cast<void>(catalog());
    file("cheap.json", replaced(kCatalog, "2.50", "1.25"));
    const auto scenario =
        file("boxed.json", replaced(kBoxed, R"("name": "boxed",)", R"("name": "boxed", "catalogs": ["ours.json"],)"));
    const std::vector<std::string> sweep{
        "sweep", scenario,           "--over",     R"(prices:/catalogs/0="ours.json","cheap.json")",
        "-o",    path("out.sqlite"), "--progress", "none"};
    const auto told = run(sweep);
    ASSERT_EQ(told.status, 0) << told.err;
    const auto rows =
        run({"query", path("out.sqlite"), "SELECT prices, cost_per_month FROM results ORDER BY point"}).out;
    EXPECT_THAT(rows, AllOf(HasSubstr("1825"), HasSubstr("912.5")));
    EXPECT_THAT(run({"query", path("out.sqlite"), "SELECT value FROM about WHERE key = 'catalogs'"}).out,
                HasSubstr("our price list (2026-01-15)"));
    file("cheap.json", replaced(kCatalog, "2.50", "1.20"));
    auto again = sweep;
    again.emplace_back("--resume");
    EXPECT_THAT(run(again).err, HasSubstr("a file that the scenario names"));
}

TEST_F(Pricing, ImportsAPriceListIntoACatalogThatIsUsed) {
    const std::string lists = PLIMSOLL_SOURCE_DIR "/tests/pricing/import/";
    const auto told = run({"pricing", "import", lists + "aws-price-list.json", lists + "aws-spot-history.json",
                           "--region", "us-east-1", "-o", path("imported.json")});
    ASSERT_EQ(told.status, 0) << told.err;
    EXPECT_EQ(told.out, path("imported.json") + ": 2 offers\n");
    EXPECT_THAT(told.err, AllOf(HasSubstr("left out: 2 with another operating system than Linux\n"),
                                HasSubstr("left out: 1 in other regions\n")));
    EXPECT_THAT(run({"pricing", "check", path("imported.json")}).out, HasSubstr("no problems, 2 offers"));
    const auto shown =
        run({"pricing", "show", "aws/us-east-1/g5.xlarge", "--catalog", path("imported.json"), "--json"});
    EXPECT_EQ(json::parse(shown.out).at("sku"), "AAAA1111AAAA1111");
    EXPECT_EQ(json::parse(shown.out).at("per_hour").at("reserved"), "0.6338");

    const auto wrong =
        run({"pricing", "import", "--from", "aws-price-list", lists + "azure-retail.json", "-o", "x.json"});
    EXPECT_EQ(wrong.status, 3);
    EXPECT_THAT(wrong.err,
                AllOf(HasSubstr("this is no aws-price-list, but looks like pages of the Azure Retail Prices API"),
                      HasSubstr("hint: --from azure-retail")));
    const auto json_told =
        json::parse(run({"pricing", "import", lists + "own.csv", "-o", path("own.json"), "--json"}).out);
    EXPECT_EQ(json_told.at("offers"), 2);
    EXPECT_EQ(json_told.at("left_out").at("at a price of 0"), 1);
    EXPECT_EQ(run({"pricing", "import", lists + "own.csv", "-o", "x.json", "--device", "rack=nvidia-l5"}).status, 2);
    EXPECT_EQ(run({"pricing", "import", lists + "own.csv", "-o", "x.json", "--date", "soon"}).status, 2);
    EXPECT_EQ(run({"pricing", "import", lists + "none.csv", "-o", "x.json"}).status, 4);
}

TEST_F(Pricing, ASweepBelongsToItsCatalogs) {
    const auto scenario = file("boxed.json", kBoxed);
    const std::vector<std::string> sweep{"sweep",     scenario,           "--over",    "/workload/load=1,2",
                                         "-o",        path("out.sqlite"), "--catalog", catalog(),
                                         "--catalog", overlay()};
    ASSERT_EQ(run(sweep).status, 0);
    file("contract.json", replaced(kOverlay, "20", "25"));
    auto again = sweep;
    again.push_back("--resume");
    const auto refused = run(again);
    EXPECT_NE(refused.status, 0);
    EXPECT_THAT(run({"sweep", scenario, "--over", "/workload/load=1,2", "-o", "x.sqlite", "--catalog", catalog(),
                     "--emit", "slurm"})
                    .out,
                HasSubstr("--catalog"));
}

}  // namespace
}  // namespace plimsoll::cli_test
