// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/step_time/datasheet_times.hpp"

#include "models/graph/build.hpp"
#include "models/graph/memory.hpp"
#include "models/spec/device_slug.hpp"
#include "models/spec/model_file.hpp"
#include "models/step_time/batch_service.hpp"
#include "models/step_time/step_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

const std::string kRoot = PLIMSOLL_SOURCE_DIR;

const Device& device(const std::string& name) {
    static const auto all = load_devices(kRoot + "/models/devices");
    return all.at(name);
}

OperatorGraph graph(const std::string& name, Precision precision = Precision::fp16) {
    static const auto all = load_models(kRoot + "/models/zoo");
    return build_graph(all.at(name), {precision});
}

StepSize batch_of(double sequences, double tokens) { return {sequences, tokens, 0}; }

double seconds(const OperatorGraph& model, const Device& on, double sequences, double tokens) {
    return step_time(model, batch_of(sequences, tokens), DatasheetTimes(on)).seconds;
}

TEST(Devices, AllAreReadAndEachFigureHasASource) {
    const auto all = load_devices(kRoot + "/models/devices");
    EXPECT_EQ(all.size(), 14U);
    for (const auto& [name, entry] : all) {
        EXPECT_FALSE(entry.datasheet.empty()) << name;
        EXPECT_FALSE(entry.achieved_source.empty()) << name;
        EXPECT_TRUE(entry.achieved_assumed || !entry.achieved_date.empty()) << name;
        EXPECT_GE(entry.rates.size(), 2U) << name;
    }
}

TEST(Devices, AreFoundByTheirNameAndByThatOfTheirDriver) {
    EXPECT_EQ(device_slug("AMD EPYC 9R45 (family 26, model 2)"), "amd-epyc-9r45-family-26-model-2");
    const auto all = load_devices(kRoot + "/models/devices");
    EXPECT_EQ(device_name(all, "nvidia-t4"), "nvidia-t4");
    EXPECT_EQ(device_name(all, "tesla-t4"), "nvidia-t4");
    EXPECT_EQ(device_name(all, "nvidia-h100-80gb-hbm3"), "nvidia-h100-80gb");
    EXPECT_EQ(device_name(all, "nvidia-h100-pcie"), "nvidia-h100-pcie-80gb");
    EXPECT_EQ(device_name(all, "nvidia-b200"), "nvidia-b200");
    EXPECT_EQ(find_device(all, "nvidia-b200"), nullptr);
}

struct Measured {
    const char* device;
    const char* precision;
    std::uint32_t tokens;
    std::uint32_t batch;
    double milliseconds;
};

