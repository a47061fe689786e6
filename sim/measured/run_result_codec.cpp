// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/run_result_codec.hpp"

#include "scenarios/input_error.hpp"
#include "sim/measured/latency_bands.hpp"
#include "sim/measured/shallow_cbor.hpp"
#include "sim/measured/usage_codec.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace plimsoll::results {

using nlohmann::json;

namespace {

constexpr int kVersion = 3;

json words(unsigned __int128 value) {
    return json::array({static_cast<std::uint64_t>(value >> 64), static_cast<std::uint64_t>(value)});
}
unsigned __int128 from_words(const json& value) {
    return static_cast<unsigned __int128>(value.at(0).get<std::uint64_t>()) << 64 | value.at(1).get<std::uint64_t>();
}

json counts_json(const RequestCounts& counts) {
    return json::array({counts.arrived, counts.completed, counts.rejected, counts.failed, counts.in_flight});
}
RequestCounts counts_from(const json& value) {
    const auto at = [&](std::size_t i) { return value.at(i).get<std::uint64_t>(); };
    return {at(0), at(1), at(2), at(3), at(4)};
}

json parts_json(const LatencyParts& parts) {
    return json::array({words(parts.network), words(parts.queue), words(parts.batching), words(parts.cold_start),
                        words(parts.compute)});
}
LatencyParts parts_from(const json& value) {
    const auto at = [&](std::size_t i) { return from_words(value.at(i)); };
    return {at(0), at(1), at(2), at(3), at(4)};
}

/// The bands that are not empty, each with its number.
json bands_json(const std::vector<LatencyParts>& bands) {
    json filled = json::array();
    for (std::size_t band = 0; band < bands.size(); ++band) {
        const LatencyParts& parts = bands[band];
        if ((parts.network | parts.queue | parts.batching | parts.cold_start | parts.compute) == 0) continue;
        filled.push_back(band);
        filled.push_back(parts_json(parts));
    }
    return {{"size", bands.size()}, {"filled", std::move(filled)}};
}
std::vector<LatencyParts> bands_from(const json& value) {
    const auto size = value.at("size").get<std::size_t>();
    if (size > LatencyBands::kCount) throw IoError("too many bands of latency");
    std::vector<LatencyParts> bands(size);
    const json& filled = value.at("filled");
    for (std::size_t i = 0; i < filled.size(); i += 2)
        bands.at(filled.at(i).get<std::size_t>()) = parts_from(filled.at(i + 1));
    return bands;
}

/// Each field of a bucket of the series that a run measures, once, in one order: the series travels column by column.
template <class Visitor>
void for_each_column(Visitor visit) {
    visit(&SeriesBucket::arrived);
    visit(&SeriesBucket::completed);
    visit(&SeriesBucket::rejected);
    visit(&SeriesBucket::ready_mean);
    visit(&SeriesBucket::starting_mean);
    visit(&SeriesBucket::in_system_mean);
    visit(&SeriesBucket::latency_mean_s);
    visit(&SeriesBucket::latency_p50_s);
    visit(&SeriesBucket::latency_p99_s);
    visit(&SeriesBucket::interruptions);
}

json series_json(const std::vector<SeriesBucket>& series) {
    json columns = json::array();
    for_each_column([&](auto field) {
        json column = json::array();
        for (const auto& bucket : series) column.push_back(bucket.*field);
        columns.push_back(std::move(column));
    });
    return columns;
}
std::vector<SeriesBucket> series_from(const json& columns) {
    std::vector<SeriesBucket> series(columns.at(0).size());
    std::size_t next = 0;
    for_each_column([&](auto field) {
        const json& column = columns.at(next++);
        for (std::size_t i = 0; i < series.size(); ++i) column.at(i).get_to(series[i].*field);
    });
    return series;
}

json life_value(const InstanceLife& life) {
    json phases = json::array();
    for (const auto& phase : life.phases) {
        phases.push_back(static_cast<int>(phase.kind));
        phases.push_back(phase.until.count());
    }
    return json::array({life.pool, static_cast<int>(life.purchase), life.requested.count(), static_cast<int>(life.end),
                        std::move(phases)});
}
/// A value of an enumeration that ends with `last`.
template <class E>
E enum_from(const json& value, E last) {
    const auto number = value.get<int>();
    if (number < 0 || number > static_cast<int>(last)) throw IoError("a value that is none of its enumeration");
    return static_cast<E>(number);
}
InstanceLife life_from(const json& value) {
    InstanceLife life;
    life.pool = value.at(0).get<std::size_t>();
    life.purchase = enum_from(value.at(1), scenarios::Purchase::reserved);
    life.requested = Duration(value.at(2).get<Duration::rep>());
    life.end = enum_from(value.at(3), LifeEnd::horizon);
    const json& phases = value.at(4);
    for (std::size_t i = 0; i < phases.size(); i += 2)
        life.phases.push_back(
            {enum_from(phases.at(i), LifePhase::drain), Duration(phases.at(i + 1).get<Duration::rep>())});
    return life;
}

json audit_json(const std::vector<AuditCheck>& audit) {
    json checks = json::array();
    for (const auto& check : audit) checks.push_back(json::array({check.name, check.passed, check.detail}));
    return checks;
}
std::vector<AuditCheck> audit_from(const json& value) {
    std::vector<AuditCheck> audit;
    for (const auto& check : value)
        audit.push_back({check.at(0).get<std::string>(), check.at(1).get<bool>(), check.at(2).get<std::string>()});
    return audit;
}

/// Each scalar of a RunResult, once, with its key.
template <class Result, class Visitor>
void for_each_scalar(Result& result, Visitor visit) {
    visit("measured", result.measured);
    visit("tokens", result.tokens);
    visit("retried", result.retried);
    visit("steps", result.steps);
    visit("extrapolated_steps", result.extrapolated_steps);
    visit("cold_starts", result.cold_starts);
    visit("instances_mean", result.instances_mean);
    visit("instances_peak", result.instances_peak);
    visit("instances_launched", result.instances_launched);
    visit("instances_interrupted", result.instances_interrupted);
    visit("utilization", result.utilization);
    visit("energy_kwh", result.energy_kwh);
    visit("offered_load", result.offered_load);
    visit("fingerprint", result.fingerprint);
}

}  // namespace

