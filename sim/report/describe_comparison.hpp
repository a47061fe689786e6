// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/left_out.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/describe_deployment.hpp"

/// The whole result of a comparison, described once.
namespace plimsoll::results {

template <class Visitor, MaybeConst<CatalogUsed> Catalog>
void describe(Visitor& visit, Catalog& catalog) {
    visit("file", catalog.file, {"", "or folder, from the working directory"});
    visit("hash", catalog.hash, {"", "of its content: `plimsoll compare` of this result refuses another one"});
    visit("source", catalog.source, {"", "who says so, and when"}, kUnlessEmpty);
    visit("in_scenario", catalog.in_scenario, {"", "the scenario names it; absent: --catalog did"}, kUnlessEmpty);
}

template <class Visitor, MaybeConst<ScenarioFacts> Scenario>
void describe(Visitor& visit, Scenario& scenario) {
    visit("name", scenario.name, {"", "as the file has it"});
    visit("path", scenario.path, {"", "of the file"});
    visit("seed", scenario.seed, {"", "of all random numbers"});
    visit("replications", scenario.replications, {"", "asked for"});
    visit("horizon_s", scenario.horizon, {"s", "simulated time"});
    visit("warm_up_s", scenario.warm_up, {"s", "simulated, not measured"});
    visit("load", scenario.load, {"", "factor on the traffic"});
    visit("slo", scenario.slos, {"", "latency objectives"});
    visit("text", scenario.text, {"", "the file as it was read: `plimsoll compare` of this result runs it again"},
          kUnlessEmpty);
    visit("overrides", scenario.overrides, {"", "what --set changed in it, in order"}, kUnlessEmpty);
    visit("catalogs", scenario.catalogs,
          {"", "of one's own, in which offers were looked up: the last that has an offer counts"}, kUnlessEmpty);
}

template <class Visitor, MaybeConst<LoadChange> Change>
void describe(Visitor& visit, Change& change) {
    visit("kind", change.kind, {"", "whether costs cross, or objectives begin or cease to be met"});
    visit("from", or_null(change.from), {"", "name of the deployment below; null: none is feasible"});
    visit("to", or_null(change.to), {"", "name of the deployment above; null: none is feasible"});
    visit("between_loads", ends(change.load_below, change.load_above), {"", "the two points of the load curve"});
    visit("between_requests_per_s", ends(change.rate_below, change.rate_above), {"1/s", "their rates"});
    const Presence costs_cross = present_if(change.kind == LoadChange::Kind::cost);
    visit("load", change.load, {"", "where the costs cross"}, costs_cross);
    visit("load_ci95", change.load_ci, {"", "of it, by chance: 95 % confidence interval"});
    visit("requests_per_s", change.rate, {"1/s", "where the costs cross"}, costs_cross);
    visit("text", change.text, {"", "the same in words"});
}

template <class Visitor, MaybeConst<Flip> F>
void describe(Visitor& visit, F& flip) {
    visit("kind", flip.kind, {"", "what changes"});
    visit("what", flip.what, {"", "the source of the step times, the line of the bill"}, kUnlessEmpty);
    visit("factor", flip.factor, {"", "by which it changes"});
    visit("now", flip.now, {"", "of a price: what it is, in `unit`"});
    visit("at", flip.at, {"", "and what it would be"});
    visit("unit", flip.unit, {"", "USD/hour, ..."}, kUnlessEmpty);
    visit("to", or_null(flip.to), {"", "who wins then; null: nobody meets the objectives"});
    visit("text", flip.text, {"", "the same in words"});
}

template <class Visitor, class Difference>
void describe_difference(Visitor& visit, Difference& difference, const About& about) {
    visit("difference_per_month", usd(difference.difference_per_month), about);
    visit("difference_ci95", usd(difference.difference_ci), {"USD", "of all causes together"});
    visit.object(
        "difference_ci95_by",
        [&](auto& by) {
            by("chance", usd(difference.chance_ci), {"USD", "paired by replication"});
            by("step_times", usd(difference.step_times_ci), {"USD", "by the error of step times alone"});
            by("prices", usd(difference.prices_ci), {"USD", "by that of unverified prices alone"});
        },
        {"USD", "by each cause alone"}, kUnlessEmpty);
    visit("largest_doubt", difference.largest_doubt, {"", "the cause that reaches farthest toward 0"});
    visit("clear", difference.clear, {"", "whether the interval excludes 0"});
}

template <class Visitor, MaybeConst<Rival> R>
void describe(Visitor& visit, R& rival) {
    visit("name", rival.name, {"", "of the deployment"});
    describe_difference(visit, rival, {"USD", "by how much it costs more than the cheapest"});
}

template <class Visitor, MaybeConst<Verdict> V>
void describe_verdict(Visitor& visit, V& verdict, const std::vector<DeploymentResult>& deployments) {
    visit("cheapest", name_in(deployments, verdict.cheapest), {"", "among the feasible deployments"});
    visit("runner_up", name_in(deployments, verdict.runner_up), {"", "the next one"});
    describe_difference(visit, verdict, {"USD", "runner-up less cheapest"});
    visit("nearest", name_in(deployments, verdict.nearest), {"", "where none is feasible: it misses by least"});
    visit("rivals", verdict.rivals, {"", "all others that are feasible, the cheapest first, against the cheapest"},
          kUnlessEmpty);
    visit("changes", verdict.changes, {"", "of the cheapest along the load curve"});
    visit("flips", verdict.flips, {"", "what would give another winner"}, kUnlessEmpty);
    visit("sentences", verdict.sentences, {"", "the verdict in words"});
}

template <class Visitor, MaybeConst<PriceUsed> Price>
void describe(Visitor& visit, Price& price) {
    auto& from = price.provenance;
    visit("offer", price.offer, {"", "its id"});
    visit("purchase", price.purchase, {"", "how it is bought"});
    visit("source", from.source, {"", "a page, a price list"});
    visit("date", or_null(from.date), {"", "a day on which it held; null: of unknown age"});
    visit("read", or_null(from.read), {"", "when it was read there, where that is another day"});
    visit("also", from.also, {"", "other sources that say the same"});
    visit("consistent_with", from.consistent_with,
          {"", "other prices of that very list, to which it stands as it should: no second source"});
    visit("verified", from.verified, {"", "false: no primary source confirmed it"});
    visit("example", from.example, {"", "an invented figure that stands for a kind of offer"});
}

template <class Visitor, MaybeConst<LostSimulation> Lost>
void describe(Visitor& visit, Lost& lost) {
    visit("simulation", lost.simulation, {"", "deployment, replication, point of the load curve"});
    visit("reason", lost.reason, {"", "why nothing came of it"});
}

template <class Visitor, MaybeConst<AssumptionNote> Assumption>
void describe(Visitor& visit, Assumption& assumption) {
    visit("pointer", assumption.pointer, {"", "JSON pointer into the scenario"});
    visit("value", assumption.value, {"", "as people read it, with its unit"});
    visit("number", assumption.number, {"", "what it says, in `unit`"});
    visit("unit", assumption.unit, {"", "of the number: s, B, 1/s, USD/h, requests, ...; absent: a plain number"},
          kUnlessEmpty);
    visit("flag", assumption.flag, {"", "what it says; with neither number nor flag, `value` is a text"});
    visit("origin", assumption.origin, {"", "scenario, default, catalog, profile, ..."});
    visit("source", assumption.source, {"", "may be empty"});
    visit("date", assumption.date, {"", "may be empty"});
}

template <class Visitor, MaybeConst<Comparison> C>
void describe(Visitor& visit, C& comparison) {
    auto& notes = comparison.notes;
    visit.constant("schema", kComparisonSchema);
    visit("plimsoll", notes.plimsoll_version, {"", "version of the program"});
    visit("scenario", comparison.scenario, {"", "what was asked"});
    visit("deployments", comparison.deployments, {"", "in the scenario's order"});
    visit.object("verdict",
                 [&](auto& verdict) { describe_verdict(verdict, comparison.verdict, comparison.deployments); },
                 {"", "which is cheapest, and where that changes"});
    visit("warnings", comparison.warnings, {"", "about the whole comparison"});
    visit("lost", notes.lost, {"", "simulations of which nothing came; the result is made of the others"},
          kUnlessEmpty);
    visit("assumptions", notes.assumptions, {"", "every resolved value of the scenario and where it came from"});
    visit.object(
        "provenance",
        [&](auto& provenance) {
            provenance("oldest_price_date", notes.oldest_price_date, {"", "YYYY-MM-DD; empty: unknown"});
            provenance("prices", notes.prices, {"", "those that count, and how far to trust each"}, kUnlessEmpty);
            provenance("notes", notes.notes, {"", "on what the result rests"});
            provenance.derived("left_out", left_out_everywhere(comparison),
                               {"", "what providers charge for, too, and no bill here holds"});
        },
        {"", "where the figures come from"});
    visit("fingerprint", hexadecimal(comparison.fingerprint), {"", "of all deployments, whatever their order"});
}

}  // namespace plimsoll::results
