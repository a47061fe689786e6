// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/service_reader.hpp"

#include <fmt/format.h>
#include <charconv>
#include <iterator>

namespace plimsoll::scenarios {
namespace {

constexpr const char* kTimeExample = R"(for example {"exponential": {"mean": "100 ms"}})";
constexpr const char* kMeanExample = R"(for example "100 ms")";

std::optional<std::uint32_t> batch_size(const std::string& key) {
    std::uint32_t size = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), size);
    const bool whole = error == std::errc() && end == key.data() + key.size() && size > 0 && key[0] != '0';
    return whole ? std::optional(size) : std::nullopt;
}

TableTime read_table(const Node& node) {
    TableTime table;
    for (const auto& [key, element] : node.members()) {
        const std::optional<std::uint32_t> size = batch_size(key);
        if (!size) {
            element.problem(fmt::format("the key \"{}\" is not a batch size: expected a whole number from 1", key),
                            R"(for example {"1": "5 ms", "8": "12 ms"})");
        }
        const std::optional<Duration> time = element.duration(Sign::positive);
        if (size && time) {
            table.by_batch[*size] = *time;
        }
    }
    // Beyond the table its last segment is continued: falling, it would reach negative times.
    if (table.by_batch.size() >= 2) {
        const auto last = std::prev(table.by_batch.end());
        const auto before = std::prev(last);
        if (last->second < before->second) {
            node[fmt::format("{}", last->first)].problem(
                fmt::format("a batch of {} takes less time than one of {}", last->first, before->first),
                "the last segment of the table is continued to larger batches, so it must not fall");
        }
    }
    return table;
}

std::optional<ServiceTimeSpec> read_time(const Node& node) {
    const auto members = node.members();
    if (members.size() != 1) {
        if (node.present()) {
            node.problem(fmt::format("expected exactly one law of the service time, found {}", members.size()),
                         kTimeExample);
        }
        return std::nullopt;
    }
    const auto& [kind, law] = members.front();
    if (kind == "constant") {
        ConstantTime time;
        assign(time.value, law.duration(Sign::positive));
        return time;
    }
    if (kind == "exponential") {
        ExponentialTime time;
        assign(time.mean, law.required("mean", kMeanExample).duration(Sign::positive));
        return time;
    }
    if (kind == "lognormal") {
        LognormalTime time;
        assign(time.mean, law.required("mean", kMeanExample).duration(Sign::positive));
        assign(time.cv, law["cv"].number(Sign::positive));
        return time;
    }
    if (kind == "hyperexponential") {
        HyperexponentialTime time;
        assign(time.mean, law.required("mean", kMeanExample).duration(Sign::positive));
        assign(time.cv, law["cv"].number(Sign::positive));
        if (time.cv < 1) {
            law["cv"].problem(
                fmt::format("a hyperexponential time has a coefficient of variation of at least 1, found {}", time.cv),
                "below 1, use lognormal");
        }
        return time;
    }
    if (kind == "empirical") {
        EmpiricalTime time;
        assign(time.path, law.required("file", R"(for example "latencies.csv")").file());
        assign(time.column, law["column"].text());
        return time;
    }
    if (kind == "table") {
        return read_table(law);
    }
    // The schema has named the unknown law already.
    return std::nullopt;
}

PruneSpec read_prune(const Node& node) {
    PruneSpec prune;
    assign(prune.layers, node["layers"].count(0));
    assign(prune.heads, node["heads"].number(Sign::non_negative));
    assign(prune.ffn, node["ffn"].number(Sign::non_negative));
    return prune;
}

StudentSpec read_student(const Node& node) {
    StudentSpec student;
    constexpr auto kWhy = R"(for example {"layers": 4, "hidden": 312, "heads": 12, "intermediate": 1200})";
    assign(student.layers, node.required("layers", kWhy).count(1));
    assign(student.hidden, node.required("hidden", kWhy).count(1));
    assign(student.heads, node.required("heads", kWhy).count(1));
    assign(student.intermediate, node.required("intermediate", kWhy).count(1));
    return student;
}

/// A name, or a file where it looks like one.
std::optional<std::string> name_or_file(const Node& node) {
    const std::optional<std::string> written = node.text();
    const bool file = written && (written->find('/') != std::string::npos || written->ends_with(".json") ||
                                  written->ends_with(".json.gz"));
    return file ? node.file() : written;
}

std::vector<std::string> read_profiles(const Node& node) {
    std::vector<std::string> profiles;
    const auto add = [&profiles](const Node& each) {
        if (auto profile = name_or_file(each)) profiles.push_back(std::move(*profile));
    };
    if (node.is_string()) {
        add(node);
    } else {
        for (const Node& element : node.elements()) add(element);
    }
    return profiles;
}

ServiceSpec read_service(const Node& node) {
    ServiceSpec service;
    assign(service.time, read_time(node.required("time", kTimeExample)));
    service.cold_time = read_time(node["cold_time"]);
    return service;
}

}  // namespace

ModelSpec read_model(const Node& node) {
    ModelSpec model;
    assign(model.name, name_or_file(node.required("name", R"(for example "bert-base")")));
    assign(model.precision, node["precision"].text());
    assign(model.pad_to_tokens, node["pad_to_tokens"].count(1));
    model.profiles = read_profiles(node["profile"]);
    assign(model.engine, node["engine"].text());
    model.prune = read_prune(node["prune"]);
    if (node.has("student")) {
        model.student = read_student(node["student"]);
    }
    return model;
}

WorkSpec read_work(const Node& owner) {
    WorkSpec work;
    if (owner.has("model")) {
        work.model = read_model(owner["model"]);
    }
    if (owner.has("service")) {
        work.service = read_service(owner["service"]);
    }
    if (work.model && work.service) {
        owner["service"].problem("both a model and a service say how long work takes",
                                 "keep one of them; a deployment may differ from the scenario");
    }
    return work;
}

}  // namespace plimsoll::scenarios
