// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/profile_file.hpp"
#include "models/profile/table_layout.hpp"
#include "models/spec/device.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace plimsoll::models {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

/// A device of 100 TFLOP/s and 1 TB/s.
Devices plain_device() {
    Device device;
    device.name = "plain";
    device.rates[Precision::fp16] = {100e12, 1};
    device.bandwidth_bytes_per_s = 1e12;
    return {{"plain", device}};
}

constexpr const char* kProfile = R"({
  "plimsoll_profile": 1,
  "name": "plain",
  "device": "plain",
  "title": "A plain device",
  "origin": "measured",
  "source": "the author",
  "date": "2026-11-24",
  "tables": [
    {
      "operator": "gemm",
      "precision": "fp16",
      "kernel": "matmul",
      "columns": ["n", "k", "m", "median_us", "spread"],
      "rows": [
        [1024, 1024, 64, 6.5, 0.01],
        [1024, 1024, 1024, 30.25, 0.02],
        [1024, 1024, 4096, 105, 0]
      ]
    },
    {
      "operator": "attention",
      "precision": "fp16",
      "heads": 32,
      "kv_heads": 8,
      "head_dim": 128,
      "causal": true,
      "kernel": "flash",
      "columns": ["sequences", "query", "span", "median_us"],
      "rows": [
        [1, 1, 1024, 10],
        [8, 1, 1024, 42]
      ]
    }
  ]
}
)";

class ProfileFile : public testing::Test {
protected:
    ProfileFile()
        : folder_(std::filesystem::temp_directory_path() /
                  (std::string("plimsoll-profile-") + testing::UnitTest::GetInstance()->current_test_info()->name())) {
        std::filesystem::create_directories(folder_);
    }
    ~ProfileFile() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }
    [[nodiscard]] std::filesystem::path write_packed(const std::string& name, const std::string& text) const {
        const auto path = (folder_ / name).string();
        auto* file = gzopen(path.c_str(), "wb");
        gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
        gzclose(file);
        return path;
    }
    /// The problems of the profile above with `from` replaced.
    [[nodiscard]] std::vector<Problem> problems(const std::string& from, const std::string& to) const {
        std::string text = kProfile;
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        try {
            (void)read_profile(write("plain.json", text), plain_device());
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }
    std::filesystem::path folder_;
};

auto problem(const std::string& pointer, const std::string& message, const std::string& hint = "") {
    return AllOf(Field(&Problem::pointer, pointer), Field(&Problem::message, HasSubstr(message)),
                 Field(&Problem::hint, HasSubstr(hint)));
}

TEST_F(ProfileFile, ReadsWhatIsWritten) {
    const auto profile = read_profile(write("plain.json", kProfile), plain_device());
    EXPECT_EQ(profile.device, "plain");
    ASSERT_EQ(profile.tables.size(), 2U);
    ASSERT_EQ(profile.tables[0].samples.size(), 3U);
    const auto& sample = profile.tables[0].samples[1];
    EXPECT_EQ(sample.work, (Work{Gemm{1, 1024, 1024, 1024}, Precision::fp16}));
    EXPECT_DOUBLE_EQ(sample.seconds, 30.25e-6);
    EXPECT_EQ(sample.spread, 0.02);
    EXPECT_EQ(profile.tables[1].samples[1].work, (Work{Attention{8, 1, 1024, 32, 8, 128, true}, Precision::fp16}));
    EXPECT_FALSE(profile.step_overhead_s);
    EXPECT_TRUE(profile.complete);
}

