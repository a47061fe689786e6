// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "pricing/commitment/commitment_catalog.hpp"
#include "pricing/commitment/commitment_bill.hpp"
#include "pricing/offer/catalog.hpp"
#include "print.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <tuple>

namespace plimsoll::pricing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::filesystem::path kPricing = PLIMSOLL_SOURCE_DIR "/pricing";

std::vector<std::string> known_offers() { return Catalog::load(kPricing / "catalog").ids(); }

TEST(CommitmentNames, TellProviderRegionAndFamily) {
    EXPECT_EQ(provider_of("aws/us-east-1/g5.xlarge"), "aws");
    EXPECT_EQ(region_of("aws/us-east-1/g5.xlarge"), "us-east-1");
    EXPECT_EQ(family_of("aws/us-east-1/g5.xlarge"), "g5");
    EXPECT_EQ(family_of("aws/us-west-2/ml.g5.xlarge"), "ml.g5");
    EXPECT_EQ(family_of("gcp/us-central1/g2-standard-4"), "g2");
    EXPECT_EQ(family_of("azure/eastus/NC24ads_A100_v4"), "NCads_A100_v4");
    EXPECT_EQ(family_of("azure/eastus/D4s_v5"), "Ds_v5");
    EXPECT_EQ(provider_of("in-line"), "in-line");
    EXPECT_EQ(region_of("in-line"), "");
}

TEST(CommitmentCatalog, HoldsEveryKindWithItsSource) {
    const auto catalog = load_commitments(kPricing / "commitments", known_offers());
    EXPECT_THAT(catalog.ids(),
                ElementsAre("aws-compute-savings-plan", "aws-convertible-reserved-instance",
                            "aws-ec2-instance-savings-plan", "aws-reserved-instance", "aws-sagemaker-savings-plan",
                            "azure-reservation", "azure-savings-plan", "gcp-flexible-cud", "gcp-resource-cud"));
    EXPECT_EQ(catalog.sustained_use.size(), 2U);
    for (const auto& product : catalog.products) {
        EXPECT_FALSE(product.rule.source.empty()) << product.id;
        for (const auto& rate : product.rates) EXPECT_FALSE(rate.provenance.source.empty()) << product.id;
    }
}

/// Percent off a machine, or nothing where none is known.
std::optional<Quantity> discount(const char* kind, const char* offer, Term term, Upfront upfront) {
    static const auto catalog = load_commitments(kPricing / "commitments", known_offers());
    for (const auto& product : catalog.products)
        if (product.id == kind)
            if (const auto* rate = product.rate(offer, term, upfront)) return rate->discount;
    return std::nullopt;
}

// x2iedn.32xlarge in us-east-1: 38.5, 41.4 and 42.6 % off for a year without, with partial and all upfront; 67.9, 70.3
// and 72.1 % for three; convertible 26.1, 29.6, 31.0 and 61.4, 64.3, 65.0 %.
TEST(CommitmentCatalog, HasTheRatesOfTheWorkedExample) {
    constexpr const char* kMachine = "aws/us-east-1/x2iedn.32xlarge";
    constexpr Upfront kParts[] = {Upfront::none, Upfront::partial, Upfront::all};
    const auto row = [&](const char* kind, Term term) {
        std::vector<Quantity> percents;
        for (const auto upfront : kParts) percents.push_back(discount(kind, kMachine, term, upfront).value());
        return percents;
    };
    const auto tenths = [](int one, int two, int three) {
        return ElementsAre(Quantity(one, 10), Quantity(two, 10), Quantity(three, 10));
    };
    EXPECT_THAT(row("aws-reserved-instance", Term::one_year), tenths(385, 414, 426));
    EXPECT_THAT(row("aws-reserved-instance", Term::three_years), tenths(679, 703, 721));
    EXPECT_THAT(row("aws-convertible-reserved-instance", Term::one_year), tenths(261, 296, 310));
    EXPECT_THAT(row("aws-convertible-reserved-instance", Term::three_years), tenths(614, 643, 650));
}

