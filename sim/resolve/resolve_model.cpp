// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve_model.hpp"

#include "models/graph/memory.hpp"
#include "models/spec/variant_text.hpp"
#include "models/step_time/datasheet_times.hpp"
#include "scenarios/quantity.hpp"
#include "scenarios/readable.hpp"
#include "scenarios/suggestion.hpp"
#include "sim/resolve/resolve_offer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::text_of;

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
    reached("kernel_overhead", scenarios::duration_text(device.kernel_overhead_s));
    reached("step_overhead", text_of(device.step_overhead));
}

/// Null, with the problem found, where none fits.
std::shared_ptr<const LoadedProfile> named_profile(const WorkChoice& work, const pricing::Offer& offer,
                                                   Profiles& profiles, Findings& findings) {
    const auto& names = work.model->profiles;
    const auto pointer = work.pointer + "/profile";
    std::vector<std::shared_ptr<const LoadedProfile>> loaded;
    for (const auto& name : names) {
        try {
            loaded.push_back(profiles.load(name));
        } catch (const InputError& error) {
            findings.adopt(pointer, error);
        }
    }
    if (loaded.size() < names.size()) return nullptr;
    const auto found = std::find_if(loaded.begin(), loaded.end(),
                                    [&](const auto& each) { return each->profile.device == offer.device; });
    if (found != loaded.end()) return *found;
    if (loaded.size() == 1) {
        const auto& only = loaded.front()->profile;
        findings.note(
            fmt::format("step times on {} are those of {}, on which {} was measured", offer.id, only.title, only.name));
        return loaded.front();
    }
    findings.problem(pointer,
                     fmt::format("none of the profiles is of {}, the device of \"{}\"",
                                 offer.device.empty() ? "an unknown device" : offer.device, offer.id),
                     "add one, or name a single profile to time all pools by it");
    return nullptr;
}

bool knows_precision(const WorkChoice& work, const ModelTiming& timing, const std::string& what, Findings& findings) {
    const auto precision = work.model->variant.precision;
    if (timing.times->knows(precision)) return true;
    std::vector<std::string> names;
    for (const auto& [name, known] : scenarios::names_of<models::Precision>())
        if (timing.times->knows(known)) names.emplace_back(models::name_of(known));
    findings.problem(work.pointer + "/precision",
                     fmt::format("{} has no rate for {}", what, models::name_of(precision)),
                     names.empty() ? std::string() : fmt::format("it has {}", scenarios::one_of(names)));
    return false;
}

/// The engine that the scenario names, or, where a GPU was measured and none is named, which one would change most.
bool choose_engine(const WorkChoice& work, const models::Engines& engines, ModelTiming& timing, Findings& findings) {
    const auto& name = work.model->engine;
    if (name.empty()) {
        if (timing.profile == nullptr || timing.profile->profile.driver.empty()) return true;
        for (const auto& [known, engine] : engines)
            if (timing.slowest == nullptr || engine.host_per_operator_s > timing.slowest->engine().host_per_operator_s)
                timing.slowest = std::make_shared<const models::EngineTimes>(timing.times, engine);
        timing.times =
            std::make_shared<const models::EngineTimes>(timing.times, engines.find(models::kUsualEngine)->second);
        return true;
    }
    const auto found = engines.find(name);
    if (found != engines.end()) {
        timing.engine = &found->second;
        timing.times = std::make_shared<const models::EngineTimes>(timing.times, found->second);
        return true;
    }
    std::vector<std::string> names;
    names.reserve(engines.size());
    for (const auto& [known, engine] : engines) names.push_back(known);
    auto hint = scenarios::did_you_mean(name, names);
    if (hint.empty()) hint = "known are " + scenarios::one_of(names);
    findings.problem(work.pointer + "/engine", fmt::format("there is no engine \"{}\" in models/engines", name),
                     std::move(hint));
    return false;
}

