// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/traffic_reader.hpp"

#include "scenarios/schema.hpp"
#include "scenarios/suggestion.hpp"
#include "scenarios/time_unit.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

constexpr std::size_t kDaysOfWeek = 7;
constexpr Duration kDay = std::chrono::hours(24);

/// What the schema says of the keys of "traffic": formats of traces are named there alone.
const nlohmann::json& trace_schema() {
    static const auto schema = nlohmann::json::parse(scenario_schema_text());
    return schema.at("definitions").at("traffic").at("properties");
}

/// Whether the author of a scenario says which column of the file is what.
bool names_columns(const std::string& format) {
    const auto& formats = trace_schema().at("columns").at("x-when").at("format");
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

/// A text that must be one of a few; nothing where it is not.
std::optional<std::string> word(const Node& node, const std::vector<std::string>& known) {
    std::optional<std::string> text = node.text();
    if (text && std::find(known.begin(), known.end(), *text) == known.end()) {
        node.problem(fmt::format("\"{}\" is not one of {}", *text, one_of(known)), did_you_mean(*text, known));
        return std::nullopt;
    }
    return text;
}

std::optional<TokensSpec> read_tokens(const Node& node) {
    if (!node.present()) {
        return std::nullopt;
    }
    if (!node.is_object()) {
        const std::optional<std::uint32_t> count = node.count(0);
        return count ? std::optional<TokensSpec>(ConstantTokens{*count}) : std::nullopt;
    }
    const Node law = node.required("lognormal", R"(for example {"lognormal": {"mean": 200, "cv": 0.8}})");
    LognormalTokens tokens;
    assign(tokens.mean, law.required("mean", "for example 200").number(Sign::positive));
    assign(tokens.cv, law["cv"].number(Sign::positive));
    assign(tokens.at_least, law["at_least"].count(0));
    assign(tokens.at_most, law["at_most"].count(1));
    if (tokens.at_least > tokens.at_most) {
        law["at_least"].problem(fmt::format("at_least {} exceeds at_most {}", tokens.at_least, tokens.at_most));
    } else if (law["mean"].present() && (tokens.mean < tokens.at_least || tokens.mean > tokens.at_most)) {
        law["mean"].problem(fmt::format("the mean {} lies outside at_least {} and at_most {}", tokens.mean,
                                        tokens.at_least, tokens.at_most));
    }
    return tokens;
}

std::vector<double> read_multipliers(const Node& node) {
    std::vector<double> multipliers;
    for (const Node& element : node.elements()) {
        multipliers.push_back(element.number(Sign::non_negative).value_or(1));
    }
    if (!multipliers.empty() &&
        std::all_of(multipliers.begin(), multipliers.end(), [](double value) { return value == 0; })) {
        node.problem("every multiplier is 0: there would be no requests");
    }
    return multipliers;
}

Burst read_burst(const Node& node) {
    Burst burst;
    assign(burst.at, node.required("at", R"(for example "10 h")").duration(Sign::non_negative));
    assign(burst.lasts, node.required("lasts", R"(for example "20 min")").duration(Sign::positive));
    assign(burst.times, node.required("times", "for example 3").number(Sign::non_negative));
    // Both are compared with a day first, so that their sum cannot overflow.
    if (burst.at >= kDay) {
        node["at"].problem("a burst begins at a time of day, before 24 h");
    } else if (burst.lasts > kDay || burst.at + burst.lasts > kDay) {
        node["lasts"].problem("the burst goes beyond the end of its day", "split it in two at 24 h");
    }
    return burst;
}

RateProfile read_profile(const Node& node) {
    RateProfile profile;
    profile.daily = read_multipliers(node["daily"]);
    profile.weekly = read_multipliers(node["weekly"]);
    if (!profile.weekly.empty() && profile.weekly.size() != kDaysOfWeek) {
        node["weekly"].problem(fmt::format("expected 7 values, one for each day, found {}", profile.weekly.size()));
    }
    for (const Node& element : node["bursts"].elements()) {
        profile.bursts.push_back(read_burst(element));
    }
    return profile;
}

void read_states(const Node& node, GeneratedTraffic& traffic) {
    node.refuse({"rate"}, "does not apply to mmpp, whose states have rates",
                "remove it, or set load to scale the traffic");
    const Node states = node.required(
        "states", R"(for example [{"rate": "2 /s", "mean_stay": "10 min"}, {"rate": "20 /s", "mean_stay": "1 min"}])");
    bool all_read = true;
    for (const Node& element : states.elements()) {
        MmppState state;
        const std::optional<double> rate = element.required("rate", R"(for example "20 /s")").rate(Sign::non_negative);
        all_read = all_read && rate.has_value();
        assign(state.rate_per_s, rate);
        assign(state.mean_stay, element.required("mean_stay", R"(for example "1 min")").duration(Sign::positive));
        traffic.states.push_back(state);
    }
    if (all_read && states.present() &&
        std::all_of(traffic.states.begin(), traffic.states.end(),
                    [](const MmppState& state) { return state.rate_per_s == 0; })) {
        states.problem("the rate of every state is 0: there would be no requests");
    }
}

std::optional<PrefixSpec> read_prefix(const Node& node) {
    if (!node.present()) return std::nullopt;
    PrefixSpec prefix;
    if (const Node system = node["system_prompt"]; system.present()) {
        auto& spec = prefix.system_prompt.emplace(PrefixSpec::SystemPrompt{});
        assign(spec.tokens, system.required("tokens", "for example 1200").count(1));
        assign(spec.share, system["share"].number(Sign::positive));
        assign(spec.each_tenant, system["each_tenant"].boolean());
    }
    if (const Node documents = node["documents"]; documents.present()) {
        auto& spec = prefix.documents.emplace(PrefixSpec::Documents{});
        assign(spec.number, documents.required("number", "for example 500").count(1, PrefixSpec::kMostDocuments));
        assign(spec.tokens, read_tokens(documents.required("tokens", "for example 4000")));
        assign(spec.zipf, documents["zipf"].number(Sign::non_negative));
        assign(spec.share, documents["share"].number(Sign::positive));
    }
    if (!prefix.system_prompt && !prefix.documents)
        node.problem("says nothing that prompts share", R"(for example {"system_prompt": {"tokens": 1200}})");
    return prefix;
}

std::optional<ConversationSpec> read_conversations(const Node& node) {
    if (!node.present()) return std::nullopt;
    ConversationSpec spec;
    const Node turns = node.required("turns", "for example 4");
    assign(spec.turns, turns.number(Sign::positive));
    if (spec.turns < 1 || spec.turns > ConversationSpec::kMostTurns)
        turns.problem(fmt::format("expected a mean number from 1 to {}", ConversationSpec::kMostTurns));
    const Node think = node.required("think_time", R"(for example {"mean": "40 s"})");
    if (!think.present()) return spec;
    assign(spec.think_time, think.required("mean", R"(for example "40 s")").duration(Sign::positive));
    assign(spec.think_cv, think["cv"].number(Sign::non_negative));
    return spec;
}

GeneratedTraffic read_generated(const Node& node) {
    using Process = GeneratedTraffic::Process;
    GeneratedTraffic traffic;
    const std::optional<Process> process = node["process"].choice<Process>();
    const bool process_is_known = process.has_value() || !node["process"].present();
    assign(traffic.process, process);
    if (traffic.process == Process::mmpp) {
        read_states(node, traffic);
    } else {
        const Node rate = process_is_known ? node.required("rate", R"(for example "8 /s")") : node["rate"];
        assign(traffic.rate_per_s, rate.rate(Sign::positive));
    }
    assign(traffic.cv, node["cv"].number(Sign::positive));
    if (process_is_known && traffic.process != Process::gamma) {
        node.refuse({"cv"}, fmt::format("does not apply to {}", name_of(traffic.process)),
                    R"(a chosen variability needs "process": "gamma")");
    }
    if (process_is_known && traffic.process != Process::mmpp) {
        node.refuse({"states"}, fmt::format("do not apply to {}", name_of(traffic.process)),
                    R"(states need "process": "mmpp")");
    }
    traffic.profile = read_profile(node["profile"]);
    assign(traffic.input_tokens, read_tokens(node["input_tokens"]));
    assign(traffic.output_tokens, read_tokens(node["output_tokens"]));
    traffic.prefix = read_prefix(node["prefix"]);
    traffic.conversations = read_conversations(node["conversations"]);
    return traffic;
}

TraceTraffic read_trace(const Node& node) {
    TraceTraffic trace;
    assign(trace.path, node["trace"].file());
    const Node format = node.required("format", fmt::format("a trace needs one of {}", one_of(trace_formats())));
    assign(trace.format, word(format, trace_formats()));
    assign(trace.repeat, node["repeat"].boolean());
    for (const auto& [role, column] : node["columns"].members()) {
        assign(trace.columns[role], column.text());
    }
    assign(trace.time_unit, word(node["time_unit"], spelled<TimeUnit>()));
    if (names_columns(trace.format)) {
        const Node columns = node.required("columns", R"(for example {"time": "timestamp", "input_tokens": "prompt"})");
        static_cast<void>(columns.required("time", "name the column with the arrival time"));
    } else if (!trace.format.empty()) {
        node.refuse({"columns", "time_unit"},
                    fmt::format("does not apply to the format {}, which fixes it", trace.format),
                    R"(only "format": "csv" needs it)");
    }
    node.refuse({"column", "values", "interval", "input_tokens", "output_tokens", "prefix"},
                "does not apply to a trace", "");
    return trace;
}

SeriesTraffic read_series(const Node& node) {
    SeriesTraffic series;
    assign(series.path, node["series"].file());
    assign(series.column, node["column"].text());
    assign(series.values, node["values"].choice<SeriesTraffic::Values>());
    assign(series.interval, node["interval"].duration(Sign::positive));
    assign(series.repeat, node["repeat"].boolean());
    assign(series.input_tokens, read_tokens(node["input_tokens"]));
    assign(series.output_tokens, read_tokens(node["output_tokens"]));
    series.prefix = read_prefix(node["prefix"]);
    node.refuse({"format", "columns", "time_unit"}, "does not apply to a series",
                R"(the values stand in "column", one row per "interval")");
    return series;
}

/// At every time of the day somebody sends what comes.
void check_daily(const Node& node, const std::vector<TenantShare>& tenants) {
    const auto first =
        std::find_if(tenants.begin(), tenants.end(), [](const TenantShare& tenant) { return !tenant.daily.empty(); });
    if (first == tenants.end()) return;
    const std::size_t steps = first->daily.size();
    for (std::size_t i = 0; i < tenants.size(); ++i)
        if (const auto& daily = tenants[i].daily; !daily.empty() && daily.size() != steps) {
            node.elements()[i]["daily"].problem(
                fmt::format("{} steps a day, where \"{}\" has {}", daily.size(), first->name, steps),
                "give every tenant as many, or none");
            return;
        }
    for (std::size_t step = 0; step < steps; ++step)
        if (std::all_of(tenants.begin(), tenants.end(), [step](const TenantShare& tenant) {
                return !tenant.daily.empty() && tenant.daily[step] == 0;
            })) {
            node.problem(fmt::format("nobody would send the requests of step {} of {} of the day", step + 1, steps),
                         "have one tenant send some then; that few come is said by the traffic's \"profile\"");
            return;
        }
}

std::vector<TenantShare> read_tenants(const Node& node) {
    constexpr const char* kExample = R"(for example [{"name": "search", "share": 3}, {"name": "mail", "share": 1}])";
    std::vector<TenantShare> tenants;
    for (const Node& element : node.elements()) {
        TenantShare tenant;
        const Node name = element.required("name", kExample);
        assign(tenant.name, name.text());
        assign(tenant.share, element["share"].number(Sign::positive));
        tenant.input_tokens = read_tokens(element["input_tokens"]);
        tenant.output_tokens = read_tokens(element["output_tokens"]);
        tenant.daily = read_multipliers(element["daily"]);
        if (std::any_of(tenants.begin(), tenants.end(), [&](const auto& other) { return other.name == tenant.name; }))
            name.problem(fmt::format("the tenant \"{}\" stands twice", tenant.name), "add the shares of both");
        tenants.push_back(std::move(tenant));
    }
    if (tenants.size() > kMostTenants)
        node.problem(fmt::format("{} tenants; at most {} are told apart", tenants.size(), kMostTenants));
    check_daily(node, tenants);
    return tenants;
}

}  // namespace

