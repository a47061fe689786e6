// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "recorded_profiles.hpp"
#include "tests/cli/program.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace plimsoll::cli_test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class ProfileCommand : public ProgramTest {
protected:
    /// t = 5 us + m / 10 us for every n and k, `factor` times.
    [[nodiscard]] std::string profile(const std::string& name, double factor) const {
        std::string rows;
        for (const int n : {512, 1024})
            for (const int k : {512, 1024})
                for (const int m : {1, 64, 256, 1024})
                    rows += (rows.empty() ? "[" : ",\n[") + std::to_string(n) + ", " + std::to_string(k) + ", " +
                            std::to_string(m) + ", " + std::to_string(factor * (5 + 0.1 * m)) + ", 0.01]";
        return file(name + ".json", R"({"plimsoll_profile": 1, "name": ")" + name + R"(", "device": "mine",
            "title": "My device", "origin": "measured", "source": "me", "date": "2026-11-24", "step_overhead_us": 30,
            "tables": [{"operator": "gemm", "precision": "fp16", "kernel": "matmul",
                        "columns": ["n", "k", "m", "median_us", "spread"], "rows": [)" +
                                        rows + "]}]}");
    }
};

TEST_F(ProfileCommand, ShowTellsOriginTablesLawsErrorsAndAssumptions) {
    const auto result = run({"profile", "show", profile("mine", 1)});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.err, IsEmpty());
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("mine: My device (mine)\nmeasured: me"), HasSubstr("measured: me; date: 2026-11-24"),
                      HasSubstr("step overhead 30.0 us"), HasSubstr("gemm fp16: 16 times by matmul"),
                      HasSubstr("m 1 to 1024 (4 values)"), HasSubstr("law: overhead"), HasSubstr("TFLOP/s"),
                      HasSubstr("twice beyond"), HasSubstr("note: no all-reduce was measured")));
}

TEST_F(ProfileCommand, ShowSpeaksJson) {
    const auto result = run({"profile", "show", profile("mine", 1), "--json"});
    EXPECT_EQ(result.status, 0) << result.err;
    const auto shown = json::parse(result.out);
    EXPECT_EQ(shown.at("schema"), "plimsoll.profile/1");
    EXPECT_EQ(shown.at("tables").at(0).at("samples"), 16);
    EXPECT_EQ(shown.at("tables").at(0).at("sizes").at("m").at("max"), 1024);
    EXPECT_NEAR(shown.at("step_overhead_s").get<double>(), 30e-6, 1e-12);
}

TEST_F(ProfileCommand, ShowTellsHowMuchTimesScatterWhatWasLeftOutAndWhatToKnow) {
    const auto noisy = file("noisy.json", R"({"plimsoll_profile": 1, "name": "noisy", "device": "mine", "title": "Mine",
        "origin": "measured", "source": "me", "date": "2026-11-24", "notes": ["On a train."],
        "unsteady": ["gemm fp16 1 8 512 512"],
        "tables": [{"operator": "gemm", "precision": "fp16", "kernel": "matmul",
                    "columns": ["n", "k", "m", "median_us", "spread"],
                    "rows": [[512, 512, 1, 5, 0.2], [512, 512, 2, 5, 0.2], [512, 512, 4, 5, 0.2]]}]})");
    const auto text = run({"profile", "show", noisy});
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out,
                AllOf(HasSubstr("spread of the repetitions: median 20 %, p90 20 %"),
                      HasSubstr("scattered too much: gemm fp16 1 8 512 512"), HasSubstr("note: On a train.")));
    const auto shown = json::parse(run({"profile", "show", noisy, "--json"}).out);
    EXPECT_EQ(shown.at("unsteady"), json::array({"gemm fp16 1 8 512 512"}));
    EXPECT_EQ(shown.at("notes"), json::array({"On a train."}));
    EXPECT_EQ(shown.at("tables").at(0).at("spread").at("median"), 0.2);
}

TEST_F(ProfileCommand, CompareTellsTheRatioOfWhatBothKnow) {
    // All 16 samples of each lie in the other, at twice the time.
    const auto result = run({"profile", "compare", profile("mine", 1), profile("slow", 2), "--json"});
    EXPECT_EQ(result.status, 0) << result.err;
    const auto table = json::parse(result.out).at("tables").at(0);
    EXPECT_EQ(table.at("works"), 32);
    EXPECT_NEAR(table.at("ratio").at("median").get<double>(), 2, 1e-6);
    EXPECT_NEAR(table.at("ratio").at("p90").get<double>(), 2, 1e-6);
    const auto text = run({"profile", "compare", profile("mine", 1), profile("slow", 2)});
    EXPECT_THAT(text.out, AllOf(HasSubstr("gemm fp16: 32 works; median 2.000"), HasSubstr("n 512")));
}

