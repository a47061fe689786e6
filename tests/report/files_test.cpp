// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/files.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/whole_file.hpp"
#include "sim/report/comparison_json.hpp"
#include "tests/report/sample_comparison.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

namespace plimsoll::results::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Files : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = ::testing::TempDir() + "plimsoll-results-XXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }
    static std::string content(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    static std::set<std::string> names_in(const fs::path& folder) {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
        return names;
    }
    fs::path folder_;
};

TEST_F(Files, everything_is_written_and_nothing_temporary_is_left) {
    const Comparison comparison = sample_comparison();
    write_results(folder_ / "new" / "folder", comparison);
    EXPECT_THAT(
        names_in(folder_ / "new" / "folder"),
        ElementsAre("comparison.json", "cost_lines.csv", "load_curve.csv", "series-model-api.csv",
                    "series-nightly-batch.csv", "series-real-time-on-demand.csv",
                    "series-real-time-spot-with-fallback-to-on-demand.csv", "series-serverless.csv", "summary.csv"));
    EXPECT_EQ(content(folder_ / "new" / "folder" / "comparison.json"), json_text(comparison));
}

TEST_F(Files, a_folder_that_cannot_be_made_is_an_io_error) {
    scenarios::write_whole(folder_ / "file", "");
    EXPECT_THROW(write_results(folder_ / "file" / "below", sample_comparison()), IoError);
}

TEST_F(Files, the_files_of_a_result_are_known_by_the_result) {
    EXPECT_THAT(files_of_result(folder_), IsEmpty());
    scenarios::write_whole(folder_ / "comparison.json", R"({"deployments": [{"name": "A b"}, {"name": "../../etc"}]})");
    EXPECT_THAT(files_of_result(folder_),
                ElementsAre("summary.csv", "load_curve.csv", "cost_lines.csv", "sensitivities.csv", "series-a-b.csv",
                            "requests-a-b.csv", "series-etc.csv", "requests-etc.csv", "comparison.json"));
}

TEST_F(Files, a_file_that_is_no_result_owns_nothing) {
    for (const char* text :
         {"", "[1]", "{\"deployments\": 3}", "{\"deployments\": [{\"name\": 1}]}", "{\"deployments\": [7]}"}) {
        scenarios::write_whole(folder_ / "comparison.json", text);
        EXPECT_THAT(files_of_result(folder_), IsEmpty()) << text;
    }
}

TEST(FileNames, are_plain_and_all_different) {
    EXPECT_THAT(file_names({"Real-time, Spot!", "real time spot", "模型", "", "../../etc/passwd"}),
                ElementsAre("real-time-spot", "real-time-spot-2", "deployment", "deployment-2", "etc-passwd"));
}

TEST(FileNames, a_numbered_name_does_not_collide_with_a_given_one) {
    EXPECT_THAT(file_names({"a", "a-2", "a"}), ElementsAre("a", "a-2", "a-3"));
    EXPECT_THAT(file_names({"a", "a", "a-2"}), ElementsAre("a", "a-2", "a-2-2"));
}

TEST(Csv, names_with_commas_and_quotes_are_quoted) {
    const std::string csv = cost_lines_csv(sample_comparison());
    EXPECT_THAT(csv, HasSubstr(",amount,for,currency,period_h\n")) << "the period that the quantities are of";
    EXPECT_THAT(csv, HasSubstr("\n\"real-time, on-demand\",0,test/m,on-demand "
                               "m,41.353333,hour,1.00,1.00,41.353333333333,machine-time,USD,73\n"));
    EXPECT_THAT(csv, HasSubstr("\n\"real-time, spot with fallback to \"\"on-demand\"\"\",1,test/m,on-demand "
                               "m,2.5,hour,1.00,1.00,2.50,machine-time,USD,73\n"));
}

