// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/cpu_backend.hpp"
#include "models/measure/cpu/cpu_identity.hpp"
#include "models/measure/cpu/kernels.hpp"
#include "models/measure/naive.hpp"
#include "models/measure/work_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace plimsoll::measure {
namespace {

using models::Precision;
using models::Work;
using testing::HasSubstr;

/// Rounding of inputs is none, because the kernel's own are read back; what is left is that of sums and results: 2^-24
/// for fp32, 2^-9 for bf16, and twice that where scores are rounded between the products.
double tolerance(Precision precision) { return precision == Precision::fp32 ? 1e-5 : 1.0 / 128; }

void expect_right(const Work& work) {
    cpu::Context context;
    const auto kernel = cpu::make_kernel(context, work);
    ASSERT_TRUE(kernel) << text_of(work);
    kernel->run(0);
    EXPECT_LE(relative_error(kernel->output(), naive_result(work, kernel->inputs(), false)), tolerance(work.precision))
        << text_of(work) << ", " << kernel->name();
}

class CpuKernels : public testing::TestWithParam<Precision> {
protected:
    void SetUp() override {
        if (!cpu::multiplies(GetParam())) GTEST_SKIP() << "this processor has no " << models::name_of(GetParam());
    }
};

TEST_P(CpuKernels, ProductsEqualThoseOfPlainLoops) {
    for (const double m : {1.0, 17.0, 64.0}) expect_right({models::Gemm{1, m, 48, 80}, GetParam()});
}

TEST_P(CpuKernels, AttentionEqualsThatOfPlainLoops) {
    for (const bool causal : {false, true}) {
        expect_right({models::Attention{2, 16, 16, 4, 4, 32, causal}, GetParam()});
        expect_right({models::Attention{2, 5, 21, 8, 2, 64, causal}, GetParam()});  // cached tokens, shared KV heads
        expect_right({models::Attention{3, 1, 40, 8, 2, 64, causal}, GetParam()});  // decode
    }
}

TEST_P(CpuKernels, StreamsEqualThoseOfPlainLoops) {
    using enum models::StreamKind;
    for (const auto kind : {norm, activation, gated, softmax, add, rotary, embedding, pooling, copy, host_copy})
        expect_right({models::Stream{kind, 7, 96}, GetParam()});
}

INSTANTIATE_TEST_SUITE_P(Precisions, CpuKernels, testing::Values(Precision::fp32, Precision::bf16, Precision::int8),
                         [](const auto& one) { return std::string(models::name_of(one.param)); });

TEST(ColdData, EachTurnReadsOtherWeights) {
    cpu::Context context;
    const auto copies =
        context.cold.copies({{64, 64}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ab}, context.engine);
    EXPECT_GE(copies->size() * 64 * 64 * 4, cpu::ColdData::kColdBytes);
    EXPECT_NE((*copies)[0].get_data_handle(), (*copies)[1].get_data_handle());
    EXPECT_EQ(cpu::values_of((*copies)[0]), cpu::values_of((*copies)[1]));
    EXPECT_EQ(copies, context.cold.copies(copies->front().get_desc(), context.engine)) << "made once";
}

// Steps that are served share the tensors of their operators: each result must still be the one of its own inputs.
TEST(Activations, SharedOnesChangeNoResult) {
    cpu::Context context;
    context.activations.share(true);
    std::vector<std::pair<Work, std::unique_ptr<cpu::Kernel>>> kernels;
    for (const auto& work :
         {Work{models::Gemm{1, 64, 48, 80}, Precision::fp32}, Work{models::Gemm{1, 17, 80, 48}, Precision::fp32},
          Work{models::Attention{2, 16, 16, 4, 4, 32, false}, Precision::fp32},
          Work{models::Stream{models::StreamKind::norm, 7, 96}, Precision::fp32},
          Work{models::Stream{models::StreamKind::embedding, 7, 96}, Precision::fp32}})
        kernels.emplace_back(work, cpu::make_kernel(context, work));
    for (int turn = 0; turn < 2; ++turn) {
        for (const auto& [work, kernel] : kernels) {
            kernel->run(0);
            EXPECT_LE(relative_error(kernel->output(), naive_result(work, kernel->inputs(), false)), 1e-5)
                << text_of(work);
        }
    }
}

TEST(Activations, AreSharedByKindOfValueAndPlaceOnly) {
    cpu::Context context;
    const auto layout = [](dnnl::memory::dim rows, dnnl::memory::data_type type = dnnl::memory::data_type::f32) {
        return dnnl::memory::desc({rows, 8}, type, dnnl::memory::format_tag::ab);
    };
    auto& activations = context.activations;
    EXPECT_NE(activations.random(layout(4), 0).get_data_handle(), activations.random(layout(4), 0).get_data_handle());
    activations.share(true);
    void* const first = activations.random(layout(4), 0).get_data_handle();
    EXPECT_EQ(activations.random(layout(2), 0).get_data_handle(), first);
    EXPECT_NE(activations.random(layout(8), 0).get_data_handle(), first) << "too small";
    EXPECT_NE(activations.random(layout(4), 1).get_data_handle(), first);
    EXPECT_NE(activations.empty(layout(4), 0).get_data_handle(), first);
    EXPECT_NE(activations.random(layout(4, dnnl::memory::data_type::u8), 0).get_data_handle(), first);
    EXPECT_EQ(cpu::values_of(activations.random(layout(4), 0)), cpu::values_of(activations.random(layout(4), 1)));
}

TEST(CpuBackend, MeasuresWhatItCanAndNamesTheKernel) {
    const auto backend = make_cpu_backend(1);
    EXPECT_EQ(backend->identity().threads, 1U);
    EXPECT_THAT(backend->identity().title, HasSubstr("1 thread"));
    EXPECT_THAT(backend->identity().library, HasSubstr("oneDNN"));
    const Effort brief{5, 5, 0.01, 1};
    const auto time = backend->measure({models::Gemm{1, 32, 32, 32}, Precision::fp32}, brief);
    ASSERT_TRUE(time);
    EXPECT_GT(time->seconds.median, 0);
    EXPECT_EQ(time->seconds.count, 5U);
    EXPECT_THAT(time->kernel, HasSubstr("oneDNN matmul"));
    EXPECT_FALSE(backend->measure({models::Gemm{1, 32, 32, 32}, Precision::fp8}, brief));
    EXPECT_FALSE(backend->measure({models::AllReduce{2, 1024}, Precision::fp32}, brief));
    EXPECT_GE(backend->step_overhead(), 0);
}

TEST(CpuBackend, PreparesStepsAndRefusesOnesItCannotRun) {
    const auto backend = make_cpu_backend(1);
    const Work good{models::Gemm{1, 8, 8, 8}, Precision::fp32};
    backend->prepare_steps({{good, good}});
    backend->run_step(0);
    EXPECT_THROW(backend->run_step(1), std::out_of_range);
    EXPECT_THROW(backend->prepare_steps({{{models::Gemm{1, 8, 8, 8}, Precision::fp8}}}), std::invalid_argument);
}

}  // namespace
}  // namespace plimsoll::measure