/// Mean latencies of BERT-base that NVIDIA published for TensorRT (github.com/NVIDIA/TensorRT, demo/BERT/README.md; T4:
/// commit 007c3470, others: the edition with L4 and L40S). The fractions in models/devices were fitted to the rows of
/// 128 tokens; those of 384 tokens are held out.
const std::vector<Measured> kTensorRt = {
    {"nvidia-t4", "fp16", 128, 1, 1.95},           {"nvidia-t4", "fp16", 128, 8, 9.09},
    {"nvidia-t4", "fp16", 128, 128, 144.20},       {"nvidia-t4", "fp16", 384, 1, 4.04},
    {"nvidia-t4", "fp16", 384, 8, 27.81},          {"nvidia-t4", "fp16", 384, 128, 458.76},
    {"nvidia-t4", "int8", 128, 32, 18.93},         {"nvidia-t4", "int8", 384, 32, 58.41},
    {"nvidia-l4", "fp16", 128, 1, 1.01},           {"nvidia-l4", "fp16", 128, 8, 3.60},
    {"nvidia-l4", "fp16", 128, 128, 66.09},        {"nvidia-l4", "fp16", 384, 1, 2.09},
    {"nvidia-l4", "fp16", 384, 8, 10.90},          {"nvidia-l4", "fp16", 384, 128, 196.03},
    {"nvidia-l4", "int8", 128, 32, 6.23},          {"nvidia-l4", "int8", 384, 32, 23.17},
    {"nvidia-l40s", "fp16", 128, 1, 0.48},         {"nvidia-l40s", "fp16", 128, 8, 1.29},
    {"nvidia-l40s", "fp16", 128, 128, 17.33},      {"nvidia-l40s", "fp16", 384, 1, 1.03},
    {"nvidia-l40s", "fp16", 384, 8, 3.51},         {"nvidia-l40s", "fp16", 384, 128, 63.83},
    {"nvidia-a100-40gb", "fp16", 128, 1, 0.63},    {"nvidia-a100-40gb", "fp16", 128, 8, 1.31},
    {"nvidia-a100-40gb", "fp16", 128, 128, 15.29}, {"nvidia-a100-40gb", "fp16", 384, 1, 1.26},
    {"nvidia-a100-40gb", "fp16", 384, 8, 3.33},    {"nvidia-a100-40gb", "fp16", 384, 128, 48.73},
    {"nvidia-a100-40gb", "int8", 128, 32, 2.23},   {"nvidia-a100-40gb", "int8", 384, 32, 7.64},
};

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// A sanity range, not an accuracy claim: within a factor of two. NVIDIA's figures leave out the host's work, so that
// the step overhead is taken off.
TEST(DatasheetTimes, IsWithinAFactorOfTwoOfPublishedLatencies) {
    double logs = 0;
    double largest = 0;
    std::vector<double> int8_logs;
    for (const auto& row : kTensorRt) {
        auto bare = device(row.device);
        bare.step_overhead = Duration(0);
        const auto bert = graph("bert-base", *scenarios::value_named<Precision>(row.precision));
        const double ratio = seconds(bert, bare, row.batch, row.tokens) * 1e3 / row.milliseconds;
        logs += std::abs(std::log(ratio));
        largest = std::max(largest, std::abs(std::log(ratio)));
        if (row.precision == std::string("int8")) int8_logs.push_back(std::abs(std::log(ratio)));
        EXPECT_GT(ratio, 0.5) << row.device << ' ' << row.precision << ' ' << row.tokens << " x " << row.batch;
        EXPECT_LT(ratio, 2.0) << row.device << ' ' << row.precision << ' ' << row.tokens << " x " << row.batch;
    }
    EXPECT_LT(logs / static_cast<double>(kTensorRt.size()), 0.105) << "mean |ln ratio|: docs/models.md states 10 %";
    // 0.131 where values of 16 bits pass between the kernels of an int8 model.
    EXPECT_LT(mean(int8_logs), 0.095) << "docs/models.md states 9 % for INT8";
    RecordProperty("mean_abs_ln_ratio", std::to_string(logs / static_cast<double>(kTensorRt.size())));
    RecordProperty("largest_abs_ln_ratio", std::to_string(largest));
}

// A kernel is bound by the larger of its operations and its traffic. On a device that is endlessly fast in one of them,
// a step takes what the other one needs.
TEST(DatasheetTimes, KernelTimeIsTheLargerOfComputeAndTraffic) {
    Device plain;
    plain.rates[Precision::fp32] = {1e12, 0.5};
    plain.bandwidth_bytes_per_s = 1e30;
    const auto bert = graph("bert-base", Precision::fp32);
    const auto step = batch_of(4, 128);
    EXPECT_NEAR(seconds(bert, plain, 4, 128), flops_of(bert, step) / 0.5e12, 1e-9);
    plain.rates[Precision::fp32] = {1e30, 1};
    plain.bandwidth_bytes_per_s = 1e9;
    plain.bandwidth_achieved = 0.5;
    EXPECT_NEAR(seconds(bert, plain, 4, 128), bytes_of(bert, step) / 0.5e9, 1e-6);
}

// 2 m n k = 2e9 operations at 1e12/s take 2 ms; at 4 bytes, m k + k n + m n = 3e6 values take 12 ms at 1e9 B/s.
TEST(DatasheetTimes, SaysWhatBoundsAKernel) {
    Device plain;
    plain.rates[Precision::fp32] = {1e12, 1};
    plain.bandwidth_bytes_per_s = 1e9;
    const Work product{Gemm{1, 1000, 1000, 1000}, Precision::fp32};
    EXPECT_NEAR(DatasheetTimes(plain).time(product).seconds, 12e-3, 1e-12);
    EXPECT_EQ(DatasheetTimes(plain).bound(product), Bound::memory);
    plain.bandwidth_bytes_per_s = 1e11;
    EXPECT_NEAR(DatasheetTimes(plain).time(product).seconds, 2e-3, 1e-12);
    EXPECT_EQ(DatasheetTimes(plain).bound(product), Bound::compute);
    plain.kernel_overhead_s = 1;
    EXPECT_EQ(DatasheetTimes(plain).bound(product), Bound::overhead);
}

