// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/files.hpp"

#include "scenarios/input_error.hpp"
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
    EXPECT_THAT(names_in(folder_ / "new" / "folder"),
                ElementsAre("comparison.json", "cost_lines.csv", "load_curve.csv", "series-model-api.csv",
                            "series-nightly-batch.csv", "series-real-time-on-demand.csv",
                            "series-real-time-spot-with-fallback-to-on-demand.csv", "series-serverless.csv"));
    EXPECT_EQ(content(folder_ / "new" / "folder" / "comparison.json"), json_text(comparison));
}

TEST_F(Files, an_older_result_is_replaced) {
    write_whole(folder_ / "a.txt", "a long old result");
    write_whole(folder_ / "a.txt", "new");
    EXPECT_EQ(content(folder_ / "a.txt"), "new");
    EXPECT_THAT(names_in(folder_), ElementsAre("a.txt"));
}

TEST_F(Files, a_folder_that_cannot_be_made_is_an_io_error) {
    write_whole(folder_ / "file", "");
    EXPECT_THROW(write_results(folder_ / "file" / "below", sample_comparison()), IoError);
}

TEST_F(Files, a_failed_write_names_the_file_and_leaves_nothing_behind) {
    fs::create_directories(folder_ / "comparison.json" / "in the way");  // a rename over a folder fails
    try {
        write_whole(folder_ / "comparison.json", "text");
        FAIL() << "no error";
    } catch (const IoError& error) {
        EXPECT_THAT(error.what(), HasSubstr("comparison.json"));
    }
    EXPECT_THAT(names_in(folder_), ElementsAre("comparison.json"));
}

TEST_F(Files, a_full_disk_is_an_io_error) {
    if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
    fs::create_symlink("/dev/full", folder_ / ".a.txt.tmp");
    EXPECT_THROW(write_whole(folder_ / "a.txt", "text"), IoError);
    EXPECT_FALSE(fs::exists(folder_ / "a.txt"));
}

std::vector<std::string> names_for(const std::vector<std::string>& deployment_names) {
    std::vector<DeploymentResult> deployments(deployment_names.size());
    for (std::size_t i = 0; i < deployments.size(); ++i) deployments[i].name = deployment_names[i];
    return file_names(deployments);
}

TEST(FileNames, are_plain_and_all_different) {
    EXPECT_THAT(names_for({"Real-time, Spot!", "real time spot", "模型", "", "../../etc/passwd"}),
                ElementsAre("real-time-spot", "real-time-spot-2", "deployment", "deployment-2", "etc-passwd"));
}

TEST(FileNames, a_numbered_name_does_not_collide_with_a_given_one) {
    EXPECT_THAT(names_for({"a", "a-2", "a"}), ElementsAre("a", "a-2", "a-3"));
    EXPECT_THAT(names_for({"a", "a", "a-2"}), ElementsAre("a", "a-2", "a-2-2"));
}

TEST(Csv, names_with_commas_and_quotes_are_quoted) {
    const std::string csv = cost_lines_csv(sample_comparison());
    EXPECT_THAT(
        csv,
        HasSubstr("\n\"real-time, on-demand\",0,test/m,on-demand m,41.353333,hour,1.00,1.00,41.353333333333,USD,73\n"));
    EXPECT_THAT(csv, HasSubstr("\n\"real-time, spot with fallback to \"\"on-demand\"\"\",1,test/m,on-demand "
                               "m,2.5,hour,1.00,1.00,2.50,USD,73\n"));
}

TEST(Csv, the_series_has_a_row_per_bucket_with_its_start) {
    const std::string csv = series_csv(sample_comparison().deployments[0]);
    EXPECT_THAT(csv, HasSubstr("\n0,1000,999,1,2.5,0.125,0.1,0.05,0.045,0.21,1,0\n"));
    EXPECT_THAT(csv, HasSubstr("\n131400,500,501,0,1,0,0.3333333333333333,0.05,0.045,0.2,0.13013698630136986,2\n"));
}

TEST(Csv, the_load_curve_has_a_row_per_deployment_and_load) {
    const std::string csv = load_curve_csv(sample_comparison());
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 5 * 4);
    EXPECT_THAT(csv, HasSubstr("\nserverless 模型,2,2,3,3,3,3,,,240.00,,,"));
}

}  // namespace
}  // namespace plimsoll::results::testing