/// Says which engine was assumed, and what another would change where that is much.
void note_engine(const ServedModel& served, const ModelTiming& timing, const std::string& pool_pointer,
                 Findings& findings) {
    if (timing.engine != nullptr) {
        findings.derived(pool_pointer + "/engine", timing.engine->title, Findings::Origin::catalog,
                         timing.engine->source, timing.engine->date);
        return;
    }
    if (timing.slowest == nullptr) return;
    findings.derived(pool_pointer + "/engine", std::string(models::kUsualEngine), Findings::Origin::fallback,
                     "assumed, since none is named");
    auto service = batch_service(served, timing);
    const double assumed_s = models::batch_seconds(service, 1, service.pad_to);
    const models::BatchService other{service.graph,   *timing.slowest,    service.device_memory_bytes,
                                     service.devices, service.max_tokens, service.pad_to};
    const double other_s = models::batch_seconds(other, 1, service.pad_to);
    constexpr double kMuch = 1.2;
    if (other_s < kMuch * assumed_s) return;
    findings.note(
        fmt::format("step times of {} assume the engine {}, which launches a step at once; in {} a batch of one takes "
                    "{} instead of "
                    "{}: name the model's \"engine\" where it is not so",
                    served.model.name, models::kUsualEngine, timing.slowest->engine().name,
                    scenarios::duration_text(other_s), scenarios::duration_text(assumed_s)));
}

}  // namespace

std::string how_sure(const ModelTiming& timing, double relative_sd) {
    if (timing.profile == nullptr) return "are datasheet figures, good to a factor of two";
    const auto& profile = timing.profile->profile;
    return fmt::format("are those of the profile {} ({} {} on {}), good to ± {:.2g} %", profile.name,
                       models::name_of(profile.origin), profile.date, profile.title, 100 * relative_sd);
}

std::optional<ModelTiming> time_model(const WorkChoice& work, const pricing::Offer& offer, const models::Device* device,
                                      const std::string& pool_pointer, Knowledge& known, Findings& findings) {
    const auto& served = *work.model;
    if (models::is_generative(served.model) && !work.by_token) {
        findings.problem(
            work.pointer + "/name",
            fmt::format("{} answers token by token, which is simulated for decoders only", served.model.name),
            "give measured times of whole answers (\"service\"), or serve it by a model API");
        return std::nullopt;
    }
    if (const auto part = models::untimed_part(served.model); !part.empty()) {
        findings.problem(work.pointer + "/name",
                         fmt::format("{} has {}, for which there are no step times", served.model.name, part),
                         fmt::format("give measured times of whole answers (\"service\"), or serve it by a model API; "
                                     "\"plimsoll model memory {} --device {}\" says what its KV cache holds",
                                     served.model.name, device == nullptr ? "D" : device->name));
        return std::nullopt;
    }
    ModelTiming timing;
    timing.devices = offer.devices;
    timing.memory_bytes =
        device == nullptr ? std::numeric_limits<double>::infinity() : device->memory_bytes * offer.device_share;
    if (!served.profiles.empty()) {
        timing.profile = named_profile(work, offer, known.profiles(), findings);
        if (timing.profile == nullptr) return std::nullopt;
    } else if (offer.device_share == 1) {
        timing.profile = known.profiles().best(offer.device, served.variant.precision);
    }
    std::string what;
    if (timing.profile != nullptr) {
        timing.times = {timing.profile, &timing.profile->times};
        what = fmt::format("the profile {}", timing.profile->profile.name);
    } else {
        timing.times = std::make_shared<models::DatasheetTimes>(*device, offer.device_share);
        what = fmt::format("{} of offer \"{}\"", device->title, offer.id);
    }
    if (!knows_precision(work, timing, what, findings) || !choose_engine(work, known.engines(), timing, findings))
        return std::nullopt;
    if (work.by_token) return timing;  // what its memory holds is told with its scheduler
    auto one = batch_service(served, timing);
    one.devices = 1;
    if (models::fits(one, 1)) return timing;
    findings.problem(pool_pointer + "/offer",
                     fmt::format("{} in {} needs {:.3g} GB, \"{}\" has {:.3g} GB of {}", served.model.name,
                                 models::name_of(served.variant.precision), models::memory_bytes(one, 1) / 1e9,
                                 offer.id, one.device_memory_bytes / 1e9, device->title),
                     "choose a larger size or a smaller precision");
    return std::nullopt;
}

models::BatchService batch_service(const ServedModel& served, const ModelTiming& timing) {
    return {
        served.graph,        *timing.times, timing.memory_bytes, timing.devices, models::max_tokens_of(served.model),
        served.pad_to_tokens};
}

TimingSource source_of(const ModelTiming& timing) {
    if (timing.profile == nullptr)
        return {Findings::Origin::datasheet, "roofline law on the figures above; expect a factor of two", {}};
    return {Findings::Origin::profile, timing.profile->profile.source, timing.profile->profile.date};
}