TEST(Csv, a_name_is_no_formula_and_holds_no_line_end) {
    Comparison comparison = sample_comparison();
    comparison.deployments[0].name = "=HYPERLINK(\"http://example.com\")";
    comparison.deployments[1].name = "two\nlines";
    const std::string csv = load_curve_csv(comparison);
    EXPECT_THAT(csv, HasSubstr("\n\"'=HYPERLINK(\"\"http://example.com\"\")\","));
    EXPECT_THAT(csv, HasSubstr("\ntwo?lines,"));
}

TEST(Csv, the_series_has_a_row_per_bucket_with_its_start) {
    const std::string csv = series_csv(sample_comparison().deployments[0]);
    EXPECT_THAT(csv, HasSubstr("\n0,1000,999,1,2.5,0.125,0.1,0.05,0.045,0.21,1,0\n"));
    EXPECT_THAT(csv, HasSubstr("\n131400,500,501,0,1,0,0.3333333333333333,0.05,0.045,0.2,0.13013698630136986,2\n"));
}

TEST(Csv, the_load_curve_has_a_row_per_deployment_and_load) {
    const std::string csv = load_curve_csv(sample_comparison());
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 5 * 4);
    EXPECT_THAT(csv, StartsWith("deployment,load,requests_per_s,latency_mean_s,latency_mean_lo_s,latency_mean_hi_s,"
                                "latency_p50_s,latency_p95_s,latency_p99_s,latency_p99_lo_s,latency_p99_hi_s,"
                                "cost_per_month,cost_per_month_lo,cost_per_month_hi,cost_per_1k_requests,slo_met,"
                                "utilization,unstable\n"));
    EXPECT_THAT(csv, HasSubstr("\nserverless 模型,2,2,3,,,3,3,3,,,240.00,,,"));
}

TEST(Csv, sensitivities_have_a_row_each_with_both_ends) {
    Comparison comparison = sample_comparison();
    EXPECT_EQ(sensitivities_csv(comparison), "");
    comparison.deployments[4].sensitivities = {{Sensitivity::Kind::interruptions,
                                                "mean time to interruption",
                                                "/d/4",
                                                7200,
                                                3600,
                                                14400,
                                                "s",
                                                "by default",
                                                {pricing::Money::parse("5"), 0.25},
                                                {pricing::Money::parse("4"), std::nullopt}}};
    EXPECT_EQ(sensitivities_csv(comparison),
              "deployment,kind,what,pointer,base,low,high,unit,range,at_low_cost_per_month,at_low_latency_p99_s,"
              "at_high_cost_per_month,at_high_latency_p99_s\n"
              "model API,interruptions,mean time to interruption,/d/4,7200,3600,14400,s,by default,5.00,0.25,4.00,\n");
}

TEST(Csv, the_summary_has_a_row_per_deployment_with_the_figures_of_the_table) {
    const Comparison comparison = sample_comparison();
    std::istringstream lines(summary_csv(comparison));
    std::string header, row;
    std::getline(lines, header);
    EXPECT_THAT(header, StartsWith("deployment,cheapest,attainment,serving,"));
    for (const char* column : {"replications", "feasible", "requests_completed", "requests_per_s", "latency_p50_s",
                               "latency_p99_s", "latency_p99_lo_s", "latency_p99_hi_s", "cost_total", "cost_per_month",
                               "cost_per_month_lo", "cost_per_month_hi", "cost_per_1k_requests", "instances_mean",
                               "instances_peak", "cold_starts_share", "utilization", "energy_kwh"})
        EXPECT_THAT("," + header + ",", HasSubstr(std::string(",") + column + ","));
    std::getline(lines, row);
    EXPECT_THAT(row, StartsWith("\"real-time, on-demand\","));
    const auto columns = std::count(header.begin(), header.end(), ',');
    for (std::size_t i = 1; std::getline(lines, row); ++i) {
        const bool quoted = comparison.deployments[i].name.find(',') != std::string::npos;
        EXPECT_EQ(std::count(row.begin(), row.end(), ',') - (quoted ? 1 : 0), columns) << row;
    }
    EXPECT_EQ(summary_csv(Comparison()), header + "\n") << "the columns do not depend on the deployments";
}

}  // namespace
}  // namespace plimsoll::results::testing
