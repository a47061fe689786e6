// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/report/embedded_scenario.hpp"

#include "scenarios/input_error.hpp"
#include "sim/report/comparison_json.hpp"
#include "sim/report/comparison_reader.hpp"

#include <utility>

namespace plimsoll::results {

std::optional<EmbeddedScenario> embedded_scenario(std::string_view text, const std::string& file) {
    // A scenario may be large and may be no JSON, which others complain of better; most are told from a result by this.
    if (text.find(kComparisonSchema) == std::string_view::npos) return std::nullopt;
    if (!is_comparison(text)) return std::nullopt;
    ScenarioFacts scenario = read_comparison(text, file).scenario;
    if (scenario.text.empty())
        throw InputError(Problem{file, 0, "/scenario", "this result does not hold its scenario",
                                 "an earlier version of Plimsoll wrote it: compare the scenario's own file"});
    return EmbeddedScenario{std::move(scenario.text), std::move(scenario.path), std::move(scenario.overrides),
                            std::move(scenario.catalogs)};
}

}  // namespace plimsoll::results
