// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"
#include "scenarios/named_enum.hpp"

#include <optional>
#include <string>
#include <variant>

namespace plimsoll::scenarios {

/// What an extra is; where a deployment has none of a kind, its result says that the bill leaves it out.
enum class ExtraCategory { data_transfer, storage, load_balancing, logs, other };

/// Of which price of a machine a fee is a share.
enum class ShareOf {
    billed,    ///< as it is bought
    on_demand  ///< on demand, however it is bought
};

/// A price written in place of a service's name.
struct InlineExtra {
    std::string price;  ///< USD for one unit, a plain decimal
    std::string unit;   ///< "GB", "GB-month", "hour", "1M requests"; "%" of what machines cost
    std::string item;   ///< what the bill calls it
    ExtraCategory category = ExtraCategory::other;
    ShareOf of = ShareOf::billed;  ///< of what costs, where it is a share
    bool operator==(const InlineExtra&) const = default;
};

/// A service that is billed beside what serves, and how much of it there is.
struct ExtraSpec {
    enum class Per {
        request,       ///< that is charged
        input_token,   ///< of those
        output_token,  ///< of those
        start,         ///< of an instance, those of the first moment too
        instance,      ///< while it is rented
        month,         ///< whatever happens
        deployment,    ///< all the time
        machine_cost   ///< of machines rented by the hour: a share of it
    };
    std::variant<std::string, InlineExtra> offer;
    Per per = Per::request;
    std::optional<double> size_gb;  ///< of what is counted in bytes; GB of 2^30
    double count = 1;               ///< of anything else
    /// Of what is billed by the capacity that requests take of it.
    double requests_per_connection = 1;
    std::optional<Duration> connection_time;  ///< for which a connection is open
    double rules = 0;                         ///< that are evaluated for a request
    bool operator==(const ExtraSpec&) const = default;
};

inline constexpr EnumName<ExtraCategory> kExtraCategoryNames[] = {{"data-transfer", ExtraCategory::data_transfer},
                                                                  {"storage", ExtraCategory::storage},
                                                                  {"load-balancing", ExtraCategory::load_balancing},
                                                                  {"logs", ExtraCategory::logs},
                                                                  {"other", ExtraCategory::other}};
inline constexpr EnumName<ExtraSpec::Per> kExtraPerNames[] = {
    {"request", ExtraSpec::Per::request},           {"input-token", ExtraSpec::Per::input_token},
    {"output-token", ExtraSpec::Per::output_token}, {"start", ExtraSpec::Per::start},
    {"instance", ExtraSpec::Per::instance},         {"month", ExtraSpec::Per::month},
    {"deployment", ExtraSpec::Per::deployment},     {"machine-cost", ExtraSpec::Per::machine_cost}};
inline constexpr EnumName<ShareOf> kShareOfNames[] = {{"billed", ShareOf::billed}, {"on-demand", ShareOf::on_demand}};

template <>
constexpr std::span<const EnumName<ExtraCategory>> names_of() {
    return kExtraCategoryNames;
}
template <>
constexpr std::span<const EnumName<ExtraSpec::Per>> names_of() {
    return kExtraPerNames;
}
template <>
constexpr std::span<const EnumName<ShareOf>> names_of() {
    return kShareOfNames;
}

}  // namespace plimsoll::scenarios
