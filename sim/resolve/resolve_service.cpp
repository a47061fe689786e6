// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_service.hpp"

#include "models/graph/build.hpp"
#include "scenarios/files/csv_rows.hpp"
#include "scenarios/files/row_problems.hpp"
#include "scenarios/printable.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/readable.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/traffic/time_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;

template <class Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    names.reserve(map.size());
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

/// Durations of one column of a CSV, in seconds.
std::vector<Duration> read_durations(const scenarios::EmpiricalTime& spec) {
    scenarios::CsvRows rows(spec.path);
    const auto column = rows.column(spec.column);
    std::vector<std::string_view> fields;
    std::vector<Duration> values;
    const auto next = [&] {
        if (!rows.next(fields)) return false;
        const Duration value(parse_time(rows.number(fields[column]), TimeUnit::seconds));
        if (value <= Duration(0))
            throw scenarios::RowError(
                fmt::format("expected a time above 0, found {}", scenarios::excerpt(fields[column])));
        values.push_back(value);
        return true;
    };
    try {
        while (next()) {
        }
    } catch (const scenarios::RowError& error) {
        scenarios::report_rows(
            error, rows.path(), [&] { return rows.line(); }, next);
    }
    if (values.empty())
        throw InputError(Problem{rows.path(), 0, {}, "no rows: expected at least one measured time", {}});
    return values;
}

/// Makes the law of each kind of specification, and says what it is.
struct Maker {
    std::uint32_t max_batch;
    std::string text;

    models::ServiceTime operator()(const scenarios::ConstantTime& spec) {
        text = fmt::format("constant, {}", text_of(spec.value));
        return models::ServiceTime::constant(spec.value);
    }
    models::ServiceTime operator()(const scenarios::ExponentialTime& spec) {
        text = fmt::format("exponential, mean {}", text_of(spec.mean));
        return models::ServiceTime::exponential(spec.mean);
    }
    models::ServiceTime operator()(const scenarios::LognormalTime& spec) {
        text = fmt::format("lognormal, mean {}, coefficient of variation {}", text_of(spec.mean), spec.cv);
        return models::ServiceTime::lognormal(spec.mean, spec.cv);
    }
    models::ServiceTime operator()(const scenarios::HyperexponentialTime& spec) {
        text = fmt::format("hyperexponential, mean {}, coefficient of variation {}", text_of(spec.mean), spec.cv);
        return models::ServiceTime::hyperexponential(spec.mean, spec.cv);
    }
    models::ServiceTime operator()(const scenarios::EmpiricalTime& spec) {
        auto values = read_durations(spec);
        const auto count = values.size();
        auto law = models::ServiceTime::empirical(std::move(values));
        text = fmt::format("empirical, {} values of {}, mean {}", count, spec.path,
                           scenarios::duration_text(seconds_of(law.mean(1, 1))));
        return law;
    }
    models::ServiceTime operator()(const scenarios::TableTime& spec) {
        text = "table:";
        for (const auto& [batch, time] : spec.by_batch) text += fmt::format(" {} -> {};", batch, text_of(time));
        text.pop_back();
        return models::ServiceTime::table(spec.by_batch, max_batch);
    }
};

models::Variant variant_of(const scenarios::ModelSpec& spec, models::Precision precision) {
    models::Variant variant;
    variant.name = spec.name;
    variant.precision = precision;
    variant.prune = {spec.prune.layers, spec.prune.heads, spec.prune.ffn};
    if (spec.student)
        variant.student = models::Student{spec.student->layers, spec.student->hidden, spec.student->heads,
                                          spec.student->intermediate};
    return variant;
}

/// A model of the zoo or of a file. Finds what is wrong with it.
std::optional<models::Model> find_model(const std::string& name, const std::string& pointer, const models::Models& zoo,
                                        Findings& findings) {
    if (const auto found = zoo.find(name); found != zoo.end()) return found->second;
    if (name.ends_with(".json")) {
        try {
            return models::load_model(name);
        } catch (const InputError& error) {
            findings.adopt(pointer, error);
            return std::nullopt;
        }
    }
    const auto names = names_of(zoo);
    auto hint = scenarios::did_you_mean(name, names);
    if (hint.empty())
        hint = fmt::format("known are {}; another one can be given as a file, or by measured times (\"service\")",
                           scenarios::one_of(names));
    findings.problem(pointer, fmt::format("there is no model \"{}\" in models/zoo", name), std::move(hint));
    return std::nullopt;
}

/// Null where the model or the precision is not known.
std::shared_ptr<const ServedModel> served_model(const scenarios::ModelSpec& spec, const std::string& pointer,
                                                const models::Models& zoo, Findings& findings) {
    const auto given = find_model(spec.name, pointer + "/name", zoo, findings);
    if (!given) return nullptr;
    const auto precision = scenarios::value_named<models::Precision>(spec.precision);
    if (!precision) {
        findings.problem(pointer + "/precision", fmt::format("unknown precision \"{}\"", spec.precision),
                         "known are " + scenarios::one_of(scenarios::spelled<models::Precision>()));
        return nullptr;
    }
    try {
        auto variant = variant_of(spec, *precision);
        auto model = models::apply(*given, variant);
        auto graph = models::build_graph(model, {*precision});
        return std::make_shared<ServedModel>(ServedModel{std::move(model), std::move(variant), std::move(graph),
                                                         spec.pad_to_tokens, spec.profiles, spec.engine});
    } catch (const InputError& error) {
        for (const auto& problem : error.problems())
            findings.problem(pointer + problem.pointer, problem.message, problem.hint);
    }
    return nullptr;
}

}  // namespace

WorkChoice choose_work(const scenarios::Scenario& scenario, const scenarios::DeploymentSpec& deployment,
                       const std::string& deployment_pointer, const models::Models& zoo, Findings& findings) {
    const bool own = deployment.model || deployment.service;
    const auto& model = own ? deployment.model : scenario.model;
    const auto& service = own ? deployment.service : scenario.service;
    const std::string base = own ? deployment_pointer : "";
    if (service) return {&*service, nullptr, false, false, base + "/service"};
    if (!model) return {};
    const auto pointer = deployment.model_pointer.empty() ? base + "/model" : deployment.model_pointer;
    auto served = served_model(*model, pointer, zoo, findings);
    const bool by_token = served != nullptr && deployment.serving != scenarios::Serving::api &&
                          std::holds_alternative<models::Decoder>(served->model.architecture);
    return {nullptr, std::move(served), by_token, true, pointer};
}

std::optional<models::ServiceTime> service_time(const scenarios::ServiceTimeSpec& spec, const std::string& pointer,
                                                std::uint32_t max_batch, Findings& findings) {
    Maker maker{max_batch, {}};
    try {
        auto law = std::visit(maker, spec);
        findings.value(pointer, std::move(maker.text));
        return law;
    } catch (const InputError& error) {
        findings.adopt(pointer, error);
    }
    return std::nullopt;
}

}  // namespace plimsoll::sim
