// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/serving/engine_line.hpp"
#include "models/measure/serving/requests.hpp"
#include "models/measure/serving/token_server.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// How an engine answers: a request as a whole, or its first token and then its end.
enum class Answering : bool { whole, token_by_token };

/// A trace that an engine served. Times since the trace began.
struct EngineRun {
    std::vector<Answered> answers;  ///< in the order of the requests; whole answers have no first token
    std::vector<EngineStep> steps;  ///< empty where the engine does not tell them
};

/// The requests of one trace on their way: which are sent, and what an engine said of them. Holds it to the protocol.
class EngineAnswers {
public:
    /// The requests get the IDs from `first_id` on; those before it were answered. \pre sorted by arrival
    EngineAnswers(const std::vector<Request>& requests, std::uint64_t first_id, Answering answering);

    [[nodiscard]] bool all_complete() const { return complete_ == requests_.size(); }
    /// When the next request is to be sent; nothing where all are.
    [[nodiscard]] std::optional<Duration> next_due() const;
    /// The line that sends it. \pre there is one
    [[nodiscard]] std::string send_next();

    struct Waiting {
        std::uint64_t id = 0;
        Duration since{};
    };
    /// The oldest request that was due by `now` and is not complete.
    [[nodiscard]] std::optional<Waiting> oldest_waiting(Duration now);

    /// Takes what came at `now`. \throws IoError with the request and the line where it breaks the protocol, and with
    /// the engine's text where that gives up
    void take(const std::string& line, Duration now);

    /// \pre all are complete
    [[nodiscard]] EngineRun run() && { return std::move(run_); }

private:
    enum class State : std::uint8_t { waiting, begun, complete };

    [[nodiscard]] std::size_t open_request(std::uint64_t id, const std::string& line) const;
    void first(std::uint64_t id, const std::string& line, Duration now);
    void done(std::uint64_t id, const std::string& line, Duration now);

    const std::vector<Request>& requests_;
    std::uint64_t first_id_;
    Answering answering_;
    std::vector<State> states_;
    std::size_t sent_ = 0;
    std::size_t complete_ = 0;
    std::size_t oldest_ = 0;  ///< all before it are complete
    EngineRun run_;
};

}  // namespace plimsoll::measure