TEST_F(ProfileCommand, ListReadsTheDataFolder) {
    const auto data = std::filesystem::path(path("data"));
    std::filesystem::create_directories(data / "models" / "profiles");
    std::filesystem::create_directories(data / "models" / "devices");
    std::filesystem::copy_file(profile("mine", 1), data / "models" / "profiles" / "mine.json");
    const auto here = with_environment({{"PLIMSOLL_DATA", data.string()}});
    EXPECT_THAT(run({"profile", "list"}, here).out, HasSubstr("mine: mine, measured 2026-11-24, 1 tables, 16 times"));
    EXPECT_EQ(run({"profile", "show", "mine"}, here).status, 0);
    const auto wrong = run({"profile", "show", "mien"}, here);
    EXPECT_EQ(wrong.status, 3);
    EXPECT_THAT(wrong.err, HasSubstr("did you mean \"mine\"?"));
}

TEST_F(ProfileCommand, ABadProfileEndsWithStatus3AndEveryProblem) {
    const auto result =
        run({"profile", "show", file("bad.json", R"({"plimsoll_profile": 1, "nam": "x", "tables": []})")});
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, AllOf(HasSubstr("/device"), HasSubstr("/nam"), HasSubstr("did you mean \"name\"?")));
}

TEST_F(ProfileCommand, ImportWritesAProfileAndTellsWhatItMapped) {
    const auto table = file("h100_sxm_gemm_perf.csv",
                            "kernel_source,gemm_dtype,m,n,k,latency\n"
                            "lib,bfloat16,1,1024,1024,0.004\nlib,bfloat16,64,1024,1024,0.005\n"
                            "lib,bfloat16,64,1024,1024,0.007\nlib,nvfp4,64,1024,1024,0.003\n");
    const auto result = run({"profile", "import", "--from", "aiconfigurator", table, "--out", path("h100.json")});
    EXPECT_EQ(result.status, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("h100.json: nvidia-h100-80gb, 1 tables, 2 times"));
    EXPECT_THAT(result.err, AllOf(HasSubstr("bfloat16: 3 rows mapped: gemm"),
                                  HasSubstr("nvfp4: 1 rows not mapped: a precision that is none of ours"),
                                  HasSubstr("2 times of points that were measured several times")));
    const auto shown = run({"profile", "show", path("h100.json")});
    EXPECT_EQ(shown.status, 0) << shown.err;
    EXPECT_THAT(shown.out, AllOf(HasSubstr("imported: AIConfigurator"), HasSubstr("gemm bf16: 2 times by lib")));
}

TEST_F(ProfileCommand, UsageErrorsEndWithStatus2) {
    EXPECT_EQ(run({"profile"}).status, 2);
    EXPECT_EQ(run({"profile", "import", "--from", "elsewhere", "x", "--out", "y.json"}).status, 2);
    EXPECT_EQ(run({"profile", "import", "--from", "vidur", "x", "--out", "y.csv"}).status, 2);
    EXPECT_EQ(run({"profile", "import", "--from", "vidur", path("absent.csv"), "--out", path("y.json")}).status, 3);
}

TEST_F(ProfileCommand, ImportOfARecordedFolderCanBeComparedWithAnother) {
    const auto folder = models::recorded_profiles() / "vidur" / "compute";
    PLIMSOLL_NEEDS_RECORDING(folder);
    const auto import =
        run({"profile", "import", "--from", "vidur", folder.string(), "--out", path("a.json"), "--json"});
    EXPECT_EQ(import.status, 0) << import.err;
    EXPECT_EQ(json::parse(import.out).at("device"), "nvidia-a100-80gb");
    const auto same = run({"profile", "compare", path("a.json"), path("a.json"), "--json"});
    EXPECT_EQ(same.status, 0) << same.err;
    for (const auto& table : json::parse(same.out).at("tables"))
        EXPECT_NEAR(table.at("ratio").at("median").get<double>(), 1, 1e-9) << table.at("table");
}

}  // namespace
}  // namespace plimsoll::cli_test
