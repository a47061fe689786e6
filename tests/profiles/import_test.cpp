// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/kernel_law.hpp"
#include "models/profile/profile_file.hpp"
#include "models/profile/table_layout.hpp"
#include "models/step_time/profile_times.hpp"
#include "recorded_profiles.hpp"
#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace plimsoll::models {
namespace {

using testing::HasSubstr;

/// Rows of the notes, by subject and whether they were mapped.
std::size_t rows_of(const Import& import, const std::string& subject, bool mapped) {
    std::size_t rows = 0;
    for (const auto& note : import.notes)
        if (note.subject == subject && note.mapped == mapped) rows += note.rows;
    return rows;
}

std::size_t samples_of(const Import& import, OperatorKind kind) {
    std::size_t count = 0;
    for (const auto& table : import.profile.tables)
        if (operator_of(table.samples.front().work) == kind) count += table.samples.size();
    return count;
}

const Sample* find(const Import& import, const Work& work) {
    for (const auto& table : import.profile.tables)
        for (const auto& sample : table.samples)
            if (sample.work == work) return &sample;
    return nullptr;
}

TEST(ImportVidur, MapsEveryOperatorOfTheLayersByTheModelsSizes) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import = import_profile({ImportFormat::vidur, {recorded_profiles() / "vidur"}, "vidur", ""});
    EXPECT_EQ(import.profile.device, "nvidia-a100-80gb");
    EXPECT_EQ(import.profile.origin, ProfileOrigin::imported);
    // 1,044 rows of Llama-2-7B and 1,824 of Llama-3-8B, each with every operator.
    for (const auto* op : {"emb", "input_layernorm", "attn_pre_proj", "attn_rope", "attn_post_proj", "mlp_up_proj",
                           "mlp_act", "mlp_down_proj", "add"})
        EXPECT_EQ(rows_of(import, op, true), 1044U + 1824U) << op;
    // 652 rows of prefill and 10,320 of decode.
    EXPECT_EQ(rows_of(import, "attn_prefill", true), 652U);
    EXPECT_EQ(rows_of(import, "attn_decode", true), 10'320U);
    // 2, 4 and 8 devices of one node, 994 sizes each; the others span nodes.
    EXPECT_EQ(rows_of(import, "all_reduce", true), 3U * 994);
    EXPECT_EQ(rows_of(import, "all_reduce", false), 4U * 994);
    EXPECT_EQ(rows_of(import, "send_recv", false), 1988U);
    // Of Llama-3-8B, 2 workers: (32 + 2 x 8) heads of 128 are 6,144 columns, 3,072 of them each worker's.
    EXPECT_NE(find(import, {Gemm{1, 4096, 3072, 4096}, Precision::fp16}), nullptr);
    // Gate and up projection are one product, of twice the MLP's width: 2 x 14,336.
    EXPECT_NE(find(import, {Gemm{1, 32768, 28672, 4096}, Precision::fp16}), nullptr);
}

TEST(ImportVidur, TimesAreMillisecondsOfTheMedian) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import =
        import_profile({ImportFormat::vidur,
                        {recorded_profiles() / "vidur/compute/a100/meta-llama/Llama-2-7b-hf/attention.csv.gz"},
                        "v",
                        ""});
    // The file's first row: one sequence, 64 new tokens, none cached: 0.013 ms.
    const auto* sample = find(import, {Attention{1, 64, 64, 32, 32, 128, true}, Precision::fp16});
    ASSERT_NE(sample, nullptr);
    EXPECT_NEAR(sample->seconds, 13e-6, 1e-6);
}

