// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/list_workload.hpp"

#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <utility>
#include <variant>

namespace plimsoll::sim {

namespace {

using scenarios::GeneratedTraffic;
using scenarios::text_of;
using Process = GeneratedTraffic::Process;

AssumedValue rate(double per_second) { return {per_second, "1/s", scenarios::text_of_rate(per_second)}; }

class WorkloadList {
public:
    explicit WorkloadList(Findings& findings, std::string at = "/workload/traffic")
        : findings_(findings), at_(std::move(at)) {}

    void operator()(const scenarios::TraceTraffic& trace) {
        sum_up(fmt::format("trace {} ({}{})", trace.path, trace.format, trace.repeat ? ", repeated" : ""));
        list("/trace", trace.path);
        list("/format", trace.format);
        list("/repeat", trace.repeat);
        for (const auto& [role, column] : trace.columns) list(fmt::format("/columns/{}", role), column);
        if (trace.format == "csv") list("/time_unit", trace.time_unit);
    }
    void operator()(const GeneratedTraffic& generated) {
        constexpr const char* kProcess[] = {"Poisson", "gamma", "MMPP", "constant"};
        const auto* process = kProcess[static_cast<std::size_t>(generated.process)];
        const bool states = generated.process == Process::mmpp;
        const std::string what = generated.conversations ? " conversations" : "";
        sum_up(states ? fmt::format("generated{}, {} with {} states", what, process, generated.states.size())
                      : fmt::format("generated{}, {}, {} on average before the profile", what, process,
                                    scenarios::text_of_rate(generated.rate_per_s)));
        at_ += "/generate";
        list("/process", std::string(scenarios::name_of(generated.process)));
        if (!states) list("/rate", rate(generated.rate_per_s));
        if (generated.process == Process::gamma) list("/cv", generated.cv);
        for (std::size_t i = 0; i < generated.states.size(); ++i) {
            list(fmt::format("/states/{}/rate", i), rate(generated.states[i].rate_per_s));
            list(fmt::format("/states/{}/mean_stay", i), generated.states[i].mean_stay);
        }
        list_profile(generated.profile);
        list_tokens("/input_tokens", generated.input_tokens);
        list_tokens("/output_tokens", generated.output_tokens);
        list_prefix(generated.prefix);
        if (const auto& conversations = generated.conversations) {
            list("/conversations/turns",
                 {conversations->turns, "", fmt::format("{:.4g} requests in the mean", conversations->turns)});
            list("/conversations/think_time/mean", conversations->think_time);
            list("/conversations/think_time/cv", conversations->think_cv);
        }
    }
    void operator()(const scenarios::SeriesTraffic& series) {
        sum_up(fmt::format("{} per {} from {}{}", scenarios::name_of(series.values), text_of(series.interval),
                           series.path, series.repeat ? ", repeated" : ""));
        list("/series", series.path);
        list("/column", series.column);
        list("/values", std::string(scenarios::name_of(series.values)));
        list("/interval", series.interval);
        list("/repeat", series.repeat);
        list_tokens("/input_tokens", series.input_tokens);
        list_tokens("/output_tokens", series.output_tokens);
        list_prefix(series.prefix);
    }

    void list_tokens(const std::string& name, const scenarios::TokensSpec& tokens) {
        if (const auto* constant = std::get_if<scenarios::ConstantTokens>(&tokens))
            return list(name, counted(constant->value, "tokens"));
        const auto& drawn = std::get<scenarios::LognormalTokens>(tokens);
        const auto at = name + "/lognormal";
        list(at + "/mean", {drawn.mean, "tokens", fmt::format("{} tokens", drawn.mean)});
        list(at + "/cv", drawn.cv);
        list(at + "/at_least", counted(drawn.at_least, "tokens"));
        list(at + "/at_most", counted(drawn.at_most, "tokens"));
    }

private:
    void list(const std::string& name, AssumedValue value) { findings_.value(at_ + name, std::move(value)); }
    void sum_up(std::string text) { findings_.value(at_, std::move(text)); }

    void list_prefix(const std::optional<scenarios::PrefixSpec>& prefix) {
        if (!prefix) return;
        if (const auto& system = prefix->system_prompt) {
            list("/prefix/system_prompt/tokens", counted(system->tokens, "tokens"));
            list("/prefix/system_prompt/share", system->share);
            list("/prefix/system_prompt/each_tenant", system->each_tenant);
        }
        if (const auto& documents = prefix->documents) {
            list("/prefix/documents/number", counted(documents->number, "documents"));
            list_tokens("/prefix/documents/tokens", documents->tokens);
            list("/prefix/documents/zipf", documents->zipf);
            list("/prefix/documents/share", documents->share);
        }
    }
    void list_profile(const scenarios::RateProfile& profile) {
        if (!profile.daily.empty()) list("/profile/daily", fmt::format("{}", fmt::join(profile.daily, ", ")));
        if (!profile.weekly.empty()) list("/profile/weekly", fmt::format("{}", fmt::join(profile.weekly, ", ")));
        for (std::size_t i = 0; i < profile.bursts.size(); ++i) {
            const auto burst = fmt::format("/profile/bursts/{}", i);
            list(burst + "/at", profile.bursts[i].at);
            list(burst + "/lasts", profile.bursts[i].lasts);
            list(burst + "/times", profile.bursts[i].times);
        }
    }

    Findings& findings_;
    std::string at_;
};

}  // namespace

void list_workload(const scenarios::WorkloadSpec& workload, Findings& findings) {
    std::visit(WorkloadList(findings), workload.traffic);
    findings.value("/workload/load", workload.load);
    for (std::size_t i = 0; i < workload.tenants.size(); ++i) {
        findings.value(fmt::format("/workload/tenants/{}/name", i), workload.tenants[i].name);
        findings.value(fmt::format("/workload/tenants/{}/share", i), workload.tenants[i].share);
        WorkloadList list(findings, fmt::format("/workload/tenants/{}", i));
        if (const auto& tokens = workload.tenants[i].input_tokens) list.list_tokens("/input_tokens", *tokens);
        if (const auto& tokens = workload.tenants[i].output_tokens) list.list_tokens("/output_tokens", *tokens);
        if (const auto& daily = workload.tenants[i].daily; !daily.empty())
            findings.value(fmt::format("/workload/tenants/{}/daily", i), fmt::format("{}", fmt::join(daily, ", ")));
    }
}

}  // namespace plimsoll::sim
