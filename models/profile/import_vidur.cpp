// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"
#include "models/profile/import_samples.hpp"
#include "scenarios/files/packed_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

/// Vidur (github.com/microsoft/vidur): mlp.csv and attention.csv of a model, all_reduce.csv and send_recv.csv of a
/// node; milliseconds, FP16. Workers that share a model (tensor parallel) split heads and the width of the MLP.
namespace plimsoll::models {
namespace {

constexpr Precision kPrecision = Precision::fp16;

/// Median and spread of one operator's columns.
class Timing {
public:
    Timing(const CsvTable& table, const std::string& op)
        : median_(table.column("time_stats." + op + ".median")), std_(table.column("time_stats." + op + ".std")) {}

    /// 0 where the operator was not timed in this row.
    [[nodiscard]] double seconds(CsvTable& table, std::size_t row) const {
        return table.number(row, median_) * kMillisecond;
    }
    [[nodiscard]] double spread(CsvTable& table, std::size_t row) const {
        return table.number(row, std_) * kMillisecond / seconds(table, row);
    }

private:
    std::size_t median_;
    std::size_t std_;
};

std::string kernel_of(const CsvTable& table) { return "Vidur " + scenarios::packed_stem(table.file()); }

/// Sizes of one row of mlp.csv.
struct MlpRow {
    double tokens, width, heads, kv_heads, inner, workers;
    bool gated;
};

using Shape = decltype(Work::shape);

std::map<std::string, Shape (*)(const MlpRow&)> mlp_shapes() {
    return {
        {"emb",
         [](const MlpRow& r) -> Shape {
             return Stream{StreamKind::embedding, r.tokens, r.width};
         }},
        {"input_layernorm",
         [](const MlpRow& r) -> Shape {
             return Stream{StreamKind::norm, r.tokens, r.width};
         }},
        {"post_attention_layernorm",
         [](const MlpRow& r) -> Shape {
             return Stream{StreamKind::norm, r.tokens, r.width};
         }},
        {"attn_pre_proj",
         [](const MlpRow& r) -> Shape {
             const double head_dim = r.width / r.heads;
             return Gemm{1, r.tokens, (r.heads + 2 * r.kv_heads) * head_dim / r.workers, r.width};
         }},
        {"attn_rope",
         [](const MlpRow& r) -> Shape {
             const double head_dim = r.width / r.heads;
             return Stream{StreamKind::rotary, r.tokens, (r.heads + r.kv_heads) * head_dim / r.workers};
         }},
        {"attn_post_proj",
         [](const MlpRow& r) -> Shape {
             return Gemm{1, r.tokens, r.width, r.width / r.workers};
         }},
        {"mlp_up_proj",
         [](const MlpRow& r) -> Shape {
             return Gemm{1, r.tokens, (r.gated ? 2 : 1) * r.inner / r.workers, r.width};
         }},
        {"mlp_act",
         [](const MlpRow& r) -> Shape {
             return Stream{r.gated ? StreamKind::gated : StreamKind::activation, r.tokens, r.inner / r.workers};
         }},
        {"mlp_down_proj",
         [](const MlpRow& r) -> Shape {
             return Gemm{1, r.tokens, r.width, r.inner / r.workers};
         }},
        {"add",
         [](const MlpRow& r) -> Shape {
             return Stream{StreamKind::add, r.tokens, r.width};
         }},
    };
}

void import_mlp(CsvTable& table, ImportSamples& samples) {
    const auto column = [&table](const char* name) { return table.column(name); };
    const auto tokens = column("num_tokens"), width = column("n_embd"), heads = column("n_head"),
               kv_heads = column("n_kv_head"), inner = column("n_expanded_embd"), gated = column("use_gated_mlp"),
               workers = column("num_tensor_parallel_workers");
    for (const auto& [op, shape_of] : mlp_shapes()) {
        if (!table.has("time_stats." + op + ".median")) continue;
        const Timing timing(table, op);
        std::size_t mapped = 0;
        Shape shape;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const double seconds = timing.seconds(table, row);
            if (seconds <= 0) continue;
            const auto at = [&](std::size_t i) { return table.number(row, i); };
            const MlpRow sizes{at(tokens),
                               at(width),
                               at(heads),
                               at(kv_heads),
                               at(inner),
                               at(workers),
                               table.text(row, gated) == "True"};
            shape = shape_of(sizes);
            samples.add({shape, kPrecision}, kernel_of(table), seconds, timing.spread(table, row));
            ++mapped;
        }
        const auto* stream = std::get_if<Stream>(&shape);
        samples.mapped(table.file(), op, mapped,
                       stream != nullptr ? fmt::format("stream {}", name_of(stream->kind)) : "gemm");
        samples.left_out(table.file(), op, table.rows() - mapped, "no time");
    }
    table.finish();
}

void import_attention(CsvTable& table, ImportSamples& samples) {
    const auto column = [&table](const char* name) { return table.column(name); };
    const auto width = column("n_embd"), heads = column("n_q_head"), kv_heads = column("n_kv_head"),
               workers = column("num_tensor_parallel_workers"), batch = column("batch_size"),
               chunk = column("prefill_chunk_size"), cached = column("kv_cache_size"), prefill = column("is_prefill");
    const Timing prefill_time(table, "attn_prefill");
    const Timing decode_time(table, "attn_decode");
    std::size_t prefills = 0;
    std::size_t decodes = 0;
    std::size_t without = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto at = [&](std::size_t i) { return table.number(row, i); };
        const bool is_prefill = table.text(row, prefill) == "True";
        const auto& timing = is_prefill ? prefill_time : decode_time;
        const double seconds = timing.seconds(table, row);
        if (seconds <= 0) {
            ++without;
            continue;
        }
        Attention attention;
        attention.sequences = at(batch);
        attention.query = is_prefill ? at(chunk) : 1;
        attention.span = at(cached) + attention.query;
        attention.heads = at(heads) / at(workers);
        attention.kv_heads = std::max(1.0, at(kv_heads) / at(workers));
        attention.head_dim = at(width) / at(heads);
        attention.causal = true;
        samples.add({attention, kPrecision}, kernel_of(table), seconds, timing.spread(table, row));
        ++(is_prefill ? prefills : decodes);
    }
    table.finish();
    samples.mapped(table.file(), "attn_prefill", prefills, "attention of several new tokens");
    samples.mapped(table.file(), "attn_decode", decodes, "attention of one new token");
    samples.left_out(table.file(), "attention", without, "no time");
    for (const auto* op : {"attn_kv_cache_save", "attn_input_reshape", "attn_output_reshape"})
        if (table.has(fmt::format("time_stats.{}.median", op)))
            samples.left_out(table.file(), op, table.rows(), "part of no operator of ours");
}

