// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader.hpp"

#include "scenarios/deployment_reader.hpp"
#include "scenarios/experiment_reader.hpp"
#include "scenarios/json_document.hpp"
#include "scenarios/node.hpp"
#include "scenarios/projection_reader.hpp"
#include "scenarios/schema.hpp"
#include "scenarios/service_reader.hpp"
#include "scenarios/sweep_reader.hpp"
#include "scenarios/traffic_reader.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

constexpr std::uint64_t kFormat = 1;

std::vector<VariantSpec> read_variants(const Node& node, const WorkSpec& work) {
    std::vector<VariantSpec> variants;
    if (!node.elements().empty() && !work.model) {
        node.problem("variants take the place of the scenario's model, and it has none",
                     R"(add for example "model": {"name": "bert-base"})");
    }
    for (const Node& element : node.elements()) {
        VariantSpec variant;
        const Node name = element.required("name", R"(for example "int8")");
        assign(variant.name, name.text());
        variant.model = read_model(element.required("model", R"(for example {"name": "distilbert"})"));
        const auto same = [&](const VariantSpec& other) { return other.name == variant.name; };
        if (std::any_of(variants.begin(), variants.end(), same)) {
            name.problem(fmt::format("another variant has the name \"{}\" too", variant.name));
        }
        variants.push_back(std::move(variant));
    }
    return variants;
}

PriceFactorsSpec read_price_factors(const Node& node) {
    PriceFactorsSpec factors;
    assign(factors.on_demand, node["on-demand"].number(Sign::non_negative));
    assign(factors.reserved, node["reserved"].number(Sign::non_negative));
    assign(factors.spot, node["spot"].number(Sign::non_negative));
    assign(factors.usage, node["usage"].number(Sign::non_negative));
    assign(factors.free_grants, node["free-grants"].number(Sign::non_negative));
    return factors;
}

/// Behind each deployment that serves the scenario's model, the same with every variant.
std::vector<DeploymentSpec> with_variants(std::vector<DeploymentSpec> deployments,
                                          const std::vector<VariantSpec>& variants) {
    std::vector<DeploymentSpec> all;
    for (DeploymentSpec& deployment : deployments) {
        const bool serves_model = !deployment.model && !deployment.service && deployment.serving != Serving::api;
        all.push_back(std::move(deployment));
        const std::size_t base = all.size() - 1;
        for (std::size_t i = 0; serves_model && i < variants.size(); ++i) {
            DeploymentSpec copy = all[base];
            copy.name += fmt::format(", {}", variants[i].name);
            copy.model = variants[i].model;
            copy.model_pointer = fmt::format("/variants/{}/model", i);
            all.push_back(std::move(copy));
        }
    }
    return all;
}

Scenario read_scenario(const Node& root, const std::string& path) {
    Scenario scenario;
    scenario.path = path;
    const Node format = root.required("plimsoll", R"(add "plimsoll": 1)");
    if (const std::optional<std::uint64_t> version = format.whole(); version && *version != kFormat) {
        format.problem(fmt::format("the scenario has format {}, and this version reads format {}", *version, kFormat),
                       R"(write "plimsoll": 1)");
    }
    scenario.name = std::filesystem::path(path).stem().string();
    assign(scenario.name, root["name"].text());
    assign(scenario.description, root["description"].text());
    scenario.workload =
        read_workload(root.required("workload", R"(for example {"traffic": {"generate": {"rate": "8 /s"}}})"));
    WorkSpec work = read_work(root);
    scenario.variants = read_variants(root["variants"], work);
    scenario.slo = read_slo(root["slo"]);
    for (const Node& catalog : root["catalogs"].elements())
        if (auto existing = catalog.file_or_folder()) scenario.catalogs.push_back(std::move(*existing));
    scenario.price_factors = read_price_factors(root["price_factors"]);
    scenario.deployments = with_variants(read_deployments(root.required("deployments", "a list of at least one"), work),
                                         scenario.variants);
    scenario.experiment = read_experiment(root["experiment"]);
    scenario.model = std::move(work.model);
    scenario.service = std::move(work.service);
    return scenario;
}

}  // namespace

void sort_by_line(std::vector<Problem>& problems) {
    const auto key = [](const Problem& problem) {
        return problem.line == 0 ? std::numeric_limits<int>::max() : problem.line;
    };
    std::stable_sort(problems.begin(), problems.end(),
                     [&key](const Problem& a, const Problem& b) { return key(a) < key(b); });
}

ScenarioDraft draft_scenario(std::string_view text, const std::string& path, const std::vector<std::string>& sets) {
    std::vector<Problem> problems;
    JsonDocument document = JsonDocument::parse(text, path, &problems);
    for (const std::string& set : sets) {
        std::vector<Problem> refused = document.apply_set(set);
        std::move(refused.begin(), refused.end(), std::back_inserter(problems));
    }

    SchemaFindings findings = check_schema(document);
    Reading reading{document, std::filesystem::path(path).parent_path().string(), std::move(findings.meant), {}};
    for (const Problem& problem : findings.problems) {
        reading.settled.insert(problem.pointer);
    }
    const Node root(reading, &document.root(), "");
    Scenario scenario = read_scenario(root, path);
    SweepSpec sweep = read_sweep(root);
    ProjectionSpec projection = read_projection(root["projection"]);
    std::move(findings.problems.begin(), findings.problems.end(), std::back_inserter(problems));
    std::move(reading.problems.begin(), reading.problems.end(), std::back_inserter(problems));
    sort_by_line(problems);
    scenario.set_in_file = document.lines();
    scenario.text = text;
    scenario.overrides = sets;
    return {std::move(scenario), std::move(sweep), std::move(projection), std::move(problems)};
}

Scenario parse_scenario(std::string_view text, const std::string& path, const std::vector<std::string>& sets) {
    ScenarioDraft draft = draft_scenario(text, path, sets);
    if (!draft.problems.empty()) throw InputError(std::move(draft.problems));
    return std::move(draft.scenario);
}

Scenario load_scenario(const std::string& path, const std::vector<std::string>& sets) {
    return parse_scenario(read_text_file(path), path, sets);
}

}  // namespace plimsoll::scenarios
