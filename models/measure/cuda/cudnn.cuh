// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// cuDNN, where it is installed: found when the program runs, so that it builds with the CUDA toolkit alone. The
/// numbers are those of cuDNN's own header cudnn_graph.h, which 9.x keeps stable.
namespace plimsoll::measure::cuda::cudnn {

enum class Of : int {  ///< cudnnBackendDescriptorType_t
    pointwise = 0,
    engine_config = 3,
    engine_heuristics = 4,
    execution_plan = 5,
    pointwise_operation = 13,
    operation_graph = 15,
    variant_pack = 16,
    tensor = 17,
    matmul = 18,
    matmul_operation = 19,
    reduction = 21,
    reduction_operation = 22,
    attention_operation = 41,  ///< since 9.13
    band_mask_operation = 44,  ///< since 9.20
    softmax_operation = 45,    ///< since 9.20
};

enum class Attribute : int {  ///< cudnnBackendAttributeName_t
    pointwise_mode = 0,
    pointwise_precision = 1,
    pointwise_axis = 9,
    heuristics_mode = 200,
    heuristics_graph = 201,
    heuristics_results = 202,
    plan_handle = 400,
    plan_config = 401,
    plan_workspace = 402,
    pointwise_descriptor = 750,
    pointwise_x = 751,
    pointwise_b = 752,
    pointwise_y = 753,
    pointwise_t = 758,
    graph_handle = 800,
    graph_operations = 801,
    tensor_alignment = 900,
    tensor_type = 901,
    tensor_dimensions = 902,
    tensor_strides = 903,
    tensor_id = 906,
    tensor_virtual = 907,
    tensor_by_value = 908,
    pack_ids = 1000,
    pack_pointers = 1001,
    pack_workspace = 1003,
    matmul_precision = 1500,
    matmul_a = 1520,
    matmul_b = 1521,
    matmul_c = 1522,
    matmul_descriptor = 1523,
    reduction_operator = 1600,
    reduction_precision = 1601,
    reduction_x = 1610,
    reduction_y = 1611,
    reduction_descriptor = 1612,
    attention_q = 2800,
    attention_k = 2801,
    attention_v = 2802,
    attention_o = 2803,
    attention_scale = 2805,
    attention_subgraph = 2811,  ///< since 9.21
    attention_subgraph_input = 2812,
    attention_subgraph_output = 2813,
    mask_x = 3000,
    mask_shift_right = 3004,
    mask_fill = 3005,
    mask_y = 3006,
    mask_comparison = 3007,
    softmax_x = 3100,
    softmax_y = 3101,
};

enum class Type : int {  ///< cudnnBackendAttributeType_t
    handle = 0,
    data_type = 1,
    boolean = 2,
    int64 = 3,
    pointer = 6,
    heuristics_mode = 8,
    pointwise_mode = 14,
    descriptor = 15,
    reduction_operator = 18,
};

enum class Data : int { fp32 = 0, fp16 = 2, int32 = 4, bf16 = 9, boolean = 11 };  ///< cudnnDataType_t
enum class Pointwise : int {                                                      ///< cudnnPointwiseMode_t
    add = 0,
    multiply = 1,
    divide = 6,
    subtract = 9,
    exponential = 13,
    logarithm = 15,
    at_least = 303,
    index = 501,
    select = 601,
};
enum class Reduction : int { add = 0, most = 3 };        ///< cudnnReduceTensorOp_t
enum class Heuristics : int { fallback = 2, best = 3 };  ///< cudnnBackendHeurMode_t

/// The library with a handle on a stream.
class Library {
public:
    /// `libcudnn.so.9` of $CUDNN_PATH/lib, or as the loader finds it. Nothing where there is none of 9.0 or later.
    [[nodiscard]] static std::shared_ptr<const Library> load(cudaStream_t stream);
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// 91900 is 9.19.0.
    [[nodiscard]] std::size_t version() const;
    /// "cuDNN 9.19.0".
    [[nodiscard]] std::string name() const;

private:
    friend class Descriptor;
    struct Functions;
    Library(void* module, std::unique_ptr<Functions> functions, cudaStream_t stream);
    /// \throws Unsupported with cuDNN's words
    void check(int status, const char* what) const;

    void* module_;
    std::unique_ptr<Functions> functions_;
    void* handle_ = nullptr;
};

/// One description: its attributes are set, then it is finished and only read. Every call throws Unsupported where
/// cuDNN refuses.
class Descriptor {
public:
    Descriptor(const Library& library, Of type);
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    Descriptor& set(Attribute attribute, Type type, std::int64_t count, const void* values);
    Descriptor& set(Attribute attribute, const Descriptor& other);
    Descriptor& set(Attribute attribute, const std::vector<const Descriptor*>& others);
    Descriptor& set(Attribute attribute, std::int64_t value);
    Descriptor& set(Attribute attribute, const std::vector<std::int64_t>& values);
    Descriptor& set(Attribute attribute, bool value);
    Descriptor& set(Attribute attribute, Data value);
    Descriptor& set(Attribute attribute, Pointwise value);
    Descriptor& set(Attribute attribute, Reduction value);
    Descriptor& set(Attribute attribute, Heuristics value);
    Descriptor& set_handle(Attribute attribute);
    Descriptor& finish(const char* what);

    [[nodiscard]] std::int64_t whole(Attribute attribute) const;
    /// At most `most` descriptors of one type.
    [[nodiscard]] std::vector<Descriptor> several(Attribute attribute, Of type, std::size_t most) const;
    /// Runs this plan; can be captured into a graph.
    void execute(const Descriptor& variant_pack) const;

private:
    const Library* library_;
    void* descriptor_ = nullptr;
};

}  // namespace plimsoll::measure::cuda::cudnn