void list_timing(const WorkChoice& work, const pricing::Offer& offer, const models::Device* device,
                 const ModelTiming& timing, const std::string& pool_pointer, Findings& findings) {
    using Origin = Findings::Origin;
    const auto& served = *work.model;
    const auto pointer = pool_pointer + "/device";
    if (device != nullptr) {
        findings.derived(pointer,
                         offer.devices == 1 ? device->title : fmt::format("{} x {}", offer.devices, device->title),
                         Origin::catalog, offer.id, date_text(offer.provenance.date));
        if (offer.device_share != 1)
            findings.derived(pointer + "/share", {offer.device_share, "", percent(offer.device_share)}, Origin::catalog,
                             offer.id, date_text(offer.provenance.date));
    }
    if (timing.profile == nullptr) {
        list_device(*device, served.variant.precision, pointer, findings);
    } else {
        const auto& profile = timing.profile->profile;
        findings.derived(pool_pointer + "/profile", fmt::format("{}: {}", profile.name, profile.title), Origin::profile,
                         profile.source, profile.date);
        if (!profile.step_overhead_s)
            findings.note(
                fmt::format("the profile {} does not say how long the host works for each step: real steps are "
                            "longer, by up to some milliseconds; their stated error has {:.0f} % for it",
                            profile.name, 100 * models::kUnknownHostSd));
        const auto& assumptions = timing.profile->times.assumptions();
        for (std::size_t i = 0; i < assumptions.size(); ++i)
            findings.derived(fmt::format("{}/profile/assumed/{}", pool_pointer, i), assumptions[i], Origin::fallback,
                             fmt::format("what {} does not hold", profile.name), profile.date);
    }
    note_engine(served, timing, pool_pointer, findings);
}

models::ServiceTime model_time(const WorkChoice& work, const pricing::Offer& offer, const models::Device* device,
                               const ModelTiming& timing, std::uint32_t max_batch, const std::string& pool_pointer,
                               Findings& findings) {
    const auto& served = *work.model;
    const auto service = batch_service(served, timing);
    auto law = models::service_time(service, max_batch);
    if (timing.profile == nullptr) law.set_doubts({});  // no law of chance: the note says what to expect
    list_timing(work, offer, device, timing, pool_pointer, findings);
    const auto [origin, source, date] = source_of(timing);
    const auto longest = service.max_tokens;
    const auto list = [&, origin = origin, source = source, date = date](std::uint32_t batch) {
        const auto at = [&](std::uint32_t tokens) {
            auto text = scenarios::duration_text(seconds_of(law.mean(batch, tokens)));
            if (law.has_doubts()) text += fmt::format(" ± {:.2g} %", 100 * law.doubt(batch, tokens).relative_sd);
            return text;
        };
        const auto text = longest == 0 ? at(1)
                                       : fmt::format("{} at up to {} tokens, {} at {}", at(1),
                                                     std::min(service.pad_to, longest), at(longest), longest);
        findings.derived(fmt::format("{}/step_time/{}", pool_pointer, batch), text, origin, source, date);
    };
    list(1);
    if (max_batch > 1) list(max_batch);
    const auto cut =
        longest == 0 ? std::string()
                     : fmt::format("; it reads at most {} tokens, and longer requests are timed as that many", longest);
    findings.note(fmt::format("step times of {} on {} {}{}", served.model.name, offer.id,
                              how_sure(timing, law.doubt(max_batch, longest).relative_sd), cut));
    return law;
}

results::ServedModelFacts model_facts(const ServedModel& served, const models::Device* device,
                                      const ModelTiming& timing, double relative_sd) {
    results::ServedModelFacts facts;
    facts.variant = models::canonical_text(served.variant);
    facts.parameters = models::parameters_of(served.graph);
    for (const auto& quality : served.model.quality)
        facts.quality.push_back({quality.metric, quality.value, quality.source, quality.date});
    if (timing.profile == nullptr) {
        facts.step_times = {"datasheet", "", device->title, device->datasheet_date, 0, served.engine};
        return facts;
    }
    const auto& profile = timing.profile->profile;
    facts.step_times = {std::string(models::name_of(profile.origin)),
                        profile.name,
                        profile.title,
                        profile.date,
                        relative_sd,
                        timing.slowest != nullptr ? models::kUsualEngine : served.engine};
    return facts;
}

}  // namespace plimsoll::sim
