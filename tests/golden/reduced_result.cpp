// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "reduced_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plimsoll::golden_test {

namespace {

using Json = nlohmann::ordered_json;

Json reduced_deployment(const Json& deployment) {
    Json bill = Json::array();
    for (const Json& line : deployment.at("cost").at("lines"))
        bill.push_back({{"item", line.at("item")}, {"amount", line.at("amount")}});
    Json slo_met = Json::array();
    for (const Json& objective : deployment.at("slo")) slo_met.push_back(objective.at("met"));
    Json load_curve = Json::array();
    for (const Json& point : deployment.at("load_curve"))
        load_curve.push_back({{"load", point.at("load")},
                              {"per_month", point.at("cost").at("per_month")},
                              {"slo_met", point.at("slo_met")}});
    const Json& latency = deployment.at("latency_s");
    Json result{
        {"name", deployment.at("name")},
        {"requests", deployment.at("requests")},
        {"latency_s", {{"mean", latency.at("mean")}, {"p50", latency.at("p50")}, {"p99", latency.at("p99")}}},
        {"wait_mean_s", deployment.at("wait_s").at("mean")},
        {"per_month", deployment.at("cost").at("per_month")},
        {"bill", bill},
    };
    if (const auto instances = deployment.find("instances"); instances != deployment.end() && instances->is_object())
        result["instances"] = {{"launched", instances->at("launched")}, {"interrupted", instances->at("interrupted")}};
    if (const auto cold = deployment.find("cold_starts"); cold != deployment.end() && cold->is_object())
        result["cold_start_share"] = cold->at("share");
    result["feasible"] = deployment.at("feasible");
    result["slo_met"] = slo_met;
    result["load_curve"] = load_curve;
    result["audit_passed"] = deployment.at("audit").at("passed");
    return result;
}

bool same_time(const Json& golden, const Json& present) {
    const double a = golden.get<double>();
    const double b = present.get<double>();
    return std::abs(a - b) <= kTimeTolerance * std::max(std::abs(a), std::abs(b));
}

void collect(const Json& golden, const Json& present, const std::string& pointer, bool is_time,
             std::vector<std::string>& found) {
    if (golden.is_object() && present.is_object()) {
        for (const auto& [key, value] : golden.items()) {
            const std::string at = pointer + "/" + key;
            const auto other = present.find(key);
            if (other == present.end())
                found.push_back(fmt::format("{}: golden {}, now missing", at, value.dump()));
            else
                collect(value, *other, at, is_time || key.ends_with("_s"), found);
        }
        for (const auto& [key, value] : present.items())
            if (!golden.contains(key)) found.push_back(fmt::format("{}/{}: new, {}", pointer, key, value.dump()));
        return;
    }
    if (golden.is_array() && present.is_array()) {
        if (golden.size() != present.size())
            found.push_back(fmt::format("{}: golden has {} entries, now {}", pointer, golden.size(), present.size()));
        for (std::size_t i = 0; i < std::min(golden.size(), present.size()); ++i)
            collect(golden[i], present[i], fmt::format("{}/{}", pointer, i), is_time, found);
        return;
    }
    const bool equal =
        is_time && golden.is_number() && present.is_number() ? same_time(golden, present) : golden == present;
    if (!equal) found.push_back(fmt::format("{}: golden {}, now {}", pointer, golden.dump(), present.dump()));
}

}  // namespace

Json reduced(const Json& comparison) {
    Json deployments = Json::array();
    for (const Json& deployment : comparison.at("deployments")) deployments.push_back(reduced_deployment(deployment));
    return {{"scenario", comparison.at("scenario").at("name")},
            {"sentences", comparison.at("verdict").at("sentences")},
            {"deployments", deployments}};
}

std::vector<std::string> differences(const Json& golden, const Json& present) {
    std::vector<std::string> found;
    collect(golden, present, "", false, found);
    return found;
}

}  // namespace plimsoll::golden_test
