// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/experiment/resolve_service.hpp"

#include "models/graph/build.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/traffic/csv.hpp"
#include "sim/traffic/fields.hpp"
#include "sim/traffic/row_problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;

template <class Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

/// Durations of one column of a CSV, in seconds.
std::vector<Duration> read_durations(const scenarios::EmpiricalTime& spec) {
    CsvRows rows(spec.path);
    const auto column = rows.column(spec.column);
    std::vector<std::string_view> fields;
    std::vector<Duration> values;
    const auto next = [&] {
        if (!rows.next(fields)) return false;
        const Duration value(parse_time(fields[column], TimeUnit::seconds));
        if (value <= Duration(0))
            throw RowError(fmt::format("expected a time above 0, found \"{}\"", excerpt(fields[column])));
        values.push_back(value);
        return true;
    };
    try {
        while (next()) {
        }
    } catch (const RowError& error) {
        report_rows(
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
                           readable_seconds(seconds_of(law.mean(1, 1))));
        return law;
    }
    models::ServiceTime operator()(const scenarios::TableTime& spec) {
        text = "table:";
        for (const auto& [batch, time] : spec.by_batch) text += fmt::format(" {} -> {};", batch, text_of(time));
        text.pop_back();
        return models::ServiceTime::table(spec.by_batch, max_batch);
    }
};

std::string percent(double fraction) { return fmt::format("{:.3g} %", 100 * fraction); }

void list_device(const models::Device& device, models::Precision precision, const std::string& pointer,
                 Findings& findings) {
    using Origin = Findings::Origin;
    // int4 stores weights only, and computes in 16 bits.
    const auto computed = precision == models::Precision::int4 ? models::Precision::fp16 : precision;
    const auto& rate = device.rates.find(computed)->second;
    const auto sheet = [&](const char* what, std::string text) {
        findings.derived(pointer + what, std::move(text), Origin::datasheet, device.datasheet, device.datasheet_date);
    };
    sheet("/peak", fmt::format("{:.4g} T{}/s in {}", rate.peak_per_s / 1e12,
                               computed == models::Precision::int8 ? "OP" : "FLOP", models::name_of(computed)));
    sheet("/bandwidth", scenarios::text_of_bandwidth(device.bandwidth_bytes_per_s));
    sheet("/memory", scenarios::text_of_bytes(device.memory_bytes));
    const auto source = (device.achieved_assumed ? "assumed; " : "") + device.achieved_source;
    const auto origin = device.achieved_assumed ? Origin::fallback : Origin::datasheet;
    const auto reached = [&](const char* what, std::string text) {
        findings.derived(pointer + "/achieved/" + what, std::move(text), origin, source, device.achieved_date);
    };
    reached("rate", percent(rate.achieved) + " of the peak");
    reached("bandwidth", percent(device.bandwidth_achieved) + " of the peak");
    reached("kernel_overhead", readable_seconds(device.kernel_overhead_s));
    reached("step_overhead", text_of(device.step_overhead));
}

std::vector<std::string> precision_names(const std::function<bool(models::Precision)>& known) {
    using models::Precision;
    std::vector<std::string> names;
    for (const auto precision : {Precision::fp32, Precision::tf32, Precision::fp16, Precision::bf16, Precision::int8,
                                 Precision::fp8, Precision::int4})
        if (known(precision)) names.emplace_back(models::name_of(precision));
    return names;
}

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

