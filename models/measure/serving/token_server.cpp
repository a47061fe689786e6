// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/token_server.hpp"

#include <algorithm>
#include <cstddef>

namespace plimsoll::measure {
namespace {

/// In work: which request, and how far it is.
struct Running {
    std::size_t request = 0;
    std::uint32_t computed = 0;  ///< tokens of its prompt
    std::uint32_t given = 0;     ///< tokens of its answer
};

/// What a step does, and for whom.
struct Step {
    models::TokenStep shape;
    std::vector<models::PromptPart> parts;
    std::vector<std::size_t> sampled;  ///< places in the list of the running
};

class Server {
public:
    Server(const std::vector<Request>& requests, const StepRule& rule) : requests_(requests), rule_(rule) {
        answered_.resize(requests.size());
        for (std::size_t i = 0; i < requests.size(); ++i)
            answered_[i] = {requests[i].arrival, {}, {}, requests[i].answer};
    }

    [[nodiscard]] bool done() const { return admitted_ == requests_.size() && running_.empty(); }
    [[nodiscard]] Duration next_arrival() const { return requests_[admitted_].arrival; }

    /// The running ones in the order of their admission, then who waits. Nobody: there is nothing to do.
    [[nodiscard]] Step schedule(Duration now) {
        Step step;
        std::uint32_t budget = rule_.tokens_per_step;
        for (std::size_t place = 0; place < running_.size() && budget > 0; ++place) take_part(step, place, budget);
        while (budget > 0 && running_.size() < rule_.max_sequences && admitted_ < requests_.size() &&
               next_arrival() <= now) {
            running_.push_back({admitted_++});
            take_part(step, running_.size() - 1, budget);
        }
        step.shape.prompts = step.parts;
        step.shape.sampled = static_cast<std::uint32_t>(step.sampled.size());
        return step;
    }

    void ended(const Step& step, Duration now) {
        for (const std::size_t place : step.sampled) {
            auto& running = running_[place];
            auto& answer = answered_[running.request];
            if (++running.given == 1) answer.first_token = now;
            if (running.given == answer.tokens) answer.completion = now;
        }
        std::erase_if(running_,
                      [this](const Running& running) { return running.given == answered_[running.request].tokens; });
    }

    [[nodiscard]] std::vector<Answered> take() { return std::move(answered_); }

private:
    void take_part(Step& step, std::size_t place, std::uint32_t& budget) {
        auto& running = running_[place];
        const std::uint32_t prompt = requests_[running.request].tokens;
        if (running.computed == prompt) {
            ++step.shape.decodes;
            step.shape.decode_context += prompt + running.given - 1;
            step.sampled.push_back(place);
            --budget;
            return;
        }
        const std::uint32_t tokens = std::min(prompt - running.computed, budget);
        step.parts.push_back({tokens, running.computed});
        running.computed += tokens;
        budget -= tokens;
        if (running.computed == prompt) step.sampled.push_back(place);
    }

    const std::vector<Request>& requests_;
    StepRule rule_;
    std::vector<Running> running_;
    std::size_t admitted_ = 0;
    std::vector<Answered> answered_;
};

}  // namespace

std::vector<Answered> serve_tokens(const std::vector<Request>& requests, const StepRule& rule, ServingClock& clock,
                                   const std::function<void(const models::TokenStep&)>& run) {
    Server server(requests, rule);
    while (!server.done()) {
        const auto step = server.schedule(clock.now());
        if (step.shape.tokens() == 0) {
            clock.sleep_until(server.next_arrival());
            continue;
        }
        run(step.shape);
        server.ended(step, clock.now());
    }
    return server.take();
}

}  // namespace plimsoll::measure