const std::vector<std::string>& trace_formats() {
    static const auto formats = trace_schema().at("format").at("enum").get<std::vector<std::string>>();
    return formats;
}

WorkloadSpec read_workload(const Node& node) {
    WorkloadSpec workload;
    assign(workload.load, node["load"].number(Sign::positive));
    workload.tenants = read_tenants(node["tenants"]);

    const Node traffic =
        node.required("traffic", R"(for example {"generate": {"process": "poisson", "rate": "8 /s"}})");
    constexpr std::array<std::string_view, 3> kKinds{"trace", "generate", "series"};
    const auto kinds =
        std::count_if(kKinds.begin(), kKinds.end(), [&traffic](std::string_view kind) { return traffic.has(kind); });
    if (traffic.is_object() && kinds != 1) {
        traffic.problem(
            kinds == 0 ? R"(the traffic has no source: expected one of "trace", "generate" or "series")"
                       : R"(the traffic has several sources: "trace", "generate" and "series" exclude each other)",
            kinds == 0 ? R"(for example "generate": {"process": "poisson", "rate": "8 /s"})" : "keep one of them");
    }
    if (traffic.has("trace")) {
        workload.traffic = read_trace(traffic);
        if (!workload.tenants.empty())
            node["tenants"].problem(
                "do not apply to a trace",
                R"(a "csv" says itself who sent a request: name its column as "tenant" of "columns")");
    } else if (traffic.has("series")) {
        workload.traffic = read_series(traffic);
    } else if (traffic.has("generate")) {
        workload.traffic = read_generated(traffic["generate"]);
        traffic.refuse({"format", "repeat", "columns", "time_unit", "column", "values", "interval"},
                       "does not apply to generated traffic", "");
        traffic.refuse({"input_tokens", "output_tokens", "prefix"}, "stands in the wrong place",
                       R"(put it inside "generate")");
    }
    return workload;
}

}  // namespace plimsoll::scenarios
