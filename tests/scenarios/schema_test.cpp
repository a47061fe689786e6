// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/schema.hpp"

#include "sample_scenario.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/quantity.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

const json& schema() {
    static const json parsed = json::parse(scenario_schema_text());
    return parsed;
}

/// Calls `visit` with every named field of the schema and the pointer of its schema.
void for_each_field(const json& node, const std::string& pointer,
                    const std::function<void(const std::string&, const json&)>& visit) {
    if (const auto properties = node.find("properties"); properties != node.end()) {
        for (const auto& [name, field] : properties->items()) {
            const std::string field_pointer = child_pointer(pointer, name);
            visit(field_pointer, field);
            for_each_field(field, field_pointer, visit);
        }
    }
    for (const char* inner : {"items", "additionalProperties"}) {
        if (node.contains(inner) && node[inner].is_object()) {
            for_each_field(node[inner], child_pointer(pointer, inner), visit);
        }
    }
}

void for_every_field(const std::function<void(const std::string&, const json&)>& visit) {
    for_each_field(schema(), "", visit);
    for (const auto& [name, definition] : schema()["definitions"].items()) {
        visit("/definitions/" + name, definition);
        for_each_field(definition, "/definitions/" + name, visit);
    }
}

TEST(Schema, DescribesEveryFieldForPeopleAndForms) {
    int fields = 0;
    for_every_field([&fields](const std::string& pointer, const json& field) {
        ++fields;
        if (field.contains("$ref")) {
            return;
        }
        for (const char* word : {"title", "description", "type"}) {
            EXPECT_TRUE(field.contains(word)) << pointer << " has no " << word;
        }
        EXPECT_TRUE(field.contains("examples") || pointer == "/workload") << pointer << " has no examples";
        if (field["type"] == "object" && field.contains("properties")) {
            EXPECT_EQ(field["additionalProperties"], false) << pointer << " lets misspelt keys pass";
        }
    });
    EXPECT_GT(fields, 100);
}

TEST(Schema, ItsDefaultsAndExamplesOfQuantitiesAreInTheirUnits) {
    int quantities = 0;
    for_every_field([&quantities](const std::string& pointer, const json& field) {
        if (!field.contains("x-unit") || field["x-unit"] == "file") {
            return;
        }
        ++quantities;
        const std::string unit = field["x-unit"];
        std::vector<json> texts = field["examples"];
        if (field.contains("default")) {
            texts.push_back(field["default"]);
        }
        for (const json& text : texts) {
            std::string wrong = "no such unit";
            if (unit == "duration") {
                wrong = parse_duration(text.get<std::string>()).message;
            } else if (unit == "bytes") {
                wrong = parse_bytes(text.get<std::string>()).message;
            } else if (unit == "memory") {
                wrong = parse_billed_gb(text.get<std::string>()).message;
            } else if (unit == "rate") {
                wrong = parse_rate(text.get<std::string>()).message;
            } else if (unit == "bandwidth") {
                wrong = parse_bandwidth(text.get<std::string>()).message;
            }
            for (const PriceUnit price :
                 {PriceUnit::per_hour, PriceUnit::per_gb_second, PriceUnit::per_million_requests,
                  PriceUnit::per_million_tokens, PriceUnit::per_month, PriceUnit::per_kwh, PriceUnit::in_all}) {
                if (unit == text_of(price)) {
                    wrong = parse_price(text.get<std::string>(), price).message;
                }
            }
            EXPECT_EQ(wrong, "") << pointer;
        }
    });
    EXPECT_GT(quantities, 40);
}

template <class E>
void expect_choices(const std::string& pointer) {
    EXPECT_EQ(schema().at(json::json_pointer(pointer + "/enum")).get<std::vector<std::string>>(), spelled<E>())
        << pointer;
}

TEST(Schema, KnowsTheSameChoicesAsTheReaders) {
    expect_choices<Serving>("/definitions/deployment/properties/serving");
    expect_choices<OnLoss>("/definitions/deployment/properties/on_loss");
    expect_choices<Purchase>("/definitions/pool/properties/purchase");
    expect_choices<QueueKind>("/definitions/pool/properties/queue");
    expect_choices<RouterKind>("/definitions/pool/properties/router");
    expect_choices<ExtraSpec::Per>("/definitions/extra/properties/per");
    expect_choices<ExtraCategory>("/definitions/extra/properties/offer/properties/category");
    expect_choices<Sharing>("/definitions/pool/properties/sharing");
    expect_choices<HpaSpec::Metric>("/definitions/pool/properties/autoscaler/properties/metric");
    expect_choices<SloSpec::Metric>("/properties/slo/items/properties/metric");
    expect_choices<GeneratedTraffic::Process>("/definitions/traffic/properties/generate/properties/process");
}

/// Writes the schema's default into every field of `value` that the file leaves out, where the field applies.
/// `not_here` holds names, or "parent/name", of fields that do not.
void write_defaults(json& value, const json& field_schema, const std::vector<std::string>& not_here,
                    const std::string& parent = "") {
    const json& resolved = field_schema.contains("$ref")
                               ? schema().at(json::json_pointer(field_schema["$ref"].get<std::string>().substr(1)))
                               : field_schema;
    if (value.is_array() && resolved.contains("items")) {
        for (json& element : value) {
            write_defaults(element, resolved["items"], not_here, parent);
        }
    }
    if (!value.is_object() || !resolved.contains("properties")) {
        return;
    }
    for (const auto& [name, field] : resolved["properties"].items()) {
        const std::string with_parent = fmt::format("{}/{}", parent, name);
        const auto is_this = [&name = name, &with_parent](const std::string& other) {
            return other == name || other == with_parent;
        };
        const bool applies = std::none_of(not_here.begin(), not_here.end(), is_this);
        if (!value.contains(name) && field.contains("default") && applies) {
            value[name] = field["default"];
        }
        if (value.contains(name)) {
            write_defaults(value[name], field, not_here, name);
        }
    }
}

