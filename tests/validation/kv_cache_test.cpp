// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
//
// KV caches of vLLM 0.19 on an H100 as its start-ups logged them, beside the formula: those of models that the zoo has.
#include "models/step_time/kv_cache.hpp"

#include "models/graph/build.hpp"
#include "models/spec/model_file.hpp"
#include "tests/data/tables.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plimsoll::models {
namespace {

constexpr double kGiB = 1024.0 * 1024 * 1024;

/// The model of the zoo and the precision of its products; nothing where it is another model.
struct ServedAs {
    const char* model;
    Precision precision;
};
std::optional<ServedAs> served_of(const std::string& model, const std::string& dtype, const std::string& quant) {
    const bool large = model.find("Llama-3.3-70B") != std::string::npos;  // of the shape of Llama 3.1 70B
    if (!large && model.find("Llama-3.1-8B") == std::string::npos) return {};
    const char* name = large ? "llama-3.1-70b" : "llama-3.1-8b";
    if (quant == "gptq_marlin") return ServedAs{name, Precision::int4};
    if (quant != "None") return ServedAs{name, Precision::fp8};
    return ServedAs{name, dtype == "float32" ? Precision::fp32 : Precision::fp16};
}

TEST(KvCacheSize, IsThatOfRecordedStartUps) {
    const auto file = evidence::recordings() / "measured" / "vllm019_h100_startups.csv";
    PLIMSOLL_NEEDS_RECORDING(file);
    const auto zoo = load_models(PLIMSOLL_SOURCE_DIR "/models/zoo");
    scenarios::CsvRows rows(file.string());
    const auto column = [&](const char* name) { return rows.column(name); };
    const auto model = column("model"), dtype = column("dtype"), quant = column("quant"), kv = column("kv_dtype"),
               tp = column("tp"), pp = column("pp"), util = column("util"), total = column("total_gib"),
               seqs = column("max_seqs"), tokens = column("batched_tokens"), blocks = column("num_gpu_blocks");
    const auto number = [](std::string_view text) { return std::stod(std::string(text)); };
    std::size_t compared = 0;
    std::vector<std::string_view> fields;
    while (rows.next(fields)) {
        const auto served =
            served_of(std::string(fields[model]), std::string(fields[dtype]), std::string(fields[quant]));
        if (!served || number(fields[pp]) != 1) continue;
        const Model& known = zoo.at(served->model);
        const auto& decoder = std::get<Decoder>(known.architecture);
        KvCacheOptions options;
        options.memory_bytes = number(fields[total]) * kGiB;
        options.utilization = number(fields[util]);
        options.tokens_per_step = static_cast<std::uint32_t>(number(fields[tokens]));
        options.max_sequences = static_cast<std::uint32_t>(number(fields[seqs]));
        options.hidden = decoder.layers.hidden;
        options.vocabulary = decoder.vocabulary;
        options.activation_bytes_each = served->precision == Precision::fp32 ? 4 : 2;
        options.devices = static_cast<std::uint32_t>(number(fields[tp]));
        options.key_value_scale = fields[kv] == "fp8" ? 0.5 : 1;
        const auto graph = build_graph(known, {served->precision, options.devices, false});
        const double recorded = number(fields[blocks]);
        EXPECT_NEAR(static_cast<double>(kv_cache_size(graph, options).blocks), recorded, 0.01 * recorded)
            << fields[model] << " on " << options.devices << ", " << fields[dtype] << " " << fields[quant];
        ++compared;
    }
    EXPECT_EQ(compared, 16U);
}

}  // namespace
}  // namespace plimsoll::models
