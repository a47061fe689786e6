// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"
#include "models/profile/import_samples.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/suggestion.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

/// LLMServingSim (github.com/casys-kaist/LLMServingSim): PRECISION/meta.yaml, and in PRECISION/tpN/ the tables of one
/// vLLM layer of one worker of N: dense.csv, attention.csv, per_sequence.csv; microseconds.
namespace plimsoll::models {
namespace {

constexpr double kMicrosecond = 1e-6;

/// `key: value` lines, whatever their nesting: the keys that we need occur once.
using Meta = std::map<std::string, std::string>;

Meta read_meta(const std::filesystem::path& file) {
    Meta meta;
    const auto text = scenarios::read_packed_text(file);
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const std::string_view line(text.data() + begin, end - begin);
        begin = end + 1;
        const auto colon = line.find(": ");
        const auto first = line.find_first_not_of(' ');
        if (colon == std::string_view::npos || first > colon) continue;
        auto value = line.substr(colon + 2);
        while (!value.empty() && (value.back() == '\'' || value.back() == '\r' || value.back() == ' '))
            value.remove_suffix(1);
        if (!value.empty() && value.front() == '\'') value.remove_prefix(1);
        meta.emplace(line.substr(first, colon - first), value);
    }
    return meta;
}

/// Sizes of one layer of a model, and the workers that split it. The width stands in no meta.yaml; it is that of the
/// released model's config.json.
struct Layer {
    double width = 0, inner = 0, heads = 0, kv_heads = 0, vocabulary = 0, workers = 1;
    Precision precision = Precision::bf16;
    [[nodiscard]] double head_dim() const { return width / heads; }
};

const std::map<std::string, double> kWidths = {
    {"meta-llama/Llama-3.1-8B", 4096}, {"meta-llama/Llama-3.1-70B", 8192}, {"meta-llama/Llama-2-7b-hf", 4096}};

std::string value_of(const Meta& meta, const std::string& key, const std::filesystem::path& file) {
    if (const auto found = meta.find(key); found != meta.end()) return found->second;
    throw InputError(Problem{file.string(), 0, "", fmt::format("the key \"{}\" is missing", key), ""});
}

double number_of(const Meta& meta, const std::string& key, const std::filesystem::path& file) {
    const auto text = value_of(meta, key, file);
    double value = 0;
    const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value > 0) return value;
    throw InputError(
        Problem{file.string(), 0, "", fmt::format("{} is \"{}\"; expected a number above 0", key, text), ""});
}

Layer layer_of(const Meta& meta, const std::filesystem::path& file) {
    Layer layer;
    const auto model = value_of(meta, "model", file);
    const auto width = kWidths.find(model);
    if (width == kWidths.end()) {
        std::vector<std::string> known;
        known.reserve(kWidths.size());
        for (const auto& [name, unused] : kWidths) known.push_back(name);
        throw InputError(Problem{file.string(), 0, "", fmt::format("the sizes of {} are not known", model),
                                 fmt::format("known are {}", fmt::join(known, ", "))});
    }
    const auto variant = value_of(meta, "variant", file);
    const auto precision = scenarios::value_named<Precision>(variant);
    if (!precision)
        throw InputError(Problem{file.string(), 0, "", fmt::format("{} is no precision of ours", variant), ""});
    layer.width = width->second;
    layer.inner = number_of(meta, "intermediate_size", file);
    layer.heads = number_of(meta, "num_attention_heads", file);
    layer.kv_heads = number_of(meta, "num_key_value_heads", file);
    layer.vocabulary = number_of(meta, "vocab_size", file);
    layer.precision = *precision;
    return layer;
}

/// "tp4" -> 4.
double workers_of(const std::filesystem::path& folder) {
    const auto name = folder.filename().string();
    double workers = 1;
    if (name.starts_with("tp")) fast_float::from_chars(name.data() + 2, name.data() + name.size(), workers);
    return std::max(workers, 1.0);
}

using Shape = decltype(Work::shape);

/// `rows` tokens (or sequences) through a layer that vLLM calls `name`; nothing where it is no operator of ours.
std::optional<Shape> shape_of(std::string_view name, double rows, const Layer& l) {
    const double split_heads = l.heads / l.workers;
    const double split_kv_heads = std::max(1.0, l.kv_heads / l.workers);
    if (name == "qkv_proj") return Gemm{1, rows, (split_heads + 2 * split_kv_heads) * l.head_dim(), l.width};
    if (name == "o_proj") return Gemm{1, rows, l.width, split_heads * l.head_dim()};
    if (name == "gate_up_proj") return Gemm{1, rows, 2 * l.inner / l.workers, l.width};
    if (name == "down_proj") return Gemm{1, rows, l.width, l.inner / l.workers};
    if (name == "lm_head") return Gemm{1, rows, l.vocabulary / l.workers, l.width};
    if (name == "act_fn") return Stream{StreamKind::gated, rows, l.inner / l.workers};
    if (name == "layernorm" || name == "final_layernorm") return Stream{StreamKind::norm, rows, l.width};
    if (name == "rotary_emb") return Stream{StreamKind::rotary, rows, (split_heads + split_kv_heads) * l.head_dim()};
    if (name == "embedding") return Stream{StreamKind::embedding, rows, l.width};
    return std::nullopt;
}