TEST(Schema, ItsDefaultsAreThoseOfTheProgram) {
    const std::string start =
        R"({"plimsoll": 1, "service": {"time": {"lognormal": {"mean": "1 s"}}}, "slo": [{"metric": "latency", "at_most": "1 s"}], )";
    const std::string generated =
        start +
        R"("workload": {"traffic": {"generate": {"rate": "8 /s", "input_tokens": {"lognormal": {"mean": 9}}}}}, "deployments": )";
    const std::vector<std::string> with_generate{"repeat",
                                                 "column",
                                                 "values",
                                                 "interval",
                                                 "time_unit",
                                                 "generate/cv",
                                                 "traffic/input_tokens",
                                                 "traffic/output_tokens"};
    const std::vector<std::string> serverless_only{"keep_alive", "max_instances", "provisioned"};
    const auto both = [](std::vector<std::string> a, const std::vector<std::string>& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    };
    const std::vector<std::string> hpa_only{"metric", "sync_period", "tolerance", "scale_down_stabilization",
                                            "scale_up_stabilization"};
    const std::vector<std::string> step_only{"percentile", "step", "period"};
    const std::vector<std::string> keda_only{"activation", "polling_interval"};
    const std::vector<std::string> knative_only{"target_utilization", "stable_window",     "panic_window",
                                                "panic_threshold",    "max_scale_up_rate", "max_scale_down_rate",
                                                "grace_period"};
    // Beside each scenario: keys with defaults that its kind of traffic, serving or autoscaler refuses.
    const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
        {generated +
             R"([{"name": "a", "serving": "real-time", "pools": [{"offer": "x", "purchase": "spot", "replicas": {"min": 1, "max": 2},
            "interruptions": {"mean_time_to_interruption": "1 h"}, "batching": {"max_batch": 4}, "queue": "per-replica",
            "autoscaler": {"kind": "kubernetes-hpa", "target": 3}}]}]})",
         both(both(both(with_generate, serverless_only), both(step_only, {"cooldown"})),
              both(keda_only, knative_only))},
        {generated +
             R"([{"name": "a", "serving": "real-time", "pools": [{"offer": "x", "replicas": {"min": 1, "max": 2}, "queue": "per-replica",
            "autoscaler": {"kind": "latency-step", "above": "2 s", "below": "1 s"}}]}]})",
         both(both(both(with_generate, serverless_only), hpa_only), both(keda_only, knative_only))},
        {generated +
             R"([{"name": "a", "serving": "real-time", "pools": [{"offer": "x", "replicas": {"min": 0, "max": 2}, "queue": "per-replica",
            "autoscaler": {"kind": "keda", "target": 3}}]}]})",
         both(both(both(with_generate, serverless_only), step_only), knative_only)},
        {generated +
             R"([{"name": "a", "serving": "real-time", "pools": [{"offer": "x", "replicas": {"min": 0, "max": 2}, "queue": "per-replica",
            "autoscaler": {"kind": "knative", "container_concurrency": 3}}]}]})",
         both(both(both(with_generate, serverless_only), both(hpa_only, step_only)), both(keda_only, {"cooldown"}))},
        {generated + R"([{"name": "a", "serving": "serverless", "pools": [{"offer": "x"}]}]})",
         both(with_generate, {"queue", "router", "replicas"})},
        {generated +
             R"([{"name": "a", "serving": "api", "pools": [{"offer": "x", "rate_limit": {"requests": "1 /s"}}]}]})",
         both(both(with_generate, serverless_only), {"queue", "router", "replicas"})},
        {start +
             R"("workload": {"traffic": {"series": "counts.csv"}}, "deployments": [{"name": "a", "serving": "batch", "window": {"every": "1 h"}, "pools": [{"offer": "x", "queue": "per-replica"}]}]})",
         both(serverless_only, {"time_unit"})},
        {start +
             R"("workload": {"traffic": {"trace": "chat.csv", "format": "csv", "columns": {"time": "t"}}}, "model": {"name": "m"}, "deployments": [{"name": "a", "serving": "serverless",
            "model": {"name": "m"}, "pools": [{"offer": "x"}]}]})",
         {"queue", "router", "replicas", "column", "values", "interval", "input_tokens", "output_tokens"}},
    };
    const SampleFolder folder;
    for (const auto& [text, not_here] : cases) {
        json bare = json::parse(text);
        if (bare.contains("model")) {
            bare.erase("service");
        }
        json full = bare;
        auto refused = not_here;
        const auto serving = bare["deployments"][0]["serving"];
        if (serving != "api") refused = both(refused, {"cached_input", "batch_prices"});
        if (serving != "real-time") refused = both(refused, {"role"});
        if (serving == "serverless" || serving == "api") refused = both(refused, {"router_refresh"});
        write_defaults(full, schema(), refused);
        EXPECT_NE(bare, full);
        ASSERT_THAT(problems_of(folder, full.dump()), testing::IsEmpty())
            << text_of(problems_of(folder, full.dump())) << full.dump(1);
        Scenario from_bare = parse_scenario(bare.dump(), folder.path("scenario.json"));
        Scenario from_full = parse_scenario(full.dump(), folder.path("scenario.json"));
        EXPECT_GT(from_full.set_in_file.pointers(10'000).size(), from_bare.set_in_file.pointers(10'000).size());
        from_full.set_in_file = from_bare.set_in_file;
        from_full.text = from_bare.text;
        EXPECT_EQ(from_bare, from_full) << full.dump(1);
    }
}

}  // namespace
}  // namespace plimsoll::scenarios
