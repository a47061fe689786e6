// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/spec/device.hpp"
#include "models/spec/model_file.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace plimsoll::models {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

class SpecErrors : public testing::Test {
protected:
    SpecErrors() : folder_(std::filesystem::temp_directory_path() / ("plimsoll-spec-" + name())) {
        std::filesystem::create_directories(folder_);
    }
    ~SpecErrors() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path write(const std::string& file, const std::string& text) {
        std::ofstream(folder_ / file) << text;
        return folder_ / file;
    }
    static std::string shipped(const std::string& path) {
        std::ifstream stream(std::string(PLIMSOLL_SOURCE_DIR) + "/models/" + path);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static std::vector<Problem> problems(const auto& load) {
        try {
            load();
        } catch (const InputError& error) {
            return error.problems();
        }
        return {};
    }

    static std::string name() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }
    std::filesystem::path folder_;
};

TEST_F(SpecErrors, NamesEveryProblemOfADeviceAtOnce) {
    auto text = shipped("devices/nvidia-t4.json");
    text.replace(text.find("\"tdp_watts\": 70"), 15, "\"tdp_wats\": 70");
    text.replace(text.find("\"achieved\": 0.46"), 16, "\"achieved\": 1.46");
    const auto file = write("nvidia-t4.json", text);
    const auto found = problems([&] { (void)load_device(file); });
    EXPECT_EQ(found.size(), 3U);
    EXPECT_THAT(
        found, Contains(AllOf(Field(&Problem::pointer, "/tdp_watts"), Field(&Problem::message, HasSubstr("missing")))));
    EXPECT_THAT(found, Contains(AllOf(Field(&Problem::pointer, "/tdp_wats"),
                                      Field(&Problem::message, HasSubstr("unknown")), Field(&Problem::line, 12))));
    EXPECT_THAT(
        found, Contains(AllOf(Field(&Problem::pointer, "/rates/fp32/achieved"),
                              Field(&Problem::message, HasSubstr("at most 1")), Field(&Problem::file, file.string()))));
}

TEST_F(SpecErrors, ADeviceIsNamedAsItsFile) {
    const auto file = write("nvidia-t5.json", shipped("devices/nvidia-t4.json"));
    EXPECT_THAT(problems([&] { (void)load_device(file); }), Contains(Field(&Problem::pointer, "/name")));
}

TEST_F(SpecErrors, BrokenJsonIsReportedWithItsLine) {
    const auto file = write("x.json", "{\n  \"name\": \"x\",\n  oops\n}\n");
    EXPECT_THAT(problems([&] { (void)load_device(file); }), Contains(Field(&Problem::line, 3)));
}

TEST_F(SpecErrors, HeadsMustDivideTheWidth) {
    auto text = shipped("zoo/bert-base.json");
    text.replace(text.find("\"heads\": 12"), 11, "\"heads\": 11");
    const auto file = write("bert-base.json", text);
    EXPECT_THAT(problems([&] { (void)load_model(file); }), Contains(Field(&Problem::pointer, "/heads")));
}

TEST_F(SpecErrors, PartsOfADecoderMustBelongTogether) {
    const auto changed = [this](const std::string& model, const std::string& from, const std::string& to) {
        auto text = shipped("zoo/" + model + ".json");
        text.replace(text.find(from), from.size(), to);
        const auto file = write(model + ".json", text);
        return problems([&] { (void)load_model(file); });
    };
    EXPECT_THAT(changed("gemma-2-2b", "\"window\": 4096,", ""), Contains(Field(&Problem::pointer, "/window_pattern")));
    EXPECT_THAT(changed("qwen2.5-7b", "\"qkv\"", "\"query\""),
                Contains(AllOf(Field(&Problem::pointer, "/biases"), Field(&Problem::hint, HasSubstr("\"qkv\"")))));
    EXPECT_THAT(changed("kimi-vl-a3b", "\"head_dim\": 192", "\"head_dim\": 128"),
                Contains(AllOf(Field(&Problem::pointer, "/head_dim"), Field(&Problem::message, HasSubstr("sum")))));
    EXPECT_THAT(changed("kimi-vl-a3b", "\"dense_layers\": 1", "\"dense_layers\": 27"),
                Contains(Field(&Problem::pointer, "/experts/dense_layers")));
    EXPECT_THAT(changed("gpt-oss-20b", "\"mxfp4\"", "\"mxfp8\""),
                Contains(Field(&Problem::pointer, "/experts/format")));
}

TEST_F(SpecErrors, AMissingFolderIsAnIoError) {
    EXPECT_THROW((void)load_devices(folder_ / "absent"), IoError);
    EXPECT_THROW((void)load_device(folder_ / "absent.json"), IoError);
}

}  // namespace
}  // namespace plimsoll::models
