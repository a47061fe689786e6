// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine_answers.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>

namespace plimsoll::measure {

EngineAnswers::EngineAnswers(const std::vector<Request>& requests, std::uint64_t first_id, Answering answering)
    : requests_(requests), first_id_(first_id), answering_(answering), states_(requests.size(), State::waiting) {
    for (const auto& request : requests) run_.answers.push_back({request.arrival, {}, {}, request.answer});
}

std::optional<Duration> EngineAnswers::next_due() const {
    return sent_ < requests_.size() ? std::optional(requests_[sent_].arrival) : std::nullopt;
}

std::string EngineAnswers::send_next() {
    const auto& request = requests_[sent_];
    return request_line(first_id_ + sent_++, request.tokens,
                        answering_ == Answering::token_by_token ? request.answer : 0);
}

std::optional<EngineAnswers::Waiting> EngineAnswers::oldest_waiting(Duration now) {
    while (oldest_ < requests_.size() && states_[oldest_] == State::complete) ++oldest_;
    if (oldest_ == requests_.size() || requests_[oldest_].arrival > now) return std::nullopt;
    return Waiting{first_id_ + oldest_, requests_[oldest_].arrival};
}

void EngineAnswers::take(const std::string& line, Duration now) {
    const auto parsed = parse_engine_line(line);
    if (const auto* error = std::get_if<EngineError>(&parsed))
        throw IoError(fmt::format("the engine gave up: {}", quoted_line(error->text)));
    if (std::holds_alternative<EngineReady>(parsed))
        throw IoError(fmt::format("the engine said {} again\n  hint: it says it once, before the first request",
                                  quoted_line(line)));
    if (const auto* step = std::get_if<EngineStep>(&parsed)) run_.steps.push_back(*step);
    if (const auto* begun = std::get_if<EngineFirst>(&parsed)) first(begun->id, line, now);
    if (const auto* complete = std::get_if<EngineDone>(&parsed)) done(complete->id, line, now);
}

std::size_t EngineAnswers::open_request(std::uint64_t id, const std::string& line) const {
    if (id >= first_id_ + sent_ || id == 0)
        throw IoError(
            fmt::format("the engine wrote {}, but no request {} was sent\n  hint: an answer has the ID of "
                        "its request",
                        quoted_line(line), id));
    if (id < first_id_ || states_[id - first_id_] == State::complete)
        throw IoError(
            fmt::format("the engine wrote {}, but had said before that request {} is complete\n  hint: "
                        "\"done\" is the last line of a request, and comes once",
                        quoted_line(line), id));
    return id - first_id_;
}

void EngineAnswers::first(std::uint64_t id, const std::string& line, Duration now) {
    const auto place = open_request(id, line);
    if (answering_ == Answering::whole)
        throw IoError(
            fmt::format("the engine wrote {}, but request {} asks for no tokens\n  hint: OUTPUT_TOKENS was "
                        "0, so \"done {}\" is its only answer",
                        quoted_line(line), id, id));
    if (states_[place] == State::begun)
        throw IoError(fmt::format("the engine wrote {} twice\n  hint: only the first token of request {} is told",
                                  quoted_line(line), id));
    states_[place] = State::begun;
    run_.answers[place].first_token = now;
}

void EngineAnswers::done(std::uint64_t id, const std::string& line, Duration now) {
    const auto place = open_request(id, line);
    if (answering_ == Answering::token_by_token && states_[place] == State::waiting)
        throw IoError(
            fmt::format("the engine wrote {} without \"first {}\" before it\n  hint: it tells when the first "
                        "token of a request is out, also where that is the only one",
                        quoted_line(line), id));
    states_[place] = State::complete;
    ++complete_;
    run_.answers[place].completion = now;
}

}  // namespace plimsoll::measure