void import_all_reduce(CsvTable& table, ImportSamples& samples) {
    const auto devices = table.column("num_workers"), node = table.column("devices_per_node"),
               size = table.column("size");
    const Timing timing(table, "all_reduce");
    std::size_t mapped = 0;
    std::size_t between = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.number(row, devices) != table.number(row, node)) {
            ++between;
            continue;
        }
        const double seconds = timing.seconds(table, row);
        if (seconds <= 0) continue;
        samples.add({AllReduce{table.number(row, devices), table.number(row, size)}, kPrecision}, kernel_of(table),
                    seconds, timing.spread(table, row));
        ++mapped;
    }
    table.finish();
    samples.mapped(table.file(), "all_reduce", mapped, "all_reduce, by number of devices");
    samples.left_out(table.file(), "all_reduce", between, "between nodes; ours are within one");
    samples.left_out(table.file(), "all_reduce", table.rows() - mapped - between, "no time");
}

}  // namespace

void import_vidur(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile) {
    profile.source = "Vidur (github.com/microsoft/vidur), published profiles";
    for (const auto& file : files) {
        const auto kind = scenarios::packed_stem(file);
        for (const auto& part : path_parts(file))
            if (profile.device.empty() && device_called(part).starts_with("nvidia-"))
                profile.device = device_called(part);
        if (kind == "mlp" || kind == "attention" || kind == "all_reduce") {
            CsvTable table(file);
            if (kind == "mlp") import_mlp(table, samples);
            if (kind == "attention") import_attention(table, samples);
            if (kind == "all_reduce") import_all_reduce(table, samples);
        } else if (kind == "send_recv") {
            samples.left_out(file, kind, CsvTable(file).rows(), "no operator of ours (pipeline parallel)");
        }
    }
}

}  // namespace plimsoll::models
