// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/csv_table.hpp"
#include "models/profile/import_samples.hpp"
#include "scenarios/files/packed_text.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>

/// AIConfigurator (github.com/ai-dynamo/aiconfigurator): gemm_perf, context_attention_perf, generation_attention_perf,
/// custom_allreduce_perf of one device; milliseconds.
namespace plimsoll::models {
namespace {

constexpr std::string_view kNoPrecision = "a precision that is none of ours";

std::optional<Precision> precision_called(std::string_view name) {
    if (name == "bfloat16") return Precision::bf16;
    if (name == "float16" || name == "half") return Precision::fp16;
    if (name == "fp8") return Precision::fp8;
    if (name == "int4_wo") return Precision::int4;
    return std::nullopt;
}

/// Rows that were not mapped, by subject and reason.
using LeftOut = std::map<std::pair<std::string, std::string>, std::size_t>;
using Mapped = std::map<std::string, std::size_t>;

void report(const CsvTable& table, const Mapped& mapped, const LeftOut& left_out, const std::string& to,
            ImportSamples& samples) {
    table.finish();
    for (const auto& [subject, rows] : mapped) samples.mapped(table.file(), subject, rows, to);
    for (const auto& [why, rows] : left_out) samples.left_out(table.file(), why.first, rows, why.second);
}

void import_gemm(CsvTable& table, ImportSamples& samples) {
    const auto kernel = table.column("kernel_source"), dtype = table.column("gemm_dtype"), m = table.column("m"),
               n = table.column("n"), k = table.column("k"), latency = table.column("latency");
    Mapped mapped;
    LeftOut left_out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string format(table.text(row, dtype));
        const auto precision = precision_called(format);
        const double milliseconds = table.number(row, latency);
        if (!precision || milliseconds <= 0) {
            ++left_out[{format, precision ? "no time" : std::string(kNoPrecision)}];
            continue;
        }
        samples.add({Gemm{1, table.number(row, m), table.number(row, n), table.number(row, k)}, *precision},
                    std::string(table.text(row, kernel)), milliseconds * kMillisecond, 0);
        ++mapped[format];
    }
    report(table, mapped, left_out, "gemm", samples);
}

void import_attention(CsvTable& table, bool decode, ImportSamples& samples) {
    const auto column = [&table](const char* name) { return table.column(name); };
    const auto kernel = column("kernel_source"), batch = column("batch_size"), isl = column("isl"),
               heads = column("num_heads"), kv_heads = column("num_key_value_heads"), head_dim = column("head_dim"),
               dtype = column("attn_dtype"), cache = column("kv_cache_dtype"), step = column("step"),
               latency = column("latency");
    const bool has_window = table.has("window_size");
    const auto window = has_window ? column("window_size") : 0;
    Mapped mapped;
    LeftOut left_out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto at = [&](std::size_t i) { return table.number(row, i); };
        const auto precision = precision_called(table.text(row, dtype));
        const std::string name(table.text(row, kernel));
        const double milliseconds = at(latency);
        Attention attention{at(batch), at(isl), at(isl) + at(step), at(heads), at(kv_heads), at(head_dim), true};
        const char* why = nullptr;
        if (!precision)
            why = kNoPrecision.data();
        else if (milliseconds <= 0)
            why = "no time";
        else if (table.text(row, cache) != table.text(row, dtype))
            why = "keys and values in another precision than the rest";
        else if (has_window && at(window) != 0)
            why = "a sliding window";
        else if (!decode && attention.query == 1)
            why = "one new token, by the kernel for many";
        if (why != nullptr) {
            ++left_out[{name, why}];
            continue;
        }
        samples.add({attention, *precision}, name, milliseconds * kMillisecond, 0);
        ++mapped[name];
    }
    report(table, mapped, left_out, decode ? "attention of one new token" : "attention of several new tokens", samples);
}

/// Sizes count values of 16 bits.
void import_reduces(CsvTable& table, ImportSamples& samples) {
    const auto kernel = table.column("kernel_source"), dtype = table.column("allreduce_dtype"),
               devices = table.column("num_gpus"), size = table.column("message_size"),
               latency = table.column("latency");
    Mapped mapped;
    LeftOut left_out;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string name(table.text(row, kernel));
        const auto precision = precision_called(table.text(row, dtype));
        const double milliseconds = table.number(row, latency);
        const char* why = nullptr;
        if (!precision)
            why = kNoPrecision.data();
        else if (milliseconds <= 0)
            why = "no time";
        else if (name.ends_with("eager"))
            why = "with the host's launches, which are the step overhead";
        if (why != nullptr) {
            ++left_out[{name, why}];
            continue;
        }
        const double bytes = table.number(row, size) * activation_bytes(*precision);
        samples.add({AllReduce{table.number(row, devices), bytes}, *precision}, name, milliseconds * kMillisecond, 0);
        ++mapped[name];
    }
    report(table, mapped, left_out, "all_reduce", samples);
}

using Importer = std::function<void(CsvTable&, ImportSamples&)>;

const std::map<std::string, Importer>& importers() {
    static const std::map<std::string, Importer> kImporters = {
        {"context_attention_perf", [](CsvTable& table, ImportSamples& to) { import_attention(table, false, to); }},
        {"custom_allreduce_perf", import_reduces},
        {"gemm_perf", import_gemm},
        {"generation_attention_perf", [](CsvTable& table, ImportSamples& to) { import_attention(table, true, to); }},
        {"nccl_perf",
         [](CsvTable& table, ImportSamples& to) {
             if (table.has("op_name"))
                 to.left_out(table.file(), "NCCL", table.rows(), "the framework's own all-reduce is mapped instead");
             else
                 to.left_out(table.file(), "NCCL", table.rows(), "the rows do not tell which collective they time");
         }},
    };
    return kImporters;
}

/// "a100_sxm" of "a100_sxm_gemm_perf_vllm0.14.0.csv.gz"; else the folder that names a device.
std::string device_of(const std::filesystem::path& file, const std::string& kind) {
    const auto name = file.filename().string();
    if (const auto at = name.find(kind); at > 1) return device_called(name.substr(0, at - 1));
    for (const auto& part : path_parts(file))
        if (auto device = device_called(part); device != part) return device;
    return {};
}

}  // namespace

void import_aiconfigurator(const std::vector<std::filesystem::path>& files, ImportSamples& samples, Profile& profile) {
    profile.source = "AIConfigurator (github.com/ai-dynamo/aiconfigurator), published measurements";
    std::map<std::string, std::filesystem::path> seen;
    for (const auto& file : files) {
        for (const auto& [kind, import] : importers()) {
            if (file.filename().string().find(kind) == std::string::npos) continue;
            if (const auto [known, inserted] = seen.emplace(kind, file); !inserted)
                throw InputError(Problem{file.string(), 0, "",
                                         fmt::format("a second {} beside {}", kind, known->second.string()),
                                         "give the files of one device and one version"});
            if (profile.device.empty()) profile.device = device_of(file, kind);
            CsvTable table(file);
            import(table, samples);
        }
    }
}

}  // namespace plimsoll::models
