// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/duration.hpp"

#include <cstdint>
#include <string_view>

/// The units that quantities are written in; parsing and formatting share them.
namespace plimsoll::scenarios {

struct DurationUnit {
    std::string_view name;
    std::int64_t nanoseconds;
};
inline constexpr DurationUnit kDurationUnits[] = {
    {"ns", 1},
    {"us", 1'000},
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"min", 60'000'000'000},
    {"h", 3'600'000'000'000},
    {"d", 86'400'000'000'000},
};

/// Spellings that are refused, so that every scenario reads alike, but understood well enough for a hint.
struct DurationAlias {
    std::string_view name;
    std::string_view means;
};
inline constexpr DurationAlias kDurationAliases[] = {
    {"µs", "us"},      {"μs", "us"},       {"msec", "ms"},  {"millis", "ms"}, {"milliseconds", "ms"}, {"S", "s"},
    {"sec", "s"},      {"secs", "s"},      {"second", "s"}, {"seconds", "s"}, {"m", "min"},           {"mins", "min"},
    {"minute", "min"}, {"minutes", "min"}, {"H", "h"},      {"hr", "h"},      {"hrs", "h"},           {"hour", "h"},
    {"hours", "h"},    {"D", "d"},         {"day", "d"},    {"days", "d"},
};

/// A unit worth `factor` of the base unit.
struct ScaledUnit {
    std::string_view name;
    double factor;
};
inline constexpr ScaledUnit kByteUnits[] = {
    {"B", 1},         {"KB", 1e3},         {"MB", 1e6},
    {"GB", 1e9},      {"TB", 1e12},        {"KiB", 1024},
    {"MiB", 1048576}, {"GiB", 1073741824}, {"TiB", 1099511627776},
};
/// GB of memory as they are billed, of 2^30 bytes: providers of functions count memory in powers of 1024 and call it MB
/// and GB (AWS Lambda: 512 MB are 0.5 GB).
inline constexpr ScaledUnit kBilledMemoryUnits[] = {
    {"B", 1.0 / 1073741824}, {"KB", 1.0 / 1048576}, {"MB", 1.0 / 1024}, {"GB", 1},     {"TB", 1024},
    {"KiB", 1.0 / 1048576},  {"MiB", 1.0 / 1024},   {"GiB", 1},         {"TiB", 1024},
};
inline constexpr ScaledUnit kPowerUnits[] = {{"W", 1e-3}, {"kW", 1}, {"MW", 1e3}};
inline constexpr ScaledUnit kBandwidthUnits[] = {
    {"bit/s", 0.125},      {"kbit/s", 125},
    {"Mbit/s", 125e3},     {"Gbit/s", 125e6},
    {"Tbit/s", 125e9},     {"B/s", 1},
    {"KB/s", 1e3},         {"MB/s", 1e6},
    {"GB/s", 1e9},         {"TB/s", 1e12},
    {"KiB/s", 1024},       {"MiB/s", 1048576},
    {"GiB/s", 1073741824}, {"TiB/s", 1099511627776},
};

struct RateUnit {
    std::string_view name;
    Duration per;
};
inline constexpr RateUnit kRateUnits[] = {
    {"/s", std::chrono::seconds(1)},
    {"/min", std::chrono::minutes(1)},
    {"/h", std::chrono::hours(1)},
    {"/d", std::chrono::hours(24)},
};

}  // namespace plimsoll::scenarios
