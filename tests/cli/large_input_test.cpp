// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include <sys/stat.h>

namespace plimsoll::cli_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Small files that would take much memory or time, and files that never end.
class LargeInput : public ProgramTest {
protected:
    [[nodiscard]] static Outcome in_little_memory(const std::vector<std::string>& arguments) {
        RunSetup setup;
        constexpr rlim_t kLittle = rlim_t{512} << 20;
        setup.limits[RLIMIT_AS] = kLittle;
        return run(arguments, setup);
    }
};

TEST_F(LargeInput, LongKeysAboveLongArraysTakeNoMoreThanTheirFile) {
    std::string numbers = "0";
    for (int i = 0; i < 30'000; ++i) numbers += ",0";
    const std::string key(60'000, 'k');
    const auto scenario = file("long.json", "{\"" + key + "\": [" + numbers + "]}");
    EXPECT_EQ(in_little_memory({"check", scenario}).status, 3);
    const auto model = file("config.json", "{\"model_type\": \"bert\", \"" + key + "\": [" + numbers + "]}");
    EXPECT_EQ(in_little_memory({"model", "show", model}).status, 3);
    const auto own = file("own.json", "{\"family\": \"encoder\", \"" + key + "\": [" + numbers + "]}");
    EXPECT_EQ(in_little_memory({"model", "show", own}).status, 3);
}

TEST_F(LargeInput, ModelsOfMoreLayersThanAnyHasAreRefusedWithTheKey) {
    const auto config =
        file("config.json", R"({"model_type": "llama", "num_hidden_layers": 4294967295, "hidden_size": 64,
        "num_attention_heads": 8, "intermediate_size": 64, "vocab_size": 100, "max_position_embeddings": 64})");
    const auto shown = in_little_memory({"model", "show", config});
    EXPECT_EQ(shown.status, 3);
    EXPECT_THAT(shown.err, AllOf(HasSubstr("/num_hidden_layers"), HasSubstr("at most 1000")));
    const auto student = in_little_memory({"model", "show", "bert-base", "--student", "3000000000,64,8,64"});
    EXPECT_EQ(student.status, 3);
    EXPECT_THAT(student.err, HasSubstr("at most 1000"));
}

TEST_F(LargeInput, TheFirstOfVeryManyProblemsAreShown) {
    std::string numbers = "0";
    for (int i = 0; i < 20'000; ++i) numbers += ",0";
    const auto result = in_little_memory({"check", small(), "--set", "/slo=[" + numbers + "]"});
    EXPECT_EQ(result.status, 3);
    EXPECT_LT(std::count(result.err.begin(), result.err.end(), '\n'), 220);
    EXPECT_THAT(result.err, AllOf(HasSubstr("... and 900 more\n"), HasSubstr("1000 problems, and perhaps more\n")));
}

TEST_F(LargeInput, WhatNeverEndsIsNotRead) {
    EXPECT_EQ(in_little_memory({"check", "/dev/zero"}).status, 4);
    EXPECT_EQ(in_little_memory({"model", "show", "/dev/zero"}).status, 4);
    ASSERT_EQ(::mkfifo(path("pipe.json").c_str(), 0600), 0);
    EXPECT_EQ(run({"model", "show", path("pipe.json")}).status, 4);
    const auto trace = run({"check", small(), "--set", R"(/workload/traffic={"trace": "pipe.json", "format": "csv"})"});
    EXPECT_EQ(trace.status, 3);
    EXPECT_THAT(trace.err, HasSubstr("a device or a pipe"));
}

}  // namespace
}  // namespace plimsoll::cli_test
