// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/child_process.hpp"
#include "models/measure/serving/engine_answers.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// How long an engine may say nothing.
struct EnginePatience {
    Duration ready = std::chrono::minutes(15);   ///< until it says that it is ready
    Duration silent = std::chrono::seconds(60);  ///< between two lines, while a request waits
    Duration end = std::chrono::seconds(30);     ///< until it has ended, behind the end of its input
};

/// An engine of the user's: a command of the shell that serves requests as they come (docs/measuring.md). It is killed
/// where it has not ended before this does.
class Engine {
public:
    /// Starts it and waits until it is ready. \throws IoError where it says anything else, ends or takes too long
    explicit Engine(const std::string& command, const EnginePatience& patience = {});

    /// Sends each request when it arrives by the machine's steady clock, and returns when all are complete. What came
    /// is dated when it is read, some tens of microseconds after it was written.
    /// \throws IoError where the engine breaks the protocol, ends or says nothing for too long
    [[nodiscard]] EngineRun serve(const std::vector<Request>& requests, Answering answering);

    /// Closes its input and waits for its end. \throws IoError where it does not end
    void end();

private:
    [[nodiscard]] std::string end_text();

    ChildProcess child_;
    EnginePatience patience_;
    std::uint64_t next_id_ = 1;
};

}  // namespace plimsoll::measure
