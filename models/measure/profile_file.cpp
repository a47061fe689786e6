// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/profile_file.hpp"

#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"
#include "scenarios/json_document.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace plimsoll::measure {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using models::AllReduce;
using models::Attention;
using models::Gemm;
using models::KernelTable;
using models::Profile;
using models::Sample;
using models::Stream;

namespace {

constexpr double kMicro = 1e-6;

std::int64_t whole(double size) { return static_cast<std::int64_t>(size); }

/// What all samples of a table share, and the sizes that differ.
struct TableHead {
    Json& table;

    void operator()(const Gemm&) const {
        table["operator"] = "gemm";
        table["columns"] = {"groups", "m", "n", "k"};
    }
    void operator()(const Attention& attention) const {
        table["operator"] = "attention";
        table["heads"] = whole(attention.heads);
        table["kv_heads"] = whole(attention.kv_heads);
        table["head_dim"] = whole(attention.head_dim);
        table["causal"] = attention.causal;
        table["columns"] = {"sequences", "query", "span"};
    }
    void operator()(const Stream& stream) const {
        table["operator"] = "stream";
        table["kind"] = name_of(stream.kind);
        table["columns"] = {"rows", "width"};
    }
    void operator()(const AllReduce& reduce) const {
        table["operator"] = "all-reduce";
        table["devices"] = whole(reduce.devices);
        table["columns"] = {"bytes"};
    }
};

struct Sizes {
    std::vector<double> operator()(const Gemm& gemm) const { return {gemm.groups, gemm.m, gemm.n, gemm.k}; }
    std::vector<double> operator()(const Attention& attention) const {
        return {attention.sequences, attention.query, attention.span};
    }
    std::vector<double> operator()(const Stream& stream) const { return {stream.rows, stream.width}; }
    std::vector<double> operator()(const AllReduce& reduce) const { return {reduce.bytes}; }
};

std::string rows_text(const KernelTable& table) {
    auto samples = table.samples;
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) {
        return std::visit(Sizes{}, a.work.shape) < std::visit(Sizes{}, b.work.shape);
    });
    std::string text;
    for (const auto& sample : samples) {
        text += text.empty() ? "\n        [" : ",\n        [";
        for (const double size : std::visit(Sizes{}, sample.work.shape)) text += fmt::format("{:.0f}, ", size);
        text += fmt::format("{:.6g}, {:.3g}]", sample.seconds / kMicro, sample.spread);
    }
    return text;
}

std::string table_text(const KernelTable& table) {
    Json head;
    const auto& first = table.samples.front().work;
    std::visit(TableHead{head}, first.shape);
    head["precision"] = models::name_of(first.precision);
    head["kernel"] = table.kernel;
    auto columns = head["columns"];
    head.erase("columns");
    columns.push_back("median_us");
    columns.push_back("spread");
    std::string text = head.dump();
    text.pop_back();
    return fmt::format("    {},\n      \"columns\": {},\n      \"rows\": [{}\n      ]}}", text, columns.dump(),
                       rows_text(table));
}

Json json_of(const models::Validation& validation) {
    Json points = Json::array();
    for (const auto& point : validation.points)
        points.push_back({{"utilization", point.utilization},
                          {"rate_per_s", point.rate_per_s},
                          {"measured_p50_s", point.measured_p50_s},
                          {"measured_p99_s", point.measured_p99_s},
                          {"measured_throughput_per_s", point.measured_throughput_per_s},
                          {"simulated_p50_s", point.simulated_p50_s},
                          {"simulated_p99_s", point.simulated_p99_s},
                          {"simulated_throughput_per_s", point.simulated_throughput_per_s}});
    return {{"model", validation.model},
            {"precision", validation.precision},
            {"date", validation.date},
            {"runs", validation.runs},
            {"points", points}};
}

