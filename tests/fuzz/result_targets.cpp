// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/compare/comparison.hpp"
#include "sim/measured/contradiction.hpp"
#include "sim/measured/run_result_codec.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/comparison_reader.hpp"
#include "sim/report/files.hpp"
#include "sim/report/table.hpp"
#include "tests/fuzz/targets.hpp"

#include <utility>

namespace plimsoll::fuzz {

namespace {

/// In every form in which it leaves the program.
void show(const results::Comparison& comparison) {
    static_cast<void>(results::table_text(comparison));
    static_cast<void>(results::load_curve_csv(comparison));
    static_cast<void>(results::cost_lines_csv(comparison));
    for (const auto& deployment : comparison.deployments) static_cast<void>(results::series_csv(deployment));
}

}  // namespace

/// What was read is written and read again without a change.
void read_result(std::string_view bytes) {
    refusing([&] {
        const auto comparison = results::read_comparison(bytes, "result.json");
        const auto text = results::json_text(comparison);
        if (results::json_text(results::read_comparison(text, "again.json")) != text)
            throw std::logic_error("a result changes when it is written and read again");
        show(comparison);
    });
}

/// A result of one simulation as a cache or a worker gives it: one that can be believed can be compared.
void read_kept_run(std::string_view bytes) {
    refusing([&] {
        const auto run = results::decode({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
        if (results::contradiction(run, 1)) return;
        results::DeploymentRuns deployment;
        deployment.name = "kept";
        deployment.prices.offers.pools.resize(1);
        deployment.runs = {run, run};
        show(results::compare({}, {std::move(deployment)}, {}));
    });
}

}  // namespace plimsoll::fuzz