/// dense.csv, of tokens, and per_sequence.csv, of sequences.
void import_layers(CsvTable& table, const char* rows_column, const Layer& layer, const std::string& kernel,
                   ImportSamples& samples) {
    const auto name = table.column("layer"), rows = table.column(rows_column), time = table.column("time_us");
    std::map<std::string, std::size_t> mapped;
    std::map<std::string, std::size_t> unknown;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string of(table.text(row, name));
        const double seconds = table.number(row, time) * kMicrosecond;
        const auto shape = shape_of(of, table.number(row, rows), layer);
        if (shape && seconds > 0) samples.add({*shape, layer.precision}, kernel, seconds, 0);
        ++(shape && seconds > 0 ? mapped : unknown)[of];
    }
    table.finish();
    for (const auto& [of, count] : mapped) {
        const auto like = *shape_of(of, 1, layer);
        const auto* gemm = std::get_if<Gemm>(&like);
        samples.mapped(table.file(), of, count,
                       gemm != nullptr ? fmt::format("gemm of n {}, k {}", gemm->n, gemm->k)
                                       : fmt::format("stream {} of width {}", name_of(std::get<Stream>(like).kind),
                                                     std::get<Stream>(like).width));
    }
    for (const auto& [of, count] : unknown)
        samples.left_out(table.file(), of, count, "no operator of ours, or no time");
}

void import_attention(CsvTable& table, const Layer& layer, const std::string& kernel, ImportSamples& samples) {
    const auto chunk = table.column("prefill_chunk"), kv_prefill = table.column("kv_prefill"),
               decodes = table.column("n_decode"), kv_decode = table.column("kv_decode"),
               time = table.column("time_us");
    Attention like{
        0, 0, 0, layer.heads / layer.workers, std::max(1.0, layer.kv_heads / layer.workers), layer.head_dim(), true};
    std::size_t prefill = 0;
    std::size_t decode = 0;
    std::size_t mixed = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto at = [&](std::size_t i) { return table.number(row, i); };
        const double seconds = at(time) * kMicrosecond;
        const double tokens = at(chunk);
        const double sequences = at(decodes);
        if ((tokens > 0 && sequences > 0) || (tokens <= 0 && sequences <= 0) || seconds <= 0) {
            ++mixed;
            continue;
        }
        const bool is_prefill = tokens > 0;
        like.sequences = is_prefill ? 1 : sequences;
        like.query = is_prefill ? tokens : 1;
        like.span = like.query + (is_prefill ? at(kv_prefill) : at(kv_decode));
        samples.add({like, layer.precision}, kernel, seconds, 0);
        ++(is_prefill ? prefill : decode);
    }
    table.finish();
    samples.mapped(table.file(), "prefill", prefill, "attention of several new tokens");
    samples.mapped(table.file(), "decode", decode, "attention of one new token");
    samples.left_out(table.file(), "prefill and decode together", mixed,
                     "an attention of ours has new tokens of one number");
}

/// The meta.yaml of a table: beside its folder, or in it.
std::filesystem::path meta_of(const std::filesystem::path& table) {
    std::error_code error;
    for (const auto& folder : {table.parent_path().parent_path(), table.parent_path()})
        if (std::filesystem::exists(folder / "meta.yaml", error)) return folder / "meta.yaml";
    throw InputError(Problem{table.string(), 0, "", "there is no meta.yaml, which tells the model, around it",
                             "keep the folders of LLMServingSim: PRECISION/meta.yaml and PRECISION/tpN/*.csv"});
}

}  // namespace

void import_llmservingsim(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile) {
    for (const auto& file : files) {
        const auto kind = scenarios::packed_stem(file);
        if (kind == "skew" || kind == "skew_fit") {
            samples.left_out(file, kind, CsvTable(file).rows(), "batches of unlike lengths, no table of one operator");
            continue;
        }
        if (kind != "dense" && kind != "attention" && kind != "per_sequence") continue;
        const auto meta_file = meta_of(file);
        const auto meta = read_meta(meta_file);
        auto layer = layer_of(meta, meta_file);
        layer.workers = workers_of(file.parent_path());
        profile.title = value_of(meta, "gpu", meta_file);
        profile.device = device_called(value_of(meta, "hardware", meta_file));
        profile.source = fmt::format("LLMServingSim (github.com/casys-kaist/LLMServingSim), profiler {}",
                                     value_of(meta, "profiler_version", meta_file));
        profile.date = value_of(meta, "profiled_at", meta_file).substr(0, 10);
        profile.library = "vLLM " + value_of(meta, "vllm_version", meta_file);
        profile.toolkit = "CUDA " + value_of(meta, "cuda_version", meta_file);
        CsvTable table(file);
        const auto& kernel = profile.library;
        if (kind == "dense") import_layers(table, "tokens", layer, kernel, samples);
        if (kind == "per_sequence") import_layers(table, "sequences", layer, kernel, samples);
        if (kind == "attention") import_attention(table, layer, kernel, samples);
    }
}

}  // namespace plimsoll::models