// D2s_v5 in East US: 519 and 997 USD for one and three years of 0.096 an hour; 0.0658368 and 0.0441792 an hour.
TEST(CommitmentCatalog, HasRatesOfAzuresGeneralPurposeMachines) {
    constexpr const char* kMachine = "azure/eastus/D4s_v5";
    for (const auto& [term, hours, reserved, plan] :
         {std::tuple{Term::one_year, 8760, 519, 0.0658368}, std::tuple{Term::three_years, 26280, 997, 0.0441792}}) {
        EXPECT_NEAR(static_cast<double>(*discount("azure-reservation", kMachine, term, Upfront::all)),
                    100 * (1 - reserved / (hours * 0.096)), 0.005);
        EXPECT_NEAR(static_cast<double>(*discount("azure-savings-plan", kMachine, term, Upfront::none)),
                    100 * (1 - plan / 0.096), 0.005);
    }
}

TEST(CommitmentCatalog, FindsTheRateOfAFamilyByNameBeforeThatOfAll) {
    constexpr auto kNone = Upfront::none;
    EXPECT_EQ(discount("gcp-resource-cud", "gcp/us-central1/g2-standard-4", Term::one_year, kNone), Quantity(37));
    EXPECT_EQ(discount("gcp-resource-cud", "gcp/us-central1/g2-standard-4", Term::three_years, Upfront::all), 55);
    EXPECT_EQ(discount("gcp-resource-cud", "gcp/us-central1/m3-ultramem-32", Term::three_years, kNone), 70);
    EXPECT_EQ(discount("gcp-flexible-cud", "gcp/us-central1/n2-standard-4", Term::one_year, kNone), 28);
    EXPECT_EQ(discount("gcp-flexible-cud", "gcp/us-central1/n2-standard-4", Term::three_years, kNone), 46);
    EXPECT_FALSE(discount("gcp-flexible-cud", "gcp/us-central1/g2-standard-4", Term::one_year, kNone));
    EXPECT_FALSE(discount("aws-reserved-instance", "aws/us-west-2/x2iedn.32xlarge", Term::one_year, kNone))
        << "another region";
    EXPECT_FALSE(discount("gcp-resource-cud", "aws/us-east-1/g5.xlarge", Term::one_year, kNone)) << "another provider";
}

TEST(CommitmentPlans, CoverOffersFamiliesOrAllOfAProvider) {
    const std::vector<CommittableOffer> offers{{"gcp/us-central1/n2-standard-4", Money::parse("0.20")},
                                               {"gcp/us-central1/n2-standard-8", Money::parse("0.40")},
                                               {"gcp/us-central1/c3-standard-4", Money::parse("0.30")},
                                               {"aws/us-east-1/g5.xlarge", Money::parse("1.00")}};
    const auto catalog = load_commitments(kPricing / "commitments", known_offers());
    std::vector<std::string> found;
    for (const auto& product : catalog.products)
        for (const auto& plan : plans_of(product, offers, Term::one_year, Upfront::none)) {
            auto text = plan.covers;
            for (const auto& rate : plan.rates) text += " " + (rate ? rate->text() : "-");
            found.push_back(text);
        }
    EXPECT_THAT(found, ElementsAre("gcp 0.144 0.288 0.216 -", "gcp/us-central1/c3 - - 0.189 -",
                                   "gcp/us-central1/n2 0.126 0.252 - -"));
    const auto sustained = sustained_use_of(catalog.sustained_use, offers);
    EXPECT_EQ(sustained[0].size(), 4U);
    EXPECT_EQ(sustained[0].back().per_hour, Money::parse("0.12"));
    EXPECT_THAT(sustained[2], IsEmpty()) << "C3 has none";
    EXPECT_THAT(sustained[3], IsEmpty());
}

