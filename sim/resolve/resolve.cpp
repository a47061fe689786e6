// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/resolve.hpp"

#include "scenarios/enum_names.hpp"
#include "sim/plan/bucket_length.hpp"
#include "sim/resolve/horizon_warnings.hpp"
#include "sim/resolve/list_workload.hpp"
#include "sim/resolve/resolve_deployment.hpp"
#include "sim/resolve/resolve_offer.hpp"
#include "sim/traffic/forecast.hpp"
#include "sim/traffic/tenants.hpp"
#include "sim/traffic/traffic.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

namespace plimsoll::sim {
namespace {

void list_price_factors(const scenarios::PriceFactorsSpec& factors, Findings& findings) {
    const auto list = [&](const char* kind, double factor) {
        if (factor != 1) findings.value(fmt::format("/price_factors/{}", kind), factor);
    };
    list("on-demand", factors.on_demand);
    list("reserved", factors.reserved);
    list("spot", factors.spot);
    list("usage", factors.usage);
    list("free-grants", factors.free_grants);
}

void list_objective(const scenarios::SloSpec& slo, std::size_t index, Findings& findings) {
    const auto pointer = fmt::format("/slo/{}", index);
    findings.value(pointer + "/metric", std::string(scenarios::name_of(slo.metric)));
    findings.value(pointer + "/percentile", slo.percentile);
    findings.value(pointer + "/at_most", slo.at_most);
}

void list_experiment(const scenarios::Scenario& scenario, Findings& findings) {
    const auto& experiment = scenario.experiment;
    list_workload(scenario.workload, findings);
    for (std::size_t i = 0; i < scenario.slo.size(); ++i) list_objective(scenario.slo[i], i, findings);
    findings.value("/experiment/horizon", experiment.horizon);
    findings.value("/experiment/warm_up", experiment.warm_up);
    findings.value("/experiment/bucket", bucket_length(experiment));
    findings.value("/experiment/seed", experiment.seed);
    findings.value("/experiment/replications", experiment.replications);
    findings.value("/experiment/examples_compete", experiment.examples_compete);
    list_price_factors(scenario.price_factors, findings);
    if (experiment.load_curve.empty()) return;
    findings.value("/experiment/load_curve", fmt::format("{}", fmt::join(experiment.load_curve, ", ")));
    findings.value("/experiment/load_curve_replications", experiment.load_curve_replications);
}

void look_ahead(const scenarios::Scenario& scenario, Findings& findings, Experiment& experiment) {
    const auto& curve = scenario.experiment.load_curve;
    const double highest = curve.empty() ? 1 : std::max(1.0, curve.back());
    try {
        auto ahead = forecast(scenario.workload, scenario.experiment.horizon);
        check_number_of_requests(scenario.workload, ahead, highest);
        experiment.traffic_notes = std::move(ahead.notes);
        experiment.expected_requests = ahead.requests;
        experiment.tenants = tenant_names(scenario.workload);
    } catch (const InputError& error) {
        findings.adopt("/workload/traffic", error);
    }
}

}  // namespace

Experiment resolve(scenarios::Scenario scenario, Knowledge& known) {
    Experiment experiment;
    experiment.scenario = std::move(scenario);
    const auto& asked = experiment.scenario;
    known.look_for(asked.catalogs);
    experiment.catalogs = known.own_catalogs();

    Findings findings(asked);
    list_experiment(asked, findings);
    for (std::size_t i = 0; i < asked.catalogs.size(); ++i)
        findings.value(fmt::format("/catalogs/{}", i), asked.catalogs[i]);
    for (std::size_t i = 0; i < asked.deployments.size(); ++i) {
        const auto& deployment = asked.deployments[i];
        const auto pointer = deployment.pointer.empty() ? fmt::format("/deployments/{}", i) : deployment.pointer;
        auto priced = resolve_deployment(asked, deployment, pointer, known, findings);
        experiment.deployments.push_back(std::move(priced.plan));
        experiment.offers.push_back(std::move(priced.offers));
    }
    experiment.traffic = [workload = asked.workload, horizon = asked.experiment.horizon](
                             std::uint64_t seed, double load) { return open_traffic(workload, horizon, seed, load); };
    look_ahead(asked, findings, experiment);
    findings.give(experiment);
    auto cut = horizon_warnings(asked);
    std::move(cut.begin(), cut.end(), std::back_inserter(experiment.traffic_notes));
    return experiment;
}

std::vector<Problem> unknown_names(const scenarios::Scenario& scenario, const std::vector<Problem>& known_problems,
                                   Knowledge& known) {
    known.look_for(scenario.catalogs);
    Findings findings(scenario);
    for (std::size_t i = 0; i < scenario.deployments.size(); ++i) {
        const auto& deployment = scenario.deployments[i];
        const auto pointer = deployment.pointer.empty() ? fmt::format("/deployments/{}", i) : deployment.pointer;
        const auto& model = deployment.model ? deployment.model : scenario.model;
        if (model && !model->name.empty())
            static_cast<void>(choose_work(scenario, deployment, pointer, known.zoo(), findings));
        for (std::size_t j = 0; j < deployment.pools.size(); ++j) {
            const auto& offer = deployment.pools[j].offer;
            const auto* id = std::get_if<std::string>(&offer);
            if (id != nullptr && !id->empty())
                static_cast<void>(find_offer(offer, fmt::format("{}/pools/{}/offer", pointer, j), known, findings));
        }
        for (std::size_t j = 0; j < deployment.extras.size(); ++j)
            if (const auto* id = std::get_if<std::string>(&deployment.extras[j].offer); id != nullptr && !id->empty())
                static_cast<void>(find_offer(*id, fmt::format("{}/extras/{}/offer", pointer, j), known, findings));
    }
    auto found = findings.problems();
    std::erase_if(found, [&](const Problem& problem) {
        return std::any_of(known_problems.begin(), known_problems.end(),
                           [&](const Problem& each) { return each.pointer == problem.pointer; });
    });
    return found;
}

}  // namespace plimsoll::sim