TEST_F(ProfileFile, WritingAndReadingAgainChangesNothing) {
    auto profile = read_profile(write("plain.json", kProfile), plain_device());
    profile.step_overhead_s = 123.456e-6;
    profile.driver = "580.1 \"beta\"";
    profile.threads = 2;
    profile.complete = false;
    profile.notes = {"Measured on a \"quiet\" machine.", "Twice."};
    profile.unsteady = {"gemm fp16 1 1 1024 1024"};
    profile.tables[0].samples[0].seconds = 0.1 / 3;  // no short decimal
    std::get<Gemm>(profile.tables[0].samples[2].work.shape).groups = 8;
    profile.tables.push_back({"copy", {{{Stream{StreamKind::copy, 10, 20}, Precision::fp16}, 3e-6, 0.1}}});
    profile.tables.push_back({"ring", {{{AllReduce{4, 1e6}, Precision::fp16}, 3e-5, 0.1}}});
    profile.validations.push_back({"bert-base",
                                   "fp16",
                                   "lognormal around 128, sigma 0.6, up to 512",
                                   "2026-11-24",
                                   3,
                                   {{0.5,
                                     100,
                                     {0.01, 0.2},
                                     {0.02, 0},
                                     {99.5, 0},
                                     {0.011, 0.1},
                                     {0.021, 0},
                                     {100, 0.01},
                                     {0.97, 0},
                                     {0.0101, 0},
                                     {0.031, 0.02},
                                     {0.09, 0},
                                     {0.006, 0},
                                     {0.007, 0},
                                     {0.03, 0},
                                     {0.1, 0.1},
                                     {0.0061, 0},
                                     {0.0071, 0}},
                                    {0.6,
                                     120,
                                     {0.01, 0},
                                     {0.02, 0},
                                     {99.5, 0},
                                     {0.011, 0},
                                     {0.021, 0},
                                     {100, 0},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {}}}});
    profile.validations.back().engine = "vllm";
    const auto first = profile_text(profile);
    const auto again = read_profile(write("plain.json", first), {});
    EXPECT_EQ(profile_text(again), first);
    EXPECT_NEAR(again.tables[0].samples[0].seconds, 0.1 / 3, 1e-16);
    EXPECT_EQ(again.tables[2].samples[0].work, profile.tables[2].samples[0].work);
    EXPECT_EQ(again.tables[3].samples[0].work, profile.tables[3].samples[0].work);
    EXPECT_EQ(again.step_overhead_s, profile.step_overhead_s);
    EXPECT_EQ(again.driver, profile.driver);
    EXPECT_EQ(again.notes, profile.notes);
    EXPECT_EQ(again.unsteady, profile.unsteady);
    EXPECT_FALSE(again.complete);
    ASSERT_EQ(again.validations.size(), 1U);
    const auto& point = again.validations[0].points[0];
    EXPECT_EQ(point.simulated_p99_s.median, 0.021);
    EXPECT_EQ(point.measured_p50_s.spread, 0.2);
    EXPECT_EQ(point.batch_time_ratio.median, 0.97);
    EXPECT_EQ(again.validations[0].points[1].batch_time_ratio.median, 0) << "not known";
    EXPECT_EQ(again.validations[0].tokens, "lognormal around 128, sigma 0.6, up to 512");
    EXPECT_EQ(again.validations[0].engine, "vllm");
    // Times that were read once are exact from then on.
    const auto third = read_profile(write("plain.json", profile_text(again)), {});
    for (std::size_t t = 0; t < again.tables.size(); ++t)
        for (std::size_t i = 0; i < again.tables[t].samples.size(); ++i)
            EXPECT_EQ(third.tables[t].samples[i].seconds, again.tables[t].samples[i].seconds);
}

TEST_F(ProfileFile, WritesOneRowPerLineInOrder) {
    auto profile = read_profile(write("plain.json", kProfile), {});
    std::swap(profile.tables[0].samples[0], profile.tables[0].samples[2]);
    EXPECT_THAT(profile_text(profile), HasSubstr("        [1024, 1024, 64, 6.5, 0.01],\n"
                                                 "        [1024, 1024, 1024, 30.25, 0.02],\n"));
}

TEST_F(ProfileFile, ReadsGzip) {
    const auto profile = read_profile(write_packed("plain.json.gz", kProfile), {});
    EXPECT_EQ(profile.tables.size(), 2U);
    EXPECT_EQ(scenarios::packed_stem("a/b/plain.json.gz"), "plain");
}

TEST_F(ProfileFile, GzipThatEndsEarlyIsRefused) {
    const auto whole = write_packed("plain.json.gz", kProfile);
    std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
    EXPECT_THROW((void)read_profile(whole, {}), InputError);
}

TEST_F(ProfileFile, ReadsOtherUnitsOfTime) {
    std::string text = kProfile;
    text.replace(text.find("median_us"), 9, "median_ms");
    const auto profile = read_profile(write("plain.json", text), {});
    EXPECT_DOUBLE_EQ(profile.tables[0].samples[1].seconds, 30.25e-3);
}