const CommitmentProduct& kind(const CommitmentCatalog& catalog, const std::string& id) {
    return *std::find_if(catalog.products.begin(), catalog.products.end(),
                         [&](const auto& product) { return product.id == id; });
}

TEST(CommitmentKinds, AreSoldForWhatTheirProvidersSay) {
    const auto catalog = load_commitments(kPricing / "commitments", known_offers());
    const CommittableOffer machine{"aws/us-east-1/g5.xlarge", Money::parse("1")};
    const CommittableOffer endpoint{"aws/us-east-1/ml.g5.xlarge", Money::parse("1")};
    const CommittableOffer lambda{"aws/us-east-1/lambda-arm-1024mb", Money::parse("1"), true};
    const CommittableOffer serverless{"aws/us-east-1/sagemaker-serverless-2gb", Money::parse("1"), true};
    const auto sold = [&](const char* id) {
        std::vector<bool> all;
        for (const auto& offer : {machine, endpoint, lambda, serverless})
            all.push_back(kind(catalog, id).is_for(offer));
        return all;
    };
    EXPECT_THAT(sold("aws-reserved-instance"), ElementsAre(true, false, false, false));
    EXPECT_THAT(sold("aws-ec2-instance-savings-plan"), ElementsAre(true, false, false, false));
    EXPECT_THAT(sold("aws-compute-savings-plan"), ElementsAre(true, false, true, false));
    EXPECT_THAT(sold("aws-sagemaker-savings-plan"), ElementsAre(false, true, false, true));
}

/// Kinds with one rate for every machine.
CommitmentProduct at_half(const std::string& id) {
    static const auto catalog = load_commitments(kPricing / "commitments", known_offers());
    auto product = kind(catalog, id);
    product.rates = {{{{"*"}, {}}, Term::one_year, {}, Quantity(50), {}}};
    return product;
}

std::vector<std::string> rates_of(const CommitmentPlan& plan) {
    std::vector<std::string> texts;
    for (const auto& rate : plan.rates) texts.push_back(rate ? rate->text() : "-");
    return texts;
}

// A machine of four times the normalization factor takes four times as much; G5 has no size flexibility.
TEST(SizeFlexibility, OfReservedInstancesIsByNormalizationFactorsWithinAFamily) {
    const std::vector<CommittableOffer> offers{{"aws/us-east-1/m7i.large", Money::parse("0.10")},
                                               {"aws/us-east-1/m7i.2xlarge", Money::parse("0.40")},
                                               {"aws/us-west-2/m7i.large", Money::parse("0.10")},
                                               {"aws/us-east-1/g5.xlarge", Money::parse("1.00")},
                                               {"aws/us-east-1/g5.2xlarge", Money::parse("1.20")}};
    const auto plans = plans_of(at_half("aws-reserved-instance"), offers, Term::one_year, Upfront::none);
    ASSERT_EQ(plans.size(), 5U);
    std::map<std::string, std::vector<std::string>> found;
    for (const auto& plan : plans) found[plan.covers] = rates_of(plan);
    EXPECT_THAT(found["aws/us-east-1/m7i.large"], ElementsAre("0.05", "0.20", "-", "-", "-"));
    EXPECT_THAT(found["aws/us-east-1/m7i.2xlarge"], ElementsAre("0.05", "0.20", "-", "-", "-"));
    EXPECT_THAT(found["aws/us-west-2/m7i.large"], ElementsAre("-", "-", "0.05", "-", "-"));
    EXPECT_THAT(found["aws/us-east-1/g5.xlarge"], ElementsAre("-", "-", "-", "0.50", "-"));
    EXPECT_THAT(found["aws/us-east-1/g5.2xlarge"], ElementsAre("-", "-", "-", "-", "0.60"));
}

