// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep_point.hpp"

#include "scenarios/input_error.hpp"
#include "sim/measured/packed.hpp"
#include "sim/report/files.hpp"
#include "sim/run/run.hpp"
#include "sim/sweep/experiment_at.hpp"

#include <cstdint>

namespace plimsoll::sim {

namespace {

std::string told(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) text += (text.empty() ? "" : "; ") + problem.pointer + ": " + problem.message;
    return text;
}

}  // namespace

PointResult run_point(const SweepInputs& inputs, const std::vector<std::string>& overrides, const SweepOptions& options,
                      Knowledge& knowledge) {
    try {
        const auto experiment = experiment_at(inputs.scenario, overrides, knowledge);
        RunOptions run;
        run.store = options.store;
        run.in_place = true;  // it may take the process along: the next one goes on
        run.notes.plimsoll_version = inputs.program;
        run.notes.today = options.today;
        const auto outcome = run_experiment(experiment, run);
        if (!outcome.lost.empty())
            return {PointState::lost, outcome.lost.front().label + ": " + outcome.lost.front().reason, {}};
        return {PointState::done, {}, results::summary_rows(outcome.comparison), outcome.simulated};
    } catch (const InputError& error) {
        return {PointState::invalid, told(error.problems()), {}};
    }
}

Bytes encode(const PointResult& result) {
    results::PackedWriter writer;
    writer.write(static_cast<std::uint32_t>(result.state));
    writer.write(result.message);
    writer.write(result.simulated);
    writer.write(result.deployments.size());
    for (const auto& row : result.deployments) {
        writer.write(row.size());
        for (const auto& [column, text] : row) {
            writer.write(column);
            writer.write(text);
        }
    }
    return writer.take();
}

PointResult decode_point(const Bytes& bytes) {
    results::PackedReader reader(bytes);
    PointResult result;
    result.state = static_cast<PointState>(reader.one<std::uint32_t>());
    reader.read(result.message);
    result.simulated = reader.one<std::size_t>();
    result.deployments.resize(reader.length());
    for (auto& row : result.deployments) {
        row.resize(reader.length());
        for (auto& [column, text] : row) {
            reader.read(column);
            reader.read(text);
        }
    }
    return result;
}

}  // namespace plimsoll::sim
