// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/named_enum.hpp"
#include "scenarios/scenario.hpp"

#include <span>

/// How the choices of a scenario are spelt in files and in results.
namespace plimsoll::scenarios {

inline constexpr EnumName<Serving> kServingNames[] = {{"real-time", Serving::real_time},
                                                      {"serverless", Serving::serverless},
                                                      {"batch", Serving::batch},
                                                      {"api", Serving::api}};
inline constexpr EnumName<Purchase> kPurchaseNames[] = {
    {"on-demand", Purchase::on_demand}, {"spot", Purchase::spot}, {"reserved", Purchase::reserved}};
inline constexpr EnumName<QueueKind> kQueueNames[] = {{"central", QueueKind::central},
                                                      {"per-replica", QueueKind::per_replica}};
inline constexpr EnumName<PoolRole> kPoolRoleNames[] = {
    {"all", PoolRole::all}, {"prefill", PoolRole::prefill}, {"decode", PoolRole::decode}};
inline constexpr EnumName<RouterKind> kRouterNames[] = {{"round-robin", RouterKind::round_robin},
                                                        {"least-outstanding", RouterKind::least_outstanding},
                                                        {"two-choices", RouterKind::two_choices},
                                                        {"prefix-aware", RouterKind::prefix_aware}};
inline constexpr EnumName<OnLoss> kOnLossNames[] = {{"retry", OnLoss::retry}, {"fail", OnLoss::fail}};
inline constexpr EnumName<Sharing> kSharingNames[] = {{"none", Sharing::none}, {"processor", Sharing::processor}};
inline constexpr EnumName<SloSpec::Metric> kSloMetricNames[] = {{"latency", SloSpec::Metric::latency},
                                                                {"wait", SloSpec::Metric::wait},
                                                                {"ttft", SloSpec::Metric::ttft},
                                                                {"tpot", SloSpec::Metric::tpot},
                                                                {"itl", SloSpec::Metric::itl}};
inline constexpr EnumName<GeneratedTraffic::Process> kProcessNames[] = {
    {"poisson", GeneratedTraffic::Process::poisson},
    {"gamma", GeneratedTraffic::Process::gamma},
    {"mmpp", GeneratedTraffic::Process::mmpp},
    {"constant", GeneratedTraffic::Process::constant}};
inline constexpr EnumName<SeriesTraffic::Values> kSeriesValuesNames[] = {{"counts", SeriesTraffic::Values::counts},
                                                                         {"rates", SeriesTraffic::Values::rates},
                                                                         {"counter", SeriesTraffic::Values::counter}};

template <>
constexpr std::span<const EnumName<Serving>> names_of() {
    return kServingNames;
}
template <>
constexpr std::span<const EnumName<Purchase>> names_of() {
    return kPurchaseNames;
}
template <>
constexpr std::span<const EnumName<QueueKind>> names_of() {
    return kQueueNames;
}
template <>
constexpr std::span<const EnumName<PoolRole>> names_of() {
    return kPoolRoleNames;
}
template <>
constexpr std::span<const EnumName<RouterKind>> names_of() {
    return kRouterNames;
}
template <>
constexpr std::span<const EnumName<OnLoss>> names_of() {
    return kOnLossNames;
}
template <>
constexpr std::span<const EnumName<Sharing>> names_of() {
    return kSharingNames;
}
template <>
constexpr std::span<const EnumName<SloSpec::Metric>> names_of() {
    return kSloMetricNames;
}
template <>
constexpr std::span<const EnumName<GeneratedTraffic::Process>> names_of() {
    return kProcessNames;
}
template <>
constexpr std::span<const EnumName<SeriesTraffic::Values>> names_of() {
    return kSeriesValuesNames;
}

}  // namespace plimsoll::scenarios
