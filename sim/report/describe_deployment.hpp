// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/compare/comparison.hpp"
#include "sim/compare/latency_statistics.hpp"
#include "sim/report/value_forms.hpp"

/// The result of one deployment, described once: see sim/measured/description.hpp. Beside single members a visitor is
/// told of objects (`visit.object`), of arrays that together make a table (`visit.columns`), of what follows from other
/// members (`visit.derived`) and of what is always the same (`visit.constant`).
namespace plimsoll::results {

template <class Visitor, MaybeConst<Warning> W>
void describe(Visitor& visit, W& warning) {
    visit("code", warning.code, {"", "for programs"});
    visit("text", warning.text, {"", "what is the matter and what to do about it"});
}

template <class Visitor, MaybeConst<PublishedQuality> Figure>
void describe(Visitor& visit, Figure& figure) {
    visit("metric", figure.metric, {"", "what was measured"});
    visit("value", figure.value, {"", "as published"});
    visit("source", figure.source, {"", "where"});
    visit("date", figure.date, {"", "when"});
}

template <class Visitor, MaybeConst<ServedModelFacts> Model>
void describe(Visitor& visit, Model& model) {
    visit("variant", json_object(model.variant), {"", "name, precision, what is pruned or distilled"});
    visit("parameters", model.parameters, {"", "how many"});
    visit("quality", model.quality, {"", "as published for just this variant"});
}

template <class Visitor, MaybeConst<StepTimeSource> Source>
void describe(Visitor& visit, Source& source) {
    visit("origin", source.origin, {"", "datasheet, measured, imported or derived"});
    visit("profile", source.profile, {"", "its name"}, kUnlessEmpty);
    visit("device", source.device, {"", "what was measured, or whose datasheet"});
    visit("date", source.date, {"", "of the measurement or the datasheet"});
    visit("engine", source.engine, {"", "what runs the steps, as named or assumed"}, kUnlessEmpty);
    visit("relative_sd", source.relative_sd, {"", "standard deviation of the error of a large batch's time"},
          kUnlessEmpty);
}

template <class Visitor, MaybeConst<LatencySummary> Latency>
void describe(Visitor& visit, Latency& latency) {
    for (const auto& statistic : kLatencyStatistics)
        visit(statistic.name, (latency.*statistic.member).value, {"s", "of the measured requests"});
    visit("max", latency.max, {"s", "of the measured requests"});
    visit.object(
        "ci95",
        [&](auto& ci) {
            for (const auto& statistic : kLatencyStatistics)
                ci(statistic.name, (latency.*statistic.member).ci, {"s", "95 % confidence interval"});
        },
        {"", "absent over one replication"}, kUnlessEmpty);
    visit.object(
        "below_resolution",
        [&](auto& below) {
            for (const auto& statistic : kLatencyStatistics)
                below(statistic.name, (latency.*statistic.member).below_resolution,
                      {"", "replications differ by less than the histogram tells: the interval is its bucket"},
                      kUnlessEmpty);
        },
        {"", "absent where every interval is resolved"}, kUnlessEmpty);
}

template <class Visitor, MaybeConst<DistributionPoint> Point>
void describe(Visitor& visit, Point& point) {
    visit("share", point.share, {"", "of the measured requests"});
    visit("at_most_s", point.at_most_s, {"s", "that they took"});
}

template <class Visitor, MaybeConst<PartsAtPercentile> At>
void describe(Visitor& visit, At& at) {
    visit("percentile", at.percentile, {"", "of the latency"});
    visit("requests", at.requests, {"", "around it"});
    describe(visit, at.parts);
}

template <class Visitor, MaybeConst<CostLine> Line>
void describe(Visitor& visit, Line& line) {
    visit("item", line.item, {"", "what is billed"});
    visit("offer", line.offer, {"", "id of the offer"});
    visit("pool", line.pool,
          {"", "index of the pool; absent: an extra of the deployment that is no share of what a pool costs"});
    visit("quantity", line.quantity, {"", "how much, to six decimals"});
    visit("unit", line.unit, {"", "of what"});
    visit("unit_price", line.unit_price, {"USD", "for one"});
    visit("amount", line.amount, {"USD", "for all"});
    visit("list_price", line.list_price, {"USD", "for one, without the price factors; absent: they change nothing"});
    visit("for", line.what_for, {"", "what it is for"});
}

template <class Visitor, MaybeConst<DriverCost> Cost>
void describe(Visitor& visit, Cost& cost) {
    visit("driver", cost.driver, {"", "what the money goes to"});
    visit("amount", cost.amount, {"USD", "of the horizon"});
}

template <class Visitor, MaybeConst<TenantCost> Cost>
void describe(Visitor& visit, Cost& cost) {
    visit("tenant", cost.tenant, {"", "who sent the requests"});
    visit("requests", cost.requests, {"", "answered, or begun and failed"});
    visit("tokens", cost.tokens, {"", "in and out, of those answered; absent: the traffic has none"}, kUnlessEmpty);
    visit("amount", cost.amount, {"USD", "of the horizon"});
    visit("per_month", cost.per_month, {"USD", "the same for 730 h"});
}

template <class Visitor, MaybeConst<CostSummary> Cost>
void describe(Visitor& visit, Cost& cost) {
    visit("total", cost.total, {"USD", "of the horizon: the exact sum of the lines"});
    visit("per_month", cost.per_month, {"USD", "the same for 730 h"});
    visit("per_1k_requests", cost.per_1k_requests, {"USD", "of completed requests"});
    visit("per_1m_tokens", cost.per_1m_tokens, {"USD", "of input and output tokens"});
    visit("per_1m_output_tokens", cost.per_1m_output_tokens, {"USD", "of output tokens, for which all is paid"});
    visit.constant("currency", "USD");
    visit.object(
        "ci95",
        [&](auto& ci) {
            ci("total", usd(cost.total_ci), {"USD", "95 % confidence interval"});
            ci("per_month", usd(cost.per_month_ci), {"USD", "95 % confidence interval"});
            ci("per_1k_requests", usd(cost.per_1k_requests_ci), {"USD", "95 % confidence interval"});
        },
        {"", "absent over one replication"}, kUnlessEmpty);
    visit("lines", cost.lines, {"", "the mean bill"});
    visit("by_driver", cost.by_driver, {"", "what the bill goes to: work, idle machines, starts, …"});
    visit("machine_hours", cost.machine_hours, {"h", "of machines at work on what is answered; absent: no machine is"},
          kUnlessEmpty);
    visit("by_tenant", cost.by_tenant,
          {"", "who sent the requests that it is for, the largest part first; absent: the traffic does not tell"},
          kUnlessEmpty);
    visit("left_out", cost.left_out, {"", "what providers charge for, too, and this bill does not hold"}, kUnlessEmpty);
    visit("list_per_month", cost.list_per_month, {"USD", "without the price factors; absent: they change nothing"});
}

template <class Visitor, MaybeConst<scenarios::SloSpec> Slo>
void describe(Visitor& visit, Slo& slo) {
    visit("metric", slo.metric, {"", "what is limited"});
    visit("percentile", slo.percentile, {"", "of it"});
    visit("at_most_s", slo.at_most, {"s", "the limit"});
}

template <class Visitor, MaybeConst<SloOutcome> Outcome>
void describe(Visitor& visit, Outcome& outcome) {
    describe(visit, outcome.slo);
    visit("value_s", outcome.value_s, {"s", "the percentile; absent: beyond every answered request"});
    visit("ci95", outcome.ci, {"s", "95 % confidence interval"});
    visit("met", outcome.met, {"", "whether the percentile is within the limit"});
    visit("clear", outcome.clear, {"", "whether the whole interval is on one side of the limit"});
    visit("attainment", outcome.attainment, {"", "share of the requests answered within the limit"});
}

template <class Visitor, MaybeConst<DeadlineOutcome> Deadline>
void describe(Visitor& visit, Deadline& deadline) {
    visit("at_most_s", deadline.at_most, {"s", "the deadline"});
    visit("slowest_s", deadline.slowest_s, {"s", "the slowest request; absent: some never finished"});
    visit("met", deadline.met, {"", "whether every request finished within it"});
    visit("attainment", deadline.attainment, {"", "share of the requests that did"});
}

template <class Visitor, MaybeConst<AuditSummary> Check>
void describe(Visitor& visit, Check& check) {
    visit("name", check.name, {"", "what must hold"});
    visit("runs", check.runs, {"", "simulations checked, the load curve included"});
    visit("passed", check.passed, {"", "whether it holds in all of them"});
    visit("detail", check.detail, {"", "the numbers of the first that failed, else of the first"});
}

template <class Visitor, MaybeConst<Goodput> Figures>
void describe(Visitor& visit, Figures& goodput) {
    visit("share", goodput.share, {"", "of all requests"});
    visit("requests_per_s", goodput.requests_per_s, {"1/s", "over the horizon"});
}

template <class Visitor, MaybeConst<FirstTokenParts> Parts>
void describe(Visitor& visit, Parts& parts) {
    visit("network", parts.network, {"s", "on the way"});
    visit("queue", parts.queue, {"s", "waiting, for whatever but a start"});
    visit("cold_start", parts.cold_start, {"s", "waiting for a start"});
    visit("prompt", parts.prompt, {"s", "from the first step that works on it to the first token"});
}

template <class Visitor, MaybeConst<TokenRates> Rates>
void describe(Visitor& visit, Rates& rates) {
    visit("input", rates.input_per_s, {"1/s", "tokens of prompts, over the horizon"});
    visit("output", rates.output_per_s, {"1/s", "tokens of answers, over the horizon"});
}

template <class Visitor, MaybeConst<LoadPoint> Point>
void describe(Visitor& visit, Point& point) {
    using AlongLoad = LatencyStatistic::AlongLoad;
    visit("load", point.load, {"", "factor on the traffic"});
    visit("requests_per_s", point.requests_per_s, {"1/s", "arrivals over the horizon"});
    visit.object(
        "latency_s",
        [&](auto& latency) {
            for (const auto& statistic : kLatencyStatistics)
                if (statistic.along_load != AlongLoad::nothing)
                    latency(statistic.name, (point.latency.*statistic.member).value, {"s", "of the measured requests"});
            latency.object(
                "ci95",
                [&](auto& ci) {
                    for (const auto& statistic : kLatencyStatistics)
                        if (statistic.along_load == AlongLoad::interval)
                            ci(statistic.name, (point.latency.*statistic.member).ci,
                               {"s", "95 % confidence interval, of chance alone"});
                },
                {"", "absent over one replication"}, kUnlessEmpty);
        },
        {"s", "latency at this load"});
    visit.object(
        "cost",
        [&](auto& cost) {
            cost("per_month", point.per_month, {"USD", "for 730 h"});
            cost("per_1k_requests", point.per_1k_requests, {"USD", "of completed requests"});
            cost.object(
                "ci95",
                [&](auto& ci) {
                    ci("per_month", usd(point.per_month_ci), {"USD", "95 % confidence interval, of chance alone"});
                },
                {"", "absent over one replication"}, kUnlessEmpty);
        },
        {"USD", "cost at this load"});
    visit("slo_met", point.slo_met, {"", "every latency objective, or the deadline of a batch"});
    visit("utilization", point.utilization, {"", "busy time / ready time of all replicas"});
    visit("unstable", point.unstable, {"", "more work arrives than can be done"});
}

template <class Visitor, MaybeConst<ReplicationFigures> Figures>
void describe(Visitor& visit, Figures& figures) {
    visit("cost_per_month", usd(figures.cost_per_month), {"USD", "for 730 h"});
    visit("latency_mean_s", figures.latency_mean_s, {"s", "of the measured requests"});
    visit("latency_p99_s", figures.latency_p99_s, {"s", "of the measured requests"});
}

template <class Visitor, MaybeConst<SensitivityOutcome> Outcome>
void describe(Visitor& visit, Outcome& outcome) {
    visit("cost_per_month", outcome.per_month, {"USD", "for 730 h"});
    visit("latency_p99_s", outcome.p99_s, {"s", "absent where nothing was measured"});
}

template <class Visitor, MaybeConst<Sensitivity> S>
void describe(Visitor& visit, S& sensitivity) {
    visit("kind", sensitivity.kind, {"", "of the assumption"});
    visit("what", sensitivity.what, {"", "is varied while all else stays"});
    visit("pointer", sensitivity.pointer, {"", "JSON pointer into the scenario"});
    visit("base", sensitivity.base, {"", "what is assumed, in `unit`"});
    visit("low", sensitivity.low, {"", "one end of what it may be, in `unit`"});
    visit("high", sensitivity.high, {"", "the other end"});
    visit("unit", sensitivity.unit, {"", "s, USD/hour, ...; absent: a factor"}, kUnlessEmpty);
    visit("range", sensitivity.range, {"", "what the two ends rest on"});
    visit("at_low", sensitivity.at_low, {"", "what the deployment comes to there"});
    visit("at_high", sensitivity.at_high, {"", "what the deployment comes to there"});
}

template <class Visitor, MaybeConst<DeploymentResult> Result>
void describe(Visitor& visit, Result& deployment) {
    visit("name", deployment.name, {"", "as the scenario has it"});
    visit("serving", deployment.serving, {"", "kind of service"});
    visit("device_note", deployment.device_note, {"", "on what the step times rest"}, kUnlessEmpty);
    visit("example", deployment.example, {"", "a price is an invented example of its kind; absent: none is"},
          kUnlessEmpty);
    visit("eligible", deployment.eligible, {"", "false: an example, on which no verdict rests; absent: true"},
          present_if(!deployment.eligible));
    visit("model", deployment.model, {"", "what is served; absent where service times were given"});
    StepTimeSource none;
    auto& step_times = deployment.model ? deployment.model->step_times : none;
    visit.object(
        "step_time",
        [&](auto& step_time) {
            describe(step_time, step_times);
            step_time("extrapolated_share", deployment.extrapolated_steps_share,
                      {"", "of the batches; absent without a profile"});
        },
        {"", "where the step times of the model come from"}, present_if(deployment.model.has_value()));
    visit("replications", deployment.replications, {"", "that gave a result"});
    visit("replications_lost", deployment.replications_lost,
          {"", "asked for, without a result here or in a deployment compared with"}, kUnlessEmpty);
    visit.derived("feasible", deployment.feasible(), {"", "meets every objective; a batch, its deadline"});
    visit("requests", deployment.requests, {"", "means over replications, each of one horizon"});
    visit("requests_per_s", deployment.requests_per_s, {"1/s", "arrivals over the horizon"});
    visit.object("latency_s",
                 [&](auto& latency) {
                     describe(latency, deployment.latency);
                     latency.object(
                         "distribution",
                         [&](auto& distribution) { distribution.columns(deployment.latency_distribution); },
                         {"", "ascending, from the fastest request to the slowest"},
                         present_if(!deployment.latency_distribution.empty()));
                 },
                 {"s", "from arrival to answer"});
    visit("wait_s", deployment.wait, {"s", "latency less network and compute"});
    visit("ttft_s", deployment.first_token,
          {"s", "from arrival to the first token; absent where answers come at once"});
    visit("tpot_s", deployment.per_token,
          {"s", "mean time between the tokens of an answer, over answers of several; likewise absent"});
    visit("itl_s", deployment.token_gaps,
          {"s", "inter-token latency: times between two tokens of an answer, over all tokens; likewise absent"});
    const auto distribution = [&](const char* name, auto& points, const About& about) {
        visit.object(
            name, [&](auto& columns) { columns.columns(points); }, about, present_if(!points.empty()));
    };
    distribution("ttft_distribution", deployment.first_token_distribution, {"s", "as that of latency_s, of ttft_s"});
    distribution("tpot_distribution", deployment.per_token_distribution, {"s", "as that of latency_s, of tpot_s"});
    distribution("itl_distribution", deployment.token_gaps_distribution, {"s", "as that of latency_s, of itl_s"});
    visit("ttft_parts_s", deployment.first_token_parts,
          {"s", "means over the measured requests; they add up to the mean of ttft_s"});
    visit("tokens_per_s", deployment.tokens_per_s, {"1/s", "of answered requests; absent: the traffic has none"});
    visit.object(
        "token_load", [&](auto& load) { describe(load, deployment.token_load); },
        {"", "what replicas that answer token by token hold, averaged over the horizon"},
        present_if(!deployment.token_series.empty()));
    visit.object("latency_parts_s",
                 [&](auto& parts) {
                     describe(parts, deployment.parts);
                     parts("at_percentile", deployment.parts_at_percentile,
                           {"", "the same means over the requests around a percentile"}, kUnlessEmpty);
                 },
                 {"s", "means over the measured requests; they add up to the mean latency"});
    visit("cost", deployment.cost, {"USD", "what it costs"});
    visit.object("instances",
                 [&](auto& instances) {
                     describe(instances, deployment.instances);
                     instances("interrupted_ci95", deployment.interruptions_ci,
                               {"", "where fewer than ten were seen in all replications"});
                     instances("lives", deployment.lives,
                               {"", "of the first replication, in the order of their launch"}, kUnlessEmpty);
                     instances("lives_omitted", deployment.lives_omitted, {"", "launched in that replication, too"},
                               present_if(!deployment.lives.empty()));
                 },
                 {"", "machines rented"});
    visit.object("cold_starts",
                 [&](auto& cold_starts) {
                     cold_starts("count", deployment.cold_starts, {"", "measured requests that waited for a start"});
                     cold_starts("share", deployment.cold_start_share, {"", "of the measured requests"});
                 },
                 {"", "requests that waited for a machine"});
    describe_service(visit, figures_of(deployment));
    visit("pools", deployment.pools, {"", "the same of each pool, in their order; absent: there is one"},
          present_if(deployment.pools.size() > 1));
    visit("goodput", deployment.goodput, {"", "requests within the limits of all objectives at once"});
    visit("slo", deployment.slo, {"", "latency objectives and how they went; none of a batch"});
    visit("deadline", deployment.deadline, {"", "of a batch, and how it went"});
    visit.object("audit",
                 [&](auto& audit) {
                     audit.derived("passed", deployment.audit_passed(), {"", "whether every check holds"});
                     audit("checks", deployment.audit, {"", "over all simulations"});
                 },
                 {"", "what must hold of every simulation"});
    visit("fingerprint", hexadecimal(deployment.fingerprint), {"", "of everything that happened to the requests"});
    visit("load_curve", deployment.load_curve, {"", "the deployment under other loads, ascending"});
    visit.object("series",
                 [&](auto& series) {
                     series("bucket_s", deployment.bucket, {"s", "length of a bucket"});
                     series.constant("replication", 0);
                     series.columns(deployment.series);
                     series.object(
                         "token_by_token", [&](auto& tokens) { tokens.columns(deployment.token_series); },
                         {"", "what replicas that answer token by token hold"},
                         present_if(!deployment.token_series.empty()));
                 },
                 {"", "the first replication over time, bucket by bucket"});
    visit("by_replication", deployment.by_replication, {"", "a value each; replications see the same requests"});
    visit("sensitivities", deployment.sensitivities,
          {"", "each assumption at both ends of what it may be; absent: not asked for"}, kUnlessEmpty);
    visit("warnings", deployment.warnings, {"", "about this deployment"});
}

}  // namespace plimsoll::results