TEST(ImportLlmServingSim, MapsALayerOfLlama) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import = import_profile({ImportFormat::llmservingsim, {recorded_profiles() / "llmservingsim"}, "r", ""});
    EXPECT_EQ(import.profile.device, "nvidia-rtx-4090");
    EXPECT_EQ(import.profile.date, "2026-08-17");
    EXPECT_EQ(import.profile.library, "vLLM 0.19.0");
    // 152 numbers of tokens for each layer, 40 of sequences.
    for (const auto* layer : {"qkv_proj", "o_proj", "gate_up_proj", "down_proj", "act_fn", "layernorm",
                              "final_layernorm", "rotary_emb", "embedding"})
        EXPECT_EQ(rows_of(import, layer, true), 152U) << layer;
    EXPECT_EQ(rows_of(import, "lm_head", true), 40U);
    EXPECT_EQ(rows_of(import, "sampler", false), 40U);
    EXPECT_EQ(samples_of(import, OperatorKind::gemm), 4U * 152 + 40);
    // 8 chunks x 12 cached lengths of prefill, 9 x 11 of decode; the rest has both.
    EXPECT_EQ(rows_of(import, "prefill", true), 96U);
    EXPECT_EQ(rows_of(import, "decode", true), 99U);
    EXPECT_EQ(rows_of(import, "prefill and decode together", false), 8643U - 96 - 99);
    // qkv_proj of 512 tokens takes 166.444 us; 32 heads and 2 x 8 of keys and values, of 128, are 6,144 columns.
    const auto* qkv = find(import, {Gemm{1, 512, 6144, 4096}, Precision::bf16});
    ASSERT_NE(qkv, nullptr);
    EXPECT_NEAR(qkv->seconds, 166.444e-6, 1e-12);
}

