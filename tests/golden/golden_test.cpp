// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "reduced_result.hpp"

#include "sim/report/comparison_json.hpp"
#include "sim/report/comparison_reader.hpp"
#include "tests/cli/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// Every shipped scenario keeps its result. After a change that is meant to alter results, write them anew and review
/// the difference: `PLIMSOLL_UPDATE_GOLDEN=1 build/release/bin/plimsoll_test_golden`.
namespace plimsoll::golden_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const fs::path kScenarios = fs::path(PLIMSOLL_SOURCE_DIR) / "scenarios";
const fs::path kGolden = fs::path(PLIMSOLL_SOURCE_DIR) / "tests" / "golden";

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

bool updating() {
    const char* const value = std::getenv("PLIMSOLL_UPDATE_GOLDEN");
    return value != nullptr && std::string(value) == "1";
}

/// Compares on a fixed day, so that no price grows old. Real results also show that none is changed by being read.
Json present_result(const std::string& name) {
    const std::string scenario = (kScenarios / (name + ".json")).string();
    constexpr const char* k2026December1 = "1796083200";
    const auto outcome = cli_test::run({"compare", scenario, "--json", "--progress=none"},
                                       cli_test::with_environment({{"SOURCE_DATE_EPOCH", k2026December1}}));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(results::json_text(results::read_comparison(outcome.out, name)), outcome.out);
    return reduced(Json::parse(outcome.out));
}

std::string first_lines(const std::vector<std::string>& lines) {
    constexpr std::size_t kShown = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, lines.size()); ++i) text += "  " + lines[i] + "\n";
    if (lines.size() > kShown) text += "  and " + std::to_string(lines.size() - kShown) + " more\n";
    return text;
}

class ShippedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, KeepsItsGoldenResult) {
    const Json present = present_result(GetParam());
    for (const Json& deployment : present.at("deployments"))
        EXPECT_TRUE(deployment.at("audit_passed").get<bool>()) << deployment.at("name");

    const fs::path file = kGolden / (GetParam() + ".json");
    if (updating()) {
        constexpr int kIndent = 1;
        std::ofstream(file, std::ios::binary) << present.dump(kIndent) << '\n';
        return;
    }
    std::ifstream stream(file, std::ios::binary);
    ASSERT_TRUE(stream) << "no golden result; write it with PLIMSOLL_UPDATE_GOLDEN=1";
    const auto found = differences(Json::parse(stream), present);
    EXPECT_TRUE(found.empty()) << "the result differs from " << file.filename() << ":\n"
                               << first_lines(found)
                               << "where this is meant, write it anew with PLIMSOLL_UPDATE_GOLDEN=1";
}

INSTANTIATE_TEST_SUITE_P(Golden, ShippedScenario, testing::ValuesIn(names_in(kScenarios)), [](const auto& instance) {
    std::string name = instance.param;
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
});

TEST(GoldenResults, BelongToAShippedScenarioEach) {
    if (updating()) GTEST_SKIP() << "golden results are being written";
    EXPECT_EQ(names_in(kGolden), names_in(kScenarios));
}

TEST(GoldenComparison, ForgivesTheLastBitsOfATimeOnly) {
    const Json golden = Json::parse(R"({"latency_s": {"mean": 1.0}, "share": 1.0, "per_month": "1.00"})");
    Json present = golden;
    present["latency_s"]["mean"] = 1.0 + 1e-7;
    EXPECT_TRUE(differences(golden, present).empty());
    present["latency_s"]["mean"] = 1.0 + 1e-5;
    present["share"] = 1.0 + 1e-7;
    present["per_month"] = "1.01";
    present["added"] = 1;
    EXPECT_EQ(differences(golden, present).size(), 4u);
}

}  // namespace
}  // namespace plimsoll::golden_test
