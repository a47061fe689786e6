// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/error_report.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/input_error.hpp"
#include "sim/cli/events.hpp"
#include "sim/experiment/worker_signals.hpp"
#include "sim/fleet/simulation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::cli {

namespace {

void print_problems(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& problem : problems) text += problem.text() + "\n";
    const auto count = problems.size();
    print_error(text + fmt::format("{} problem{}\n", count, count == 1 ? "" : "s"));
}

void print_problem_events(const std::vector<Problem>& problems) {
    for (const auto& problem : problems) {
        nlohmann::ordered_json event{{"event", "problem"}};
        event.update(problem_json(problem));
        print_event(event);
    }
}

}  // namespace

ExitStatus guarded(const Action& action, ErrorFormat format) {
    const bool events = format == ErrorFormat::events;
    const auto failed = [events](ExitStatus status, std::string_view text) {
        if (events)
            print_event({{"event", "error"}, {"message", text}});
        else
            print_error(fmt::format("plimsoll: {}\n", text));
        return status;
    };
    try {
        return action();
    } catch (const UsageError& error) {
        return failed(ExitStatus::usage, error.what());
    } catch (const InputError& error) {
        if (events)
            print_problem_events(error.problems());
        else
            print_problems(error.problems());
        return ExitStatus::bad_input;
    } catch (const IoError& error) {
        return failed(ExitStatus::io, error.what());
    } catch (const sim::Interrupted& error) {
        failed(ExitStatus::interrupted, error.what());
        return static_cast<ExitStatus>(kSignalBase + error.signal());
    } catch (const sim::ModelBug& error) {
        return failed(ExitStatus::model_bug,
                      fmt::format("a bug: {}\nPlease report it with the scenario.", error.what()));
    } catch (const std::bad_alloc&) {
        return failed(ExitStatus::io, "out of memory");
    } catch (const std::exception& error) {
        return failed(ExitStatus::model_bug, fmt::format("a bug: {}", error.what()));
    }
}

}  // namespace plimsoll::cli
