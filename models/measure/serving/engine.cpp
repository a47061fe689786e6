// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine.hpp"

#include "models/measure/serving/real_clock.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::measure {
namespace {

constexpr const char* kFlushHint =
    "each line has to leave the program when it is written: in Python, print(..., flush=True)";
constexpr const char* kAloneHint = "run the command by itself to see why; its standard error is shown above";
/// A pipe is full where the engine reads no requests; whether it does again is asked so often.
constexpr auto kFullPipe = std::chrono::milliseconds(1);

}  // namespace

Engine::Engine(const std::string& command, const EnginePatience& patience)
    : child_(ChildProcess::shell(command)), patience_(patience) {
    const auto line = child_.read_line_within(patience_.ready);
    if (!line && child_.output_has_ended())
        throw IoError(fmt::format("the engine {} before it was ready\n  hint: {}", end_text(), kAloneHint));
    if (!line)
        throw IoError(fmt::format("the engine did not say \"ready\" within {} s\n  hint: {}",
                                  plimsoll::seconds_of(patience_.ready), kFlushHint));
    const auto parsed = parse_engine_line(*line);
    if (const auto* error = std::get_if<EngineError>(&parsed))
        throw IoError(fmt::format("the engine gave up before it was ready: {}", quoted_line(error->text)));
    if (!std::holds_alternative<EngineReady>(parsed))
        throw IoError(fmt::format("the engine wrote {} before it said \"ready\"", quoted_line(*line)));
}

EngineRun Engine::serve(const std::vector<Request>& requests, Answering answering) {
    EngineAnswers answers(requests, next_id_, answering);
    next_id_ += requests.size();
    RealClock clock;
    Duration heard{};
    while (!answers.all_complete()) {
        const Duration now = clock.now();
        while (answers.next_due().value_or(Duration::max()) <= now && child_.takes_input())
            child_.write_line(answers.send_next());
        Duration until = now + patience_.silent;
        if (const auto due = answers.next_due()) until = std::min(until, *due > now ? *due : now + kFullPipe);
        if (const auto waiting = answers.oldest_waiting(now)) {
            const auto too_long = std::max(heard, waiting->since) + patience_.silent;
            if (now >= too_long)
                throw IoError(fmt::format("the engine said nothing for {} s while request {} waits\n  hint: {}",
                                          plimsoll::seconds_of(patience_.silent), waiting->id, kFlushHint));
            until = std::min(until, too_long);
        }
        if (const auto line = child_.read_line_within(until - clock.now())) {
            heard = clock.now();
            answers.take(*line, heard);
        } else if (child_.output_has_ended()) {
            const auto waiting = answers.oldest_waiting(Duration::max());
            throw IoError(fmt::format("the engine {} before request {} was complete\n  hint: {}", end_text(),
                                      waiting->id, kAloneHint));
        }
    }
    return std::move(answers).run();
}

void Engine::end() {
    if (child_.finish_within(patience_.end)) return;
    child_.kill();
    throw IoError(
        fmt::format("the engine still ran {} s after the end of its input, and was killed\n  hint: it has to "
                    "end where no more requests can come",
                    plimsoll::seconds_of(patience_.end)));
}

/// How its output came to an end.
std::string Engine::end_text() {
    constexpr auto kSoon = std::chrono::seconds(1);
    const auto status = child_.finish_within(kSoon);
    return status ? fmt::format("ended with status {}", *status) : "closed its output";
}

}  // namespace plimsoll::measure
