// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/error_report.hpp"

#include "scenarios/command_line/usage.hpp"
#include "sim/cli/events.hpp"
#include "sim/model_bug.hpp"
#include "sim/run/worker_signals.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace plimsoll::cli {

namespace {

Failure caught() {
    try {
        throw;
    } catch (const sim::Interrupted& error) {
        return {static_cast<ExitStatus>(kSignalBase + error.signal()), error.what(), {}};
    } catch (const sim::ModelBug& error) {
        return {ExitStatus::model_bug, fmt::format("a bug: {}\nPlease report it with the scenario.", error.what()), {}};
    } catch (...) {
        return caught_failure();
    }
}

void print_events(const Failure& failure) {
    if (failure.problems.empty()) print_event({{"event", "error"}, {"message", failure.message}});
    for (const auto& problem : failure.problems) {
        nlohmann::ordered_json event{{"event", "problem"}};
        event.update(problem_json(problem));
        print_event(event);
    }
}

}  // namespace

ExitStatus guarded(const Action& action, ErrorFormat format) {
    try {
        return action();
    } catch (...) {
        const Failure failure = caught();
        if (format == ErrorFormat::events)
            print_events(failure);
        else
            tell("plimsoll", failure);
        return failure.status;
    }
}

}  // namespace plimsoll::cli
