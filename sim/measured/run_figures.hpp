// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/measured/description.hpp"
#include "sim/measured/token_load.hpp"

/// The figures of a run that are one number each. Of a run, `Count` is a whole number; with a double they are its means
/// over replications.
namespace plimsoll::results {

template <class Count>
struct RequestFigures {
    Count arrived = 0;
    Count completed = 0;
    Count rejected = 0;   ///< turned away on arrival: full queue, throttled, rate limit
    Count failed = 0;     ///< lost with their replica under the policy "fail"
    Count in_flight = 0;  ///< neither, at the end of the simulation
    Count retried = 0;    ///< attempts lost with a replica and repeated
    Count measured = 0;   ///< completed requests that arrived after the warm-up; the others are of the whole horizon
};

template <class Visitor, MaybeConstOf<RequestFigures> Figures>
void describe(Visitor& visit, Figures& requests) {
    visit("arrived", requests.arrived, {"", "requests that arrived within the horizon"});
    visit("completed", requests.completed, {"", "of them, those answered"});
    visit("rejected", requests.rejected, {"", "turned away on arrival: full queue, throttled, rate limit"});
    visit("failed", requests.failed, {"", "lost with their replica and not repeated"});
    visit("in_flight", requests.in_flight, {"", "not answered when the simulation ended"});
    visit("retried", requests.retried, {"", "attempts lost with a replica and repeated"});
    visit("measured", requests.measured, {"", "completed, and arrived after the warm-up"});
}

template <class Count>
struct InstanceFigures {
    double mean = 0;  ///< time-averaged instances rented over the horizon
    Count peak = 0;
    Count launched = 0;
    Count interrupted = 0;
};

template <class Visitor, MaybeConstOf<InstanceFigures> Figures>
void describe(Visitor& visit, Figures& instances) {
    visit("mean", instances.mean, {"", "rented, averaged over the horizon"});
    visit("peak", instances.peak, {"", "most at a time, of all replications", Pooling::largest});
    visit("launched", instances.launched, {"", "those up at time 0 included"});
    visit("interrupted", instances.interrupted, {"", "taken away by the provider"});
}

/// What a deployment's figures are of one of its pools.
template <class Count>
struct PoolFigures {
    Count served = 0;  ///< requests that its replicas answered, or had begun when they failed
    InstanceFigures<Count> instances;
    double ready = 0;  ///< time-averaged instances that are ready, over the horizon
    double utilization = 0;
    double prefix_hit_rate = 0;  ///< share of the prompts' tokens that were found in the prefix cache
    double lost = 0;             ///< share of the time in service whose work was lost with replicas
    double energy_kwh = 0;       ///< 0 where the device's power is not known
};

template <class Visitor, MaybeConstOf<PoolFigures> Figures>
void describe(Visitor& visit, Figures& pool) {
    visit("served", pool.served, {"", "requests answered, or begun and lost for good"});
    visit("instances", pool.instances, {"", "machines rented"});
    visit("ready", pool.ready, {"", "instances that are ready, averaged over the horizon; absent: none"}, kUnlessEmpty);
    visit("utilization", pool.utilization, {"", "busy time / ready time of its replicas"});
    visit("prefix_hit_rate", pool.prefix_hit_rate,
          {"", "share of the tokens of prompts that were found in the prefix cache; absent: none"}, kUnlessEmpty);
    visit("lost", pool.lost, {"", "share of the busy time whose work was lost with replicas; absent: none"},
          kUnlessEmpty);
    visit("energy_kwh", pool.energy_kwh, {"kWh", "of the horizon; absent: the device's power is unknown"},
          kUnlessEmpty);
}

template <class Count>
struct RunFigures {
    RequestFigures<Count> requests;
    InstanceFigures<Count> instances;
    Count cold_starts = 0;         ///< measured requests that waited for a new instance or for the first replica
    Count good = 0;                ///< measured requests that keep several limits at once; 0: nobody counted them
    Count tokens = 0;              ///< input and output tokens of the completed requests; 0: the traffic has none
    Count output_tokens = 0;       ///< of them, those of answers
    Count steps = 0;               ///< batches started
    Count extrapolated_steps = 0;  ///< of them, those whose time lies outside what was measured
    Count preemptions = 0;         ///< of sequences whose blocks of the KV cache another one took
    double prefix_hit_rate = 0;    ///< share of the prompts' tokens that were found in the prefix cache
    TokenLoadFigures token_load;
    double utilization = 0;   ///< busy time / time ready, all replicas; 0 where nothing of ours runs
    double offered_load = 0;  ///< mean work arriving / most work the deployment can do at its largest; 0: unknown
    double energy_kwh = 0;    ///< 0 where the device's power is not known
};

/// Those that a deployment shows as they are, beside its requests and instances.
template <class Visitor, MaybeConstOf<RunFigures> Figures>
void describe_service(Visitor& visit, Figures& figures) {
    visit("utilization", figures.utilization, {"", "busy time / ready time of all replicas"});
    visit("offered_load", figures.offered_load,
          {"", "work arriving / most work the deployment can do; above 1 it is unstable; absent: unknown"},
          kUnlessEmpty);
    visit("preemptions", figures.preemptions, {"", "sequences that lost their blocks of the KV cache; absent: none"},
          kUnlessEmpty);
    visit("prefix_hit_rate", figures.prefix_hit_rate,
          {"", "share of the tokens of prompts that were found in the prefix cache; absent: none"}, kUnlessEmpty);
    visit("energy_kwh", figures.energy_kwh, {"kWh", "of the horizon; absent: the device's power is unknown"},
          kUnlessEmpty);
}

template <class Visitor, MaybeConstOf<RunFigures> Figures>
void describe(Visitor& visit, Figures& figures) {
    visit("requests", figures.requests, {"", "what became of the requests"});
    visit("instances", figures.instances, {"", "machines rented"});
    visit("cold_starts", figures.cold_starts, {"", "measured requests that waited for a start"});
    visit("good", figures.good, {"", "measured requests that keep several limits at once"});
    visit("tokens", figures.tokens, {"", "input and output tokens of the completed requests"});
    visit("output_tokens", figures.output_tokens, {"", "of them, those of answers"});
    visit("token_load", figures.token_load, {"", "what replicas that answer token by token hold"});
    visit("steps", figures.steps, {"", "batches started"});
    visit("extrapolated_steps", figures.extrapolated_steps, {"", "batches timed outside of what was measured"});
    describe_service(visit, figures);
}

/// The figures that something else holds, too.
template <class Count>
RunFigures<Count>& figures_of(RunFigures<Count>& holder) {
    return holder;
}
template <class Count>
const RunFigures<Count>& figures_of(const RunFigures<Count>& holder) {
    return holder;
}

}  // namespace plimsoll::results