// Ratios are not prices: twice the T4s cost less than twice as much, so that what is bought by the larger size is
// cheaper for both.
TEST(SizeFlexibility, OfAzureReservationsIsByRatiosOfTheirGroups) {
    const std::vector<CommittableOffer> offers{{"azure/eastus/NC4as_T4_v3", Money::parse("0.50")},
                                               {"azure/eastus/NC8as_T4_v3", Money::parse("0.80")},
                                               {"azure/eastus/NC40ads_H100_v5", Money::parse("7.00")},
                                               {"azure/eastus/NC80adis_H100_v5", Money::parse("14.00")}};
    std::map<std::string, std::vector<std::string>> found;
    for (const auto& plan : plans_of(at_half("azure-reservation"), offers, Term::one_year, Upfront::none))
        found[plan.covers] = rates_of(plan);
    EXPECT_THAT(found["azure/eastus/NC4as_T4_v3"], ElementsAre("0.25", "0.50", "-", "-"));
    EXPECT_THAT(found["azure/eastus/NC8as_T4_v3"], ElementsAre("0.20", "0.40", "-", "-"));
    EXPECT_THAT(found["azure/eastus/NC80adis_H100_v5"], ElementsAre("-", "-", "3.50", "7.00"));
}

// The scenario 2 of the user guide: two m3.large and two m3.xlarge run, and one m3.2xlarge is reserved (16 units). It
// covers both of the former (8) and one of the latter (8).
TEST(SizeFlexibility, IsAppliedAsTheUserGuideSays) {
    UsageByHour usage{{{"aws/us-east-1/m3.xlarge", Money::parse("0.20")},
                       {"aws/us-east-1/m3.large", Money::parse("0.10")},
                       {"aws/us-east-1/m3.2xlarge", Money::parse("0.40")}},
                      {{std::chrono::hours(1), {std::chrono::hours(2), std::chrono::hours(2), Duration{}}, 1}}};
    for (auto& plan : plans_of(at_half("aws-reserved-instance"), usage.offers, Term::one_year, Upfront::none)) {
        if (plan.covers != "aws/us-east-1/m3.2xlarge") continue;
        const auto amount = plan.machine_rate();
        EXPECT_EQ(amount.text(), "0.20");
        const std::vector<Commitment> one{{plan, amount}};
        const auto bill = commitment_bill(usage, one);
        EXPECT_EQ(bill.uncovered.text(), "0.20") << "one m3.xlarge";
        EXPECT_EQ(bill.unused.text(), "0.00");
        return;
    }
    FAIL() << "no plan for m3.2xlarge";
}

// A c4.large covers half of a c4.xlarge.
TEST(SizeFlexibility, OfASmallerReservationCoversAPart) {
    UsageByHour usage{
        {{"aws/us-east-1/c4.xlarge", Money::parse("0.20")}, {"aws/us-east-1/c4.large", Money::parse("0.10")}},
        {{std::chrono::hours(1), {std::chrono::hours(1), Duration{}}, 1}}};
    for (auto& plan : plans_of(at_half("aws-reserved-instance"), usage.offers, Term::one_year, Upfront::none))
        if (plan.covers == "aws/us-east-1/c4.large") {
            const std::vector<Commitment> one{{plan, plan.machine_rate()}};
            EXPECT_EQ(commitment_bill(usage, one).uncovered.text(), "0.10");
            return;
        }
    FAIL() << "no plan for c4.large";
}

/// A file of its own for each test, gone after it.
class CommitmentErrors : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  fmt::format("plimsoll-commitments-{}-{}", test->name(), ::getpid());
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// With one rate, on line 5; one line per problem.
    [[nodiscard]] std::vector<std::string> problems(const std::string& rate, const std::string& kind = "a") const {
        write(rate, kind);
        std::vector<std::string> texts;
        try {
            (void)load_commitments(folder_, known_offers());
        } catch (const InputError& error) {
            for (const auto& problem : error.problems())
                texts.push_back(fmt::format("{}: {}: {}{}", problem.line, problem.pointer, problem.message,
                                            problem.hint.empty() ? "" : " | " + problem.hint));
        }
        return texts;
    }
    void write(const std::string& rate, const std::string& kind = "a") const {
        std::ofstream(folder_ / (kind + ".json"))
            << R"({"plimsoll_commitments": 1, "title": "t", "provider": "aws", "covers": "offer",
"rule": {"source": "the manual", "date": "unknown"}, "id": ")"
            << kind << R"(",
"provenance": {"source": "a price list", "date": "2026-07-20"},
"rates": [
)" << rate << "]}";
    }

    std::filesystem::path folder_;
};