struct HistogramCodec {
    static json to_json(const Histogram& histogram) {
        json filled = json::array();
        for (std::size_t i = 0; i < histogram.buckets_.size(); ++i) {
            if (histogram.buckets_[i] == 0) continue;
            filled.push_back(i);
            filled.push_back(histogram.buckets_[i]);
        }
        return {{"size", histogram.buckets_.size()},
                {"filled", std::move(filled)},
                {"sum", words(histogram.sum_)},
                {"min", histogram.min_.count()},
                {"max", histogram.max_.count()}};
    }
    static Histogram from_json(const json& value) {
        Histogram histogram;
        const auto size = value.at("size").get<std::size_t>();
        if (size > DurationBuckets::kCount) throw IoError("a histogram with too many buckets");
        histogram.buckets_.resize(size);
        const json& filled = value.at("filled");
        for (std::size_t i = 0; i < filled.size(); i += 2) {
            const auto times = filled.at(i + 1).get<std::uint64_t>();
            histogram.buckets_.at(filled.at(i).get<std::size_t>()) = times;
            histogram.count_ += times;
        }
        histogram.sum_ = from_words(value.at("sum"));
        histogram.min_ = Duration(value.at("min").get<Duration::rep>());
        histogram.max_ = Duration(value.at("max").get<Duration::rep>());
        return histogram;
    }
};

std::vector<std::uint8_t> encode(const RunResult& result) {
    json value{{"version", kVersion},
               {"requests", counts_json(result.requests)},
               {"latency", HistogramCodec::to_json(result.latency)},
               {"wait", HistogramCodec::to_json(result.wait)},
               {"parts", parts_json(result.parts)},
               {"bands", bands_json(result.parts_by_band)},
               {"usage", usage_json(result.usage)},
               {"bucket", result.bucket.count()},
               {"series", series_json(result.series)},
               {"audit", audit_json(result.audit)},
               {"lives", json::array()}};
    for (const auto& life : result.lives) value["lives"].push_back(life_value(life));
    for_each_scalar(result, [&](const char* key, const auto& field) { value[key] = field; });
    return json::to_cbor(value);
}

RunResult decode(std::span<const std::uint8_t> bytes) {
    try {
        const json value = from_shallow_cbor(bytes);
        if (value.at("version").get<int>() != kVersion) throw IoError("a run's result of another version");
        RunResult result;
        result.requests = counts_from(value.at("requests"));
        result.latency = HistogramCodec::from_json(value.at("latency"));
        result.wait = HistogramCodec::from_json(value.at("wait"));
        result.parts = parts_from(value.at("parts"));
        result.parts_by_band = bands_from(value.at("bands"));
        result.usage = usage_from(value.at("usage"));
        result.bucket = Duration(value.at("bucket").get<Duration::rep>());
        result.series = series_from(value.at("series"));
        result.audit = audit_from(value.at("audit"));
        for (const json& life : value.at("lives")) result.lives.push_back(life_from(life));
        for_each_scalar(result, [&](const char* key, auto& field) {
            field = value.at(key).get<std::remove_reference_t<decltype(field)>>();
        });
        return result;
    } catch (const IoError&) {
        throw;
    } catch (const std::exception& error) {
        throw IoError(std::string("a run's result is cut off or damaged: ") + error.what());
    }
}

}  // namespace plimsoll::results