TEST(ImportAiconfigurator, MapsWhatHasItsPrecisionAndNoWindow) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import = import_profile(aiconfigurator_request("h100_sxm", "0.24.0", "0.24.0"));
    EXPECT_EQ(import.profile.device, "nvidia-h100-80gb");
    EXPECT_EQ(rows_of(import, "bfloat16", true), 35'742U);
    EXPECT_EQ(rows_of(import, "fp8", true), 35'742U);
    EXPECT_EQ(samples_of(import, OperatorKind::gemm), 2U * 35'742);
    // 23 sizes for 2, 4 and 8 devices in a graph; as many with the host's launches.
    EXPECT_EQ(rows_of(import, "vLLM_custom_graph", true), 69U);
    EXPECT_EQ(rows_of(import, "vLLM_custom_eager", false), 69U);
    std::size_t attention = 0;
    for (const auto& note : import.notes)
        if (note.subject.starts_with("vllm_flash_attn")) attention += note.rows;
    EXPECT_EQ(attention, 50'830U + 62'166U);  // every row is accounted for
}

TEST(ImportAiconfigurator, SizesOfAllReducesCountValues) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import =
        import_profile({ImportFormat::aiconfigurator,
                        {recorded_profiles() / "aiconfigurator/a100_sxm_custom_allreduce_perf_0.14.0.csv.gz"},
                        "a",
                        ""});
    // 536,870,912 values of 2 bytes in 5.394 ms: 199 GB/s, where NVLink has 300 in each direction.
    const auto* sample = find(import, {AllReduce{2, 1'073'741'824}, Precision::bf16});
    ASSERT_NE(sample, nullptr);
    EXPECT_NEAR(sample->seconds, 5.394e-3, 1e-6);
}

TEST(ImportAiconfigurator, CollectivesWithoutANameAreNotMapped) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    ImportRequest request{ImportFormat::aiconfigurator, {}, "a", ""};
    for (const auto* kind : {"nccl_perf_2.27.3", "custom_allreduce_perf_0.14.0"})
        request.paths.push_back(recorded_profiles() / "aiconfigurator" / (std::string("a100_sxm_") + kind + ".csv.gz"));
    EXPECT_EQ(rows_of(import_profile(request), "NCCL", false), 504U);
}

TEST(Import, OfRecordedTablesIsAProfileThatCanBeRead) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    const auto import = import_profile(aiconfigurator_request("a100_sxm", "0.14.0", "0.14.0"));
    const auto file = std::filesystem::temp_directory_path() / "plimsoll-import-a100.json";
    write_profile(import.profile, file);
    const auto devices = load_devices(std::string(PLIMSOLL_SOURCE_DIR) + "/models/devices");
    const auto read = read_profile(file, devices);
    EXPECT_EQ(profile_text(read), profile_text(import.profile));
    std::filesystem::remove(file);
}

TEST(Import, AgreesWithAnotherLabsMeasurementsOfTheSameDevice) {
    PLIMSOLL_NEEDS_RECORDED_PROFILES();
    // Two labs timed the same products on A100: single points differ by up to a third, the median by a few percent.
    const auto vidur = import_profile({ImportFormat::vidur, {recorded_profiles() / "vidur/compute"}, "v", ""});
    const ProfileTimes other(import_profile(aiconfigurator_request("a100_sxm", "0.14.0", "0.14.0")).profile);
    std::vector<double> ratios;
    for (const auto& table : vidur.profile.tables)
        for (const auto& sample : table.samples)
            if (const auto time = other.time(sample.work);
                std::holds_alternative<Gemm>(sample.work.shape) && !time.extrapolated)
                ratios.push_back(sample.seconds / time.seconds);
    ASSERT_GT(ratios.size(), 1000U);
    std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
    const double median = ratios[ratios.size() / 2];
    EXPECT_GT(median, 0.9);
    EXPECT_LT(median, 1.1);
}

class ImportErrors : public testing::Test {
protected:
    ImportErrors()
        : folder_(std::filesystem::temp_directory_path() /
                  (std::string("plimsoll-import-") + testing::UnitTest::GetInstance()->current_test_info()->name())) {
        std::filesystem::create_directories(folder_);
    }
    ~ImportErrors() override { std::filesystem::remove_all(folder_); }
    [[nodiscard]] std::string message(ImportFormat format, const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        try {
            (void)import_profile({format, {folder_}, "x", "some-device"});
        } catch (const InputError& error) {
            return error.what() + error.problems().front().hint;
        }
        return "";
    }
    std::filesystem::path folder_;
};

TEST_F(ImportErrors, AFolderWithoutKnownFilesIsRefused) {
    EXPECT_THAT(message(ImportFormat::vidur, "other.csv", "a,b\n1,2\n"), HasSubstr("no table of vidur"));
}

TEST_F(ImportErrors, AMissingColumnIsNamed) {
    EXPECT_THAT(message(ImportFormat::aiconfigurator, "gemm_perf.csv",
                        "kernel_source,gemm_dtype,m,n,k,latncy\nx,fp8,1,1,1,1\n"),
                HasSubstr("did you mean \"latncy\""));
}

TEST_F(ImportErrors, ACellThatIsNoNumberIsNamedWithItsLine) {
    const auto text = message(ImportFormat::aiconfigurator, "gemm_perf.csv",
                              "kernel_source,gemm_dtype,m,n,k,latency\nx,fp8,1,1,1,0.1\nx,fp8,2,1,1,nan\n");
    EXPECT_THAT(text, HasSubstr("gemm_perf.csv:3"));
    EXPECT_THAT(text, HasSubstr("latency is \"nan\""));
}

TEST_F(ImportErrors, LlmServingSimNeedsItsMetaFile) {
    EXPECT_THAT(message(ImportFormat::llmservingsim, "dense.csv", "layer,tokens,time_us\no_proj,1,3\n"),
                HasSubstr("meta.yaml"));
}

TEST_F(ImportErrors, FilesOfTwoDevicesAreRefused) {
    const std::string table = "kernel_source,gemm_dtype,m,n,k,latency\nx,fp8,1,1,1,0.1\n";
    std::ofstream(folder_ / "l40s_gemm_perf.csv") << table;
    EXPECT_THAT(message(ImportFormat::aiconfigurator, "h100_gemm_perf.csv", table), HasSubstr("one device"));
}

}  // namespace
}  // namespace plimsoll::models