constexpr const char* kGoodRate = R"({"families": ["g5"], "term": "1y", "upfront": "none", "discount": "38.5"})";

TEST_F(CommitmentErrors, AGoodFileLoads) { EXPECT_THAT(problems(kGoodRate), IsEmpty()); }

TEST_F(CommitmentErrors, UnknownRegionsAndTermsAreNamedWithHints) {
    EXPECT_THAT(
        problems(R"({"families": ["g5"], "regions": ["us-east1"], "term": "1yr", "discount": "38.5"})"),
        ElementsAre(
            R"(5: /rates/0/regions: 'us-east1' is no region of aws in the price catalog | did you mean "us-east-1"?)",
            R"(5: /rates/0/term: '1yr' is not "1y" or "3y" | did you mean "1y"?)"));
}

TEST_F(CommitmentErrors, RatesWithoutSenseAreNamed) {
    EXPECT_THAT(problems(R"({"families": [], "term": "1y", "upfront": "some", "discount": "100", "discuont": "1"})"),
                ElementsAre(R"(5: /rates/0/families: expected families such as ["g5"], or ["*"] for all)",
                            R"(5: /rates/0/upfront: 'some' is not "none", "partial" or "all")",
                            R"(5: /rates/0/discount: '100' is no percentage above 0 and below 100, such as "38.5")",
                            testing::HasSubstr("discuont")));
    EXPECT_THAT(problems(R"({"term": "1y", "discount": 38.5, "families": ["g5"]})"),
                testing::Contains(testing::HasSubstr("/rates/0/discount")));
}

TEST_F(CommitmentErrors, FootprintsWithoutSenseAreNamed) {
    std::ofstream(folder_ / "a.json")
        << R"({"plimsoll_commitments": 1, "title": "t", "provider": "aws", "covers": "offer",
"rule": {"source": "the manual", "date": "unknown"}, "id": "a", "rates": [],
"size_flexibility": {"provenance": {"source": "the manual", "date": "unknown"}, "sizes": ["large: 4", "xlarge=8"]}})";
    EXPECT_THAT([&] { (void)load_commitments(folder_, known_offers()); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("'xlarge=8' is no footprint above 0")));
}

TEST_F(CommitmentErrors, AKindThatStandsTwiceIsRefused) {
    write(kGoodRate, "one");
    std::filesystem::copy_file(folder_ / "one.json", folder_ / "two.json");
    EXPECT_THAT(problems(kGoodRate, "three"), ElementsAre("0: /id: 'one' stands in another file, too"));
}

TEST_F(CommitmentErrors, OwnRatesComeBeforeKnownOnes) {
    write(R"({"families": ["*"], "term": "1y", "discount": "50"})");
    auto catalog = load_commitments(folder_, known_offers());
    write(R"({"families": ["*"], "term": "1y", "discount": "60"})");
    add_commitments(catalog, folder_ / "a.json", known_offers());
    ASSERT_EQ(catalog.products.size(), 1U);
    EXPECT_EQ(catalog.products[0].rate("aws/us-east-1/g5.xlarge", Term::one_year, Upfront::none)->discount, 60);
    write(kGoodRate, "mine");
    add_commitments(catalog, folder_ / "mine.json", known_offers());
    EXPECT_THAT(catalog.ids(), ElementsAre("a", "mine"));
}

}  // namespace
}  // namespace plimsoll::pricing
