// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/usage.hpp"
#include "scenarios/enum_names.hpp"
#include "sim/measured/description.hpp"

#include <span>

/// What a run used, described for its codec.
namespace plimsoll::results {

inline constexpr scenarios::EnumName<pricing::WorkRule::Basis> kWorkBasisNames[] = {
    {"invocation", pricing::WorkRule::Basis::invocation}, {"busy", pricing::WorkRule::Basis::busy}};

template <class Visitor, MaybeConst<pricing::InstanceUse> Use>
void describe(Visitor& visit, Use& use) {
    visit("start", use.start, {"s", "of the billed life"});
    visit("end", use.end, {"s", "of the billed life"});
    visit("purchase", use.purchase, {"", "how it was bought"});
    visit("interrupted", use.interrupted, {"", "ended by the provider"});
}

template <class Visitor, MaybeConst<pricing::WorkUsage> Work>
void describe(Visitor& visit, Work& work) {
    visit("basis", work.rule.basis, {"", "what is timed"});
    visit("granularity", work.rule.rounding.granularity, {"s", "rounded up to a multiple of it"});
    visit("minimum", work.rule.rounding.minimum, {"s", "at least"});
    visit("bills_start", work.rule.bills_start, {"", "whether a cold start is work, too"});
    visit("provisioned", work.rule.provisioned, {"", "on instances that are held ready"});
    visit("count", work.durations.count, {"", "durations"});
    visit("milliseconds", work.durations.milliseconds, {"", "whole part of their sum"});
    visit("nanoseconds", work.durations.nanoseconds, {"", "its rest"});
}

template <class Visitor, MaybeConst<pricing::PoolUsage> Usage>
void describe(Visitor& visit, Usage& usage) {
    visit("span", usage.span, {"s", "the billed period"});
    visit("instances", usage.instances, {"", "lives of those that are billed one by one"});
    visit("work", usage.work, {"", "of each rule of rounding"});
    visit("provisioned", usage.provisioned, {"", "instances that are held ready"});
    visit("requests", usage.requests, {"", "charged"});
    visit("input_tokens", usage.input_tokens, {"", "charged"});
    visit("output_tokens", usage.output_tokens, {"", "charged"});
}

}  // namespace plimsoll::results

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<pricing::WorkRule::Basis>> names_of() {
    return results::kWorkBasisNames;
}

}  // namespace plimsoll::scenarios