TEST_F(ProfileFile, NamesEveryProblemAtOnce) {
    std::string text = kProfile;
    text.replace(text.find("\"measured\""), 10, "\"guessed\"");
    text.replace(text.find("\"title\""), 7, "\"titel\"");
    text.replace(text.find("30.25"), 5, "-1.25");
    try {
        (void)read_profile(write("plain.json", text), {});
        FAIL() << "three mistakes were read";
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems(), Contains(problem("/origin", "\"guessed\" is not one of")));
        EXPECT_THAT(error.problems(), Contains(problem("/titel", "unknown key", "did you mean \"title\"?")));
        EXPECT_THAT(error.problems(), Contains(problem("/title", "missing")));
        EXPECT_THAT(error.problems(),
                    Contains(AllOf(problem("/tables/0/rows/1", "expected more than 0"), Field(&Problem::line, 17))));
    }
}

TEST_F(ProfileFile, UnknownNamesAreRefusedWithTheNearest) {
    EXPECT_THAT(problems("\"fp16\"", "\"fp61\""),
                Contains(problem("/tables/0/precision", "unknown precision \"fp61\"", "did you mean \"fp16\"?")));
    EXPECT_THAT(problems("\"gemm\"", "\"gem\""),
                Contains(problem("/tables/0/operator", "unknown operator", "did you mean \"gemm\"?")));
    EXPECT_THAT(problems("\"m\", \"median_us\"", "\"m\", \"median_hours\""),
                Contains(problem("/tables/0/columns/3", "unknown column", "median_us")));
    EXPECT_THAT(problems("\"kernel\": \"flash\"", "\"kernel\": \"flash\", \"window\": 128"),
                Contains(problem("/tables/1/window", "unknown key")));
}

TEST_F(ProfileFile, MissingColumnsAndMembersAreRefused) {
    EXPECT_THAT(problems("\"n\", \"k\", \"m\"", "\"n\", \"k\""),
                Contains(problem("/tables/0/columns", "\"m\" is missing")));
    EXPECT_THAT(problems("\"median_us\", \"spread\"", "\"spread\""),
                Contains(problem("/tables/0/columns", "times is missing")));
    EXPECT_THAT(problems("      \"head_dim\": 128,\n", ""), Contains(problem("/tables/1/head_dim", "missing")));
    EXPECT_THAT(problems("\"plimsoll_profile\": 1", "\"plimsoll_profile\": 2"),
                Contains(problem("/plimsoll_profile", "version 2")));
}

TEST_F(ProfileFile, NumbersThatAreNoTimesAreRefused) {
    EXPECT_THAT(problems("30.25", "0"), Contains(problem("/tables/0/rows/1", "expected more than 0")));
    EXPECT_THAT(problems("30.25", "null"), Contains(problem("/tables/0/rows/1", "expected a number")));
    EXPECT_THAT(problems("30.25", "\"NaN\""), Contains(problem("/tables/0/rows/1", "expected a number")));
    for (const char* spread : {"2", "1", "-0.1"})
        EXPECT_THAT(problems("30.25, 0.02", std::string("30.25, ") + spread),
                    Contains(problem("/tables/0/rows/1", std::string("the spread is ") + spread, "not in percent")));
    EXPECT_THAT(problems("30.25, 0.02", "30.25"), Contains(problem("/tables/0/rows/1", "array of 5 numbers")));
    EXPECT_THAT(problems("[8, 1, 1024, 42]", "[8, 2, 1, 42]"), Contains(problem("/tables/1/rows/1", "look at 1")));
    EXPECT_THAT(problems("[1024, 1024, 1024,", "[1024, 1024.5, 1024,"),
                Contains(problem("/tables/0/rows/1", "whole number")));
}

TEST_F(ProfileFile, RowsAreSortedAndStandOnce) {
    EXPECT_THAT(problems("[1024, 1024, 4096,", "[1024, 1024, 512,"),
                Contains(problem("/tables/0/rows/2", "not sorted", "sort them")));
    EXPECT_THAT(problems("[1024, 1024, 4096,", "[1024, 1024, 1024,"),
                Contains(problem("/tables/0/rows/2", "same sizes", "median")));
}

