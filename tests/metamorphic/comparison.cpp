// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison.hpp"

#include <charconv>
#include <stdexcept>

namespace plimsoll::metamorphic_test {

namespace {

constexpr const char* kFiveWays = R"({
  "plimsoll": 1,
  "name": "five ways",
  "workload": {"traffic": {"generate": {"process": "poisson", "rate": "12 /s", "input_tokens": 100}}},
  "service": {"time": {"exponential": {"mean": "100 ms"}}},
  "slo": [{"metric": "latency", "percentile": 95, "at_most": "2 s"}],
  "deployments": [
    {
      "name": "fleet",
      "serving": "real-time",
      "pools": [{"offer": {"price": "3.60 USD/h", "granularity": "1 s"}, "replicas": {"min": 2, "max": 2}}]
    },
    {
      "name": "spot",
      "serving": "real-time",
      "pools": [{
        "offer": {"price": "3.60 USD/h", "spot_price": "1.08 USD/h", "granularity": "1 s"},
        "purchase": "spot",
        "replicas": {"min": 3, "max": 3},
        "interruptions": {"mean_time_to_interruption": "20 min", "mean_outage": "5 min"},
        "fallback": "on-demand"
      }]
    },
    {
      "name": "function",
      "serving": "serverless",
      "pools": [{
        "offer": {
          "gb_second_price": "0.00002 USD/GB-s",
          "memory": "2 GB",
          "request_price": "0.20 USD/1M requests",
          "granularity": "1 ms"
        },
        "keep_alive": "1 min",
        "start": {"provision": "1 s"}
      }]
    },
    {
      "name": "batch",
      "serving": "batch",
      "window": {"every": "10 min"},
      "deadline": "30 min",
      "pools": [{
        "offer": {"price": "3.60 USD/h", "granularity": "1 s"},
        "replicas": {"min": 0, "max": 6},
        "batching": {"max_batch": 1}
      }]
    },
    {
      "name": "API",
      "serving": "api",
      "pools": [{"offer": {"input_token_price": "0.50 USD/1M tokens"}}]
    }
  ],
  "experiment": {"horizon": "1 h", "seed": 11, "replications": 1}
})";

}  // namespace

Json Relation::five_ways() { return Json::parse(kFiveWays); }

Json Relation::fleet(std::uint32_t replicas) {
    Json scenario = five_ways();
    Json only = scenario["deployments"][0];
    only["pools"][0]["replicas"] = {{"min", replicas}, {"max", replicas}};
    scenario["deployments"] = Json::array({only});
    return scenario;
}

Json Relation::compare(const Json& scenario) const {
    const auto outcome =
        cli_test::run({"compare", "-", "--json", "--progress=none"}, cli_test::with_input(scenario.dump()));
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    Json result = Json::parse(outcome.out);
    for (const Json& one : result.at("deployments"))
        EXPECT_TRUE(one.at("audit").at("passed").get<bool>()) << one.at("name") << one.at("audit").dump(1);
    return result;
}

const Json& deployment(const Json& comparison, const std::string& name) {
    for (const Json& one : comparison.at("deployments"))
        if (one.at("name") == name) return one;
    throw std::logic_error("no deployment is called " + name);
}

std::int64_t exact(const std::string& amount) {
    constexpr std::size_t kDecimals = 12;
    const auto point = amount.find('.');
    std::string digits = amount.substr(0, point);
    std::string decimals = point == std::string::npos ? "" : amount.substr(point + 1);
    if (decimals.size() > kDecimals) throw std::logic_error(amount + " has too many decimals");
    decimals.resize(kDecimals, '0');
    digits += decimals;
    std::int64_t value = 0;
    const auto end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || stop != end) throw std::logic_error(amount + " is no amount");
    return value;
}

}  // namespace plimsoll::metamorphic_test