// On a device of 1 GB/s that is endlessly fast: m k + k n + m n bytes of a product, 3 bytes per value of a norm; 16
// bits for Q, K, V and the result of attention, as the KV cache has them.
TEST(DatasheetTimes, Int8ModelsMoveEightBitsBetweenKernelsButKeysAndValues) {
    Device plain;
    plain.rates[Precision::int8] = {1e30, 1};
    plain.bandwidth_bytes_per_s = 1e9;
    const auto gigabytes = [&](const decltype(Work::shape)& shape) {
        return DatasheetTimes(plain).time({shape, Precision::int8}).seconds;
    };
    EXPECT_NEAR(gigabytes(Gemm{2, 100, 300, 500}), 2 * (100 * 500 + 500 * 300 + 100 * 300) * 1e-9, 1e-15);
    EXPECT_NEAR(gigabytes(Stream{StreamKind::norm, 100, 768}), 3 * 100 * 768 * 1e-9, 1e-15);
    EXPECT_NEAR(gigabytes(Stream{StreamKind::host_copy, 100, 768}), 100 * 768 * 1e-9, 1e-15);
    EXPECT_NEAR(gigabytes(Attention{1, 1, 1000, 8, 8, 64, true}), 2 * 64 * 8 * (2 + 2 * 1000) * 1e-9, 1e-15);
}

// A ring moves 2 (d - 1) / d bytes over each link: 1.5 x 80 MB at 0.8 x 100 MB/s take 1.5 s on four devices.
TEST(DatasheetTimes, AnAllReduceIsARingOverTheLinks) {
    auto linked = device("nvidia-a100-80gb");
    linked.link_bytes_per_s = 100e6;
    linked.kernel_overhead_s = 0;
    const Work reduce{AllReduce{4, 80e6}, Precision::fp16};
    EXPECT_NEAR(DatasheetTimes(linked).time(reduce).seconds, 1.5, 1e-12);
    linked.link_bytes_per_s = 0;
    EXPECT_THROW((void)DatasheetTimes(linked).time(reduce), std::invalid_argument);
}

TEST(DatasheetTimes, KnowsAPrecisionWhereTheDeviceHasARateForIt) {
    const DatasheetTimes t4(device("nvidia-t4"));
    const DatasheetTimes h100(device("nvidia-h100-80gb"));
    for (const auto precision : {Precision::fp8, Precision::tf32, Precision::bf16}) {
        EXPECT_FALSE(t4.knows(precision));
        EXPECT_TRUE(h100.knows(precision));
        EXPECT_THROW((void)t4.time({Gemm{1, 1, 1, 1}, precision}), std::invalid_argument);
    }
    EXPECT_TRUE(t4.knows(Precision::int4)) << "weights in 4 bits are multiplied in 16";
}

// Where operations bound it, a product with 4-bit weights takes the time of one in 16 bits; where reading weights
// does, 0.515625 / 2 of it.
TEST(DatasheetTimes, FourBitWeightsSaveTrafficAndNoOperations) {
    auto plain = device("nvidia-a100-80gb");
    plain.kernel_overhead_s = 0;
    const DatasheetTimes times(plain);
    const auto ratio = [&](double rows) {
        const Gemm product{1, rows, 8192, 8192};
        return times.time({product, Precision::int4}).seconds / times.time({product, Precision::fp16}).seconds;
    };
    EXPECT_NEAR(ratio(8192), 1, 1e-12);
    EXPECT_NEAR(ratio(1), 0.515625 / 2, 1e-3);
}

TEST(DatasheetTimes, OverheadsAreAddedOncePerStepAndPerKernel) {
    const auto& with = device("nvidia-a100-40gb");
    auto without = with;
    without.step_overhead = Duration(0);
    without.kernel_overhead_s = 0;
    const auto mobilebert = graph("mobilebert");
    const double difference = seconds(mobilebert, with, 1, 64) - seconds(mobilebert, without, 1, 64);
    const double kernels = static_cast<double>(mobilebert.size());
    EXPECT_NEAR(difference, seconds_of(with.step_overhead) + kernels * with.kernel_overhead_s, 1e-12);
}

TEST(DatasheetTimes, HalfADeviceTakesTwiceTheTimeLessOverheads) {
    auto plain = device("cpu-sapphire-rapids");
    plain.step_overhead = Duration(0);
    plain.kernel_overhead_s = 0;
    const auto distilbert = graph("distilbert", Precision::bf16);
    const double whole = seconds(distilbert, plain, 2, 128);
    const double half = step_time(distilbert, batch_of(2, 128), DatasheetTimes(plain, 0.5)).seconds;
    EXPECT_NEAR(half, 2 * whole, 1e-12);
}