/// Null where the model or the precision is not known.
std::shared_ptr<const ServedModel> served_model(const scenarios::ModelSpec& spec, const std::string& pointer,
                                                const models::Models& zoo, Findings& findings) {
    const auto found = zoo.find(spec.name);
    if (found == zoo.end()) {
        const auto names = names_of(zoo);
        auto hint = scenarios::did_you_mean(spec.name, names);
        if (hint.empty())
            hint = fmt::format("known are {}; other models can be given by measured times (\"service\")",
                               scenarios::one_of(names));
        findings.problem(pointer + "/name", fmt::format("there is no model \"{}\" in models/zoo", spec.name),
                         std::move(hint));
        return nullptr;
    }
    const auto precision = models::precision_of(spec.precision);
    if (!precision) {
        const auto names = precision_names([](models::Precision) { return true; });
        findings.problem(pointer + "/precision", fmt::format("unknown precision \"{}\"", spec.precision),
                         "known are " + scenarios::one_of(names));
        return nullptr;
    }
    try {
        auto variant = variant_of(spec, *precision);
        auto model = models::apply(found->second, variant);
        auto graph = models::build_graph(model, {*precision});
        return std::make_shared<ServedModel>(
            ServedModel{std::move(model), std::move(variant), std::move(graph), spec.pad_to_tokens});
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
    if (service) return {&*service, nullptr, false, base + "/service"};
    if (!model) return {};
    return {nullptr, served_model(*model, base + "/model", zoo, findings), true, base + "/model"};
}

std::shared_ptr<const models::KernelTimes> kernel_times(const models::Device& device, const pricing::Offer& offer) {
    return std::make_shared<models::DatasheetTimes>(device, offer.device_share);
}

models::BatchService batch_service(const ServedModel& served, const models::KernelTimes& times,
                                   const models::Device& device, const pricing::Offer& offer) {
    return {served.graph,
            times,
            device.memory_bytes * offer.device_share,
            offer.devices,
            models::max_tokens_of(served.model),
            served.pad_to_tokens};
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

bool can_run(const WorkChoice& work, const pricing::Offer& offer, const models::Device& device,
             const models::KernelTimes& times, const std::string& pool_pointer, Findings& findings) {
    const auto& served = *work.model;
    const auto precision = models::name_of(served.variant.precision);
    if (models::is_generative(served.model)) {
        findings.problem(
            work.pointer + "/name",
            fmt::format("{} answers token by token, which this version does not simulate", served.model.name),
            "give measured times of whole answers (\"service\"), or serve it by a model API");
        return false;
    }
    if (!times.knows(served.variant.precision)) {
        const auto names = precision_names([&](models::Precision known) { return times.knows(known); });
        findings.problem(work.pointer + "/precision",
                         fmt::format("{} of offer \"{}\" has no rate for {}", device.title, offer.id, precision),
                         fmt::format("it has {}", scenarios::one_of(names)));
        return false;
    }
    auto one = batch_service(served, times, device, offer);
    one.devices = 1;
    if (models::fits(one, 1)) return true;
    findings.problem(
        pool_pointer + "/offer",
        fmt::format("{} in {} needs {:.3g} GB, \"{}\" has {:.3g} GB of {}", served.model.name, precision,
                    models::memory_bytes(one, 1) / 1e9, offer.id, one.device_memory_bytes / 1e9, device.title),
        "choose a larger size or a smaller precision");
    return false;
}

models::ServiceTime model_time(const WorkChoice& work, const pricing::Offer& offer, const models::Device& device,
                               const models::KernelTimes& times, std::uint32_t max_batch,
                               const std::string& pool_pointer, Findings& findings) {
    const auto& served = *work.model;
    const auto pointer = pool_pointer + "/device";
    findings.derived(pointer, offer.devices == 1 ? device.title : fmt::format("{} x {}", offer.devices, device.title),
                     Findings::Origin::catalog, offer.id, offer.provenance.date);
    if (offer.device_share != 1)
        findings.derived(pointer + "/share", percent(offer.device_share), Findings::Origin::catalog, offer.id,
                         offer.provenance.date);
    list_device(device, served.variant.precision, pointer, findings);

    const auto service = batch_service(served, times, device, offer);
    auto law = models::service_time(service, max_batch);
    const auto longest = service.max_tokens;
    const auto list = [&](std::uint32_t batch) {
        const auto at = [&](std::uint32_t tokens) { return readable_seconds(seconds_of(law.mean(batch, tokens))); };
        const auto text = longest == 0 ? at(1)
                                       : fmt::format("{} at up to {} tokens, {} at {}", at(1),
                                                     std::min(service.pad_to, longest), at(longest), longest);
        findings.derived(fmt::format("{}/step_time/{}", pool_pointer, batch), text, Findings::Origin::datasheet,
                         "roofline law on the figures above; expect a factor of two");
    };
    list(1);
    if (max_batch > 1) list(max_batch);
    const auto cut = longest == 0 ? std::string()
                                  : fmt::format(
                                        "; it reads at most {} tokens, and longer requests are timed as that "
                                        "many",
                                        longest);
    findings.note(fmt::format("step times of {} on {} are datasheet figures, good to a factor of two{}",
                              served.model.name, offer.id, cut));
    return law;
}

}  // namespace plimsoll::sim