std::string text_of(const Profile& profile) {
    constexpr const char* kOrigins[] = {"measured", "imported", "derived"};
    Json head{{"plimsoll_profile", 1},
              {"name", profile.name},
              {"device", profile.device},
              {"title", profile.title},
              {"origin", kOrigins[static_cast<std::size_t>(profile.origin)]},
              {"source", profile.source},
              {"date", profile.date},
              {"driver", profile.driver},
              {"toolkit", profile.toolkit},
              {"library", profile.library},
              {"clocks", profile.clocks},
              {"threads", profile.threads}};
    if (profile.step_overhead_s) head["step_overhead_s"] = *profile.step_overhead_s;
    head["complete"] = profile.complete;
    std::string text = head.dump(2);
    text.erase(text.rfind('\n'));
    text += ",\n  \"tables\": [";
    for (std::size_t i = 0; i < profile.tables.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + table_text(profile.tables[i]);
    Json validations = Json::array();
    for (const auto& validation : profile.validations) validations.push_back(json_of(validation));
    return text + "\n  ],\n  \"validations\": " + validations.dump() + "\n}\n";
}

models::Work work_of(const nlohmann::json& table, const nlohmann::json& row) {
    const auto at = [&](std::size_t column) { return row.at(column).get<double>(); };
    models::Work work;
    work.precision = models::precision_of(table.at("precision").get<std::string>()).value();
    const auto kind = table.at("operator").get<std::string>();
    if (kind == "gemm")
        work.shape = Gemm{at(0), at(1), at(2), at(3)};
    else if (kind == "attention")
        work.shape = Attention{at(0),
                               at(1),
                               at(2),
                               table.at("heads").get<double>(),
                               table.at("kv_heads").get<double>(),
                               table.at("head_dim").get<double>(),
                               table.at("causal").get<bool>()};
    else if (kind == "stream")
        work.shape = Stream{stream_kind_of(table.at("kind").get<std::string>()).value(), at(0), at(1)};
    else
        work.shape = AllReduce{table.at("devices").get<double>(), at(0)};
    return work;
}

models::Validation validation_of(const nlohmann::json& json) {
    models::Validation validation;
    validation.model = json.at("model").get<std::string>();
    validation.precision = json.at("precision").get<std::string>();
    validation.date = json.at("date").get<std::string>();
    validation.runs = json.at("runs").get<std::uint32_t>();
    for (const auto& point : json.at("points"))
        validation.points.push_back({point.at("utilization"), point.at("rate_per_s"), point.at("measured_p50_s"),
                                     point.at("measured_p99_s"), point.at("measured_throughput_per_s"),
                                     point.at("simulated_p50_s"), point.at("simulated_p99_s"),
                                     point.at("simulated_throughput_per_s")});
    return validation;
}

Profile profile_of(const nlohmann::json& json) {
    if (json.at("plimsoll_profile") != 1) throw std::out_of_range("only version 1 is known");
    Profile profile;
    for (const auto& [key, text] : {std::pair{"name", &profile.name},
                                    {"device", &profile.device},
                                    {"title", &profile.title},
                                    {"source", &profile.source},
                                    {"date", &profile.date},
                                    {"driver", &profile.driver},
                                    {"toolkit", &profile.toolkit},
                                    {"library", &profile.library},
                                    {"clocks", &profile.clocks}})
        *text = json.at(key).get<std::string>();
    const auto origin = json.at("origin").get<std::string>();
    profile.origin = origin == "imported"  ? models::ProfileOrigin::imported
                     : origin == "derived" ? models::ProfileOrigin::derived
                                           : models::ProfileOrigin::measured;
    profile.threads = json.at("threads").get<std::uint32_t>();
    profile.complete = json.at("complete").get<bool>();
    if (json.contains("step_overhead_s")) profile.step_overhead_s = json.at("step_overhead_s").get<double>();
    for (const auto& table : json.at("tables")) {
        KernelTable read;
        read.kernel = table.at("kernel").get<std::string>();
        for (const auto& row : table.at("rows")) {
            const auto sizes = row.size() - 2;
            read.samples.push_back({work_of(table, row), row.at(sizes).get<double>() * kMicro, row.at(sizes + 1)});
        }
        if (!read.samples.empty()) profile.tables.push_back(std::move(read));
    }
    for (const auto& validation : json.at("validations")) profile.validations.push_back(validation_of(validation));
    return profile;
}

}  // namespace

void write_profile(const Profile& profile, const fs::path& path) {
    fs::path temporary = path;
    temporary.replace_filename(fmt::format(".{}.tmp", path.filename().string()));
    std::ofstream file(temporary, std::ios::binary);
    file << text_of(profile);
    file.close();
    std::error_code error;
    if (file) fs::rename(temporary, path, error);
    if (file && !error) return;
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw IoError(fmt::format("cannot write {}: {}", path.string(), error ? error.message() : "the disk refuses"));
}

Profile read_profile(const fs::path& path) {
    const auto document = scenarios::JsonDocument::read(path.string());
    try {
        return profile_of(document.root());
    } catch (const std::exception& error) {
        throw InputError(document.problem("", fmt::format("not a profile of plimsoll-profile: {}", error.what())));
    }
}

}  // namespace plimsoll::measure