// One law of one device answers all kernels, so their errors add up: a step is no surer than a kernel.
TEST(DatasheetTimes, AStepIsAsUnsureAsItsKernels) {
    auto bare = device("nvidia-t4");
    bare.step_overhead = Duration(0);
    const auto time = step_time(graph("bert-base"), batch_of(8, 128), DatasheetTimes(bare));
    EXPECT_NEAR(time.relative_sd, DatasheetTimes::kRelativeSd, 1e-12);
    EXPECT_NEAR(DatasheetTimes::kRelativeSd, std::log(2.0) / 2, 1e-15);
    EXPECT_EQ(time.extrapolated, 1);
}

/// BERT-base on whole devices, padded to `pad_to` tokens.
class BertService : public testing::Test {
protected:
    BatchService service(const std::string& on, std::uint32_t pad_to, std::uint32_t devices = 1) {
        times_ = std::make_unique<DatasheetTimes>(device(on));
        return {bert_, *times_, device(on).memory_bytes, devices, 512, pad_to};
    }
    OperatorGraph bert_ = graph("bert-base");
    std::unique_ptr<DatasheetTimes> times_;
};

TEST_F(BertService, DevicesShareABatchEvenly) {
    const auto four = service("nvidia-t4", 64, 4);
    EXPECT_EQ(batch_seconds(four, 8, 128), seconds(bert_, device("nvidia-t4"), 2, 128));
}

TEST_F(BertService, PadsToTheBucketAndCutsAtTheModelsLength) {
    const auto law = service_time(service("nvidia-t4", 100), 8);
    const auto expected = [&](double batch, double tokens) {
        return duration_from_seconds(seconds(bert_, device("nvidia-t4"), batch, tokens));
    };
    EXPECT_EQ(law(1, 1, 0, 0), expected(1, 100));
    EXPECT_EQ(law(3, 101, 0, 0), expected(3, 200));
    EXPECT_EQ(law(8, 501, 0, 0), expected(8, 512));
    EXPECT_EQ(law(8, 9000, 0, 0), expected(8, 512));
    EXPECT_EQ(law.max_batch(), 8U);
}

TEST_F(BertService, AnImageModelHasOneTimePerBatch) {
    const auto vit = graph("vit-b-16");
    const DatasheetTimes times(device("nvidia-t4"));
    const auto law = service_time({vit, times, 16e9, 1, 0, 64}, 2);
    EXPECT_EQ(law(2, 1, 0, 0), law(2, 5000, 0, 0));
    EXPECT_EQ(law(2, 1, 0, 0), duration_from_seconds(seconds(vit, device("nvidia-t4"), 2, 1)));
}

// Smallest power of two, up to 256, with 95 % of the throughput of an endless batch.
TEST_F(BertService, LargestUsefulBatchReachesNinetyFivePercentAndHalfOfItDoesNot) {
    for (const std::string name : {"nvidia-t4", "nvidia-l4", "nvidia-a100-80gb", "nvidia-h100-80gb"}) {
        const auto bert = service(name, 512);
        const auto batch = largest_useful_batch(bert);
        const auto throughput = [&](std::uint32_t b) { return b / batch_seconds(bert, b, 512); };
        EXPECT_EQ(batch & (batch - 1), 0U) << name;
        ASSERT_GT(batch, 1U) << name;
        ASSERT_LT(batch, 256U) << name;
        EXPECT_GE(throughput(batch), 0.95 * throughput(1U << 16)) << name;
        EXPECT_LT(throughput(batch / 2), 0.95 * throughput(1U << 16)) << name;
    }
}

TEST_F(BertService, LargestUsefulBatchIsAtMost256) {
    const auto mobilebert = graph("mobilebert");
    const DatasheetTimes times(device("nvidia-h100-80gb"));
    EXPECT_EQ(largest_useful_batch({mobilebert, times, 80e9, 1, 512, 16}), 256U);
}

TEST_F(BertService, LargestUsefulBatchFitsTheMemory) {
    auto small = service("nvidia-a100-80gb", 64);
    const auto unbounded = largest_useful_batch(small);
    ASSERT_GT(unbounded, 4U);
    small.device_memory_bytes = memory_bytes(bert_, batch_of(5, 512));
    EXPECT_EQ(largest_useful_batch(small), 4U);
    EXPECT_TRUE(fits(small, 5));
    EXPECT_FALSE(fits(small, 6));
    const auto one = largest_useful_batch(service("nvidia-t4", 64));
    EXPECT_EQ(largest_useful_batch(service("nvidia-t4", 64, 4)), 4 * one);
}

}  // namespace
}  // namespace plimsoll::models