TEST_F(ProfileFile, TimesAboveTheDatasheetsPeakAreRefused) {
    // 2 x 1024^3 FLOPs in 0.03025 us are 71,000 TFLOP/s; the device has 100.
    EXPECT_THAT(problems("30.25", "0.03025"),
                Contains(problem("/tables/0/rows/1", "TFLOP/s", "are these milliseconds?")));
}

TEST_F(ProfileFile, TablesInNanosecondsAreRefused) {
    std::string rows = "[1024, 1024, 64, 6500, 0.01],\n[1024, 1024, 1024, 30250, 0.02],\n[1024, 1024, 4096, 105000, 0]";
    std::string text = kProfile;
    const auto from = text.find("[1024, 1024, 64");
    text.replace(from, text.find("\n      ]") - from, rows);
    // 30 ms for 21 us of work: as a whole some hundred times too slow only without the launch's share.
    text.replace(text.find("30250"), 5, "90250");
    text.replace(text.find("6500"), 4, "65000");
    try {
        (void)read_profile(write("plain.json", text), plain_device());
        FAIL() << "nanoseconds were read as microseconds";
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems(), Contains(problem("/tables/0/rows", "times what plain needs", "nanoseconds")));
    }
}

TEST_F(ProfileFile, ARowInAnotherUnitIsFoundWithoutADatasheet) {
    // Ten rows of 5 us + m / 10 us, and one of them in nanoseconds.
    std::string rows;
    for (int m = 1; m <= 10; ++m)
        rows += (m > 1 ? ",\n" : "") + std::string("[64, 64, ") + std::to_string(m * 100) + ", " +
                std::to_string((m == 6 ? 1000 : 1) * (5 + 10 * m)) + ", 0]";
    std::string text = kProfile;
    const auto from = text.find("[1024, 1024, 64");
    text.replace(from, text.find("\n      ]") - from, rows);
    try {
        (void)read_profile(write("plain.json", text), {});
        FAIL() << "a row of nanoseconds was read";
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems(), Contains(problem("/tables/0/rows/5", "the other rows", "another unit")));
        EXPECT_EQ(error.problems().size(), 1U);
    }
}

TEST_F(ProfileFile, ManyProblemsOfOneTableAreCounted) {
    std::string rows;
    for (int m = 1; m <= 100; ++m) rows += (m > 1 ? ",\n" : "") + std::string("[64, 64, 1, -1, 0]");
    std::string text = kProfile;
    const auto from = text.find("[1024, 1024, 64");
    text.replace(from, text.find("\n      ]") - from, rows);
    try {
        (void)read_profile(write("plain.json", text), {});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_LT(error.problems().size(), 20U);
        EXPECT_THAT(error.problems(), Contains(problem("/tables/0/rows", "90 more rows")));
    }
}

TEST_F(ProfileFile, NamesResolveInTheFolderOrAsPaths) {
    const auto file = write("plain.json", kProfile);
    EXPECT_EQ(find_profile("plain", folder_), file);
    EXPECT_EQ(find_profile(file.string(), folder_), file);
    try {
        (void)find_profile("plian", folder_);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.problems()[0].hint, HasSubstr("did you mean \"plain\"?"));
    }
    EXPECT_THAT(profile_files(folder_ / "absent"), IsEmpty());
}

// What is shipped has been written by this program, apart from its notes, and holds nothing that it would refuse.
TEST(ShippedProfiles, AreReadAndWrittenAgainByteForByte) {
    const std::filesystem::path root = PLIMSOLL_SOURCE_DIR;
    const auto files = profile_files(root / "models" / "profiles");
    EXPECT_THAT(files, testing::Not(IsEmpty()));
    for (const auto& [name, file] : files) {
        const auto profile = read_profile(file, load_devices(root / "models" / "devices"));
        EXPECT_EQ(profile.name, name);
        EXPECT_TRUE(profile_text(profile) == scenarios::read_packed_text(file))
            << name << ": read and write it to see where";
    }
}

TEST_F(ProfileFile, AnUnwritableFileIsAnIoError) {
    EXPECT_THROW(write_profile({}, folder_ / "absent" / "x.json"), IoError);
    EXPECT_THROW((void)read_profile(folder_ / "absent.json", {}), IoError);
}

}  // namespace
}  // namespace plimsoll::models
