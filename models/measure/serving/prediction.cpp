// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/prediction.hpp"

#include "models/measure/work_text.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>

namespace plimsoll::measure {

using models::Attention;
using models::Gemm;
using models::Profile;
using models::Stream;
using models::Work;

namespace {

/// The sizes that may differ between two samples of one kernel; all else is `kind`.
struct Place {
    std::string kind;
    std::array<double, 4> sizes{};
};

Place place_of(const Work& work) {
    std::string kind(models::name_of(work.precision));
    if (const auto* gemm = std::get_if<Gemm>(&work.shape))
        return {kind + " gemm", {gemm->groups, gemm->m, gemm->n, gemm->k}};
    if (const auto* attention = std::get_if<Attention>(&work.shape))
        return {fmt::format("{} attention {} {} {} {}", kind, attention->heads, attention->kv_heads,
                            attention->head_dim, attention->causal),
                {attention->sequences, attention->query, attention->span, 0}};
    if (const auto* stream = std::get_if<Stream>(&work.shape))
        return {fmt::format("{} {}", kind, name_of(stream->kind)), {stream->rows, stream->width, 0, 0}};
    const auto& reduce = std::get<models::AllReduce>(work.shape);
    return {fmt::format("{} all-reduce {}", kind, reduce.devices), {reduce.bytes, 0, 0, 0}};
}

/// How `known` lies to `wanted`: the axis along which alone they differ; 4 where they agree; nothing otherwise.
std::optional<std::size_t> axis_between(const Place& wanted, const Place& known) {
    if (wanted.kind != known.kind) return std::nullopt;
    std::size_t axis = wanted.sizes.size();
    for (std::size_t i = 0; i < wanted.sizes.size(); ++i) {
        if (wanted.sizes[i] == known.sizes[i]) continue;
        if (axis != wanted.sizes.size()) return std::nullopt;
        axis = i;
    }
    return axis;
}

struct Neighbours {
    std::optional<std::pair<double, double>> below;  ///< size, seconds
    std::optional<std::pair<double, double>> above;
};

}  // namespace

std::optional<double> predicted_seconds(const Profile& profile, const Work& work) {
    const auto wanted = place_of(work);
    std::map<std::size_t, Neighbours> by_axis;
    for (const auto& table : profile.tables) {
        for (const auto& sample : table.samples) {
            const auto known = place_of(sample.work);
            const auto axis = axis_between(wanted, known);
            if (!axis) continue;
            if (*axis == wanted.sizes.size()) return sample.seconds;
            auto& [below, above] = by_axis[*axis];
            const double size = known.sizes[*axis];
            if (size < wanted.sizes[*axis] && (!below || size > below->first)) below = {size, sample.seconds};
            if (size > wanted.sizes[*axis] && (!above || size < above->first)) above = {size, sample.seconds};
        }
    }
    for (const auto& [axis, near] : by_axis) {
        if (!near.below || !near.above) continue;
        const double share = (wanted.sizes[axis] - near.below->first) / (near.above->first - near.below->first);
        return near.below->second + share * (near.above->second - near.below->second);
    }
    return std::nullopt;
}

double predicted_step(const Profile& profile, const std::vector<Work>& works) {
    double sum = profile.step_overhead_s.value_or(0);
    std::map<std::string, std::optional<double>> known;
    for (const auto& work : works) {
        auto [entry, fresh] = known.try_emplace(text_of(work));
        if (fresh) entry->second = predicted_seconds(profile, work);
        sum += entry->second.value_or(0);
    }
    std::vector<Problem> problems;
    for (const auto& [text, seconds] : known)
        if (!seconds)
            problems.push_back(
                {profile.name, 0, "", fmt::format("the profile does not hold \"{}\"", text),
                 "measure with this --model and --precision, and a --max-tokens and --max-batch that reach it"});
    if (!problems.empty()) throw InputError(std::move(problems));
    return sum;
}

}  // namespace plimsoll::measure
