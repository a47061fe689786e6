// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/measure/backend.hpp"
#include "models/measure/work_text.hpp"

#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace plimsoll::measure {

/// A device on which every operator takes a millisecond, longer by its spread where that is scripted, and every
/// measurement a second of a scripted clock. It has no int8.
class FakeBackend : public Backend {
public:
    FakeBackend() {
        identity_.device = "fake";
        identity_.title = "Fake, 2 threads";
        identity_.library = "Fake 1.0";
        identity_.threads = 2;
    }
    [[nodiscard]] const Identity& identity() const override { return identity_; }
    [[nodiscard]] std::optional<Measurement> measure(const models::Work& work, const Effort& effort) override {
        measured.push_back(text_of(work));
        efforts.push_back(effort);
        now_s += 1;
        if (work.precision == models::Precision::int8) return std::nullopt;
        double spread = 0.02;
        if (auto& script = spreads[text_of(work)]; !script.empty()) {
            spread = script.front();
            script.pop_front();
        }
        return Measurement{{1e-3 * (1 + spread), spread, 10},
                           work.precision == models::Precision::fp32 ? "plain" : "narrow"};
    }
    [[nodiscard]] double step_overhead() override { return 5e-6; }
    void prepare_steps(const std::vector<std::vector<models::Work>>& works) override { steps = works; }
    void run_step(std::size_t step) override {
        if (step >= steps.size()) throw std::out_of_range("no such step");
        ran.push_back(step);
    }

    double now_s = 0;
    /// Spreads of the next measurements, by the kernel's text; 0.02 after the last.
    std::map<std::string, std::deque<double>> spreads;
    std::vector<std::string> measured;
    std::vector<Effort> efforts;
    std::vector<std::vector<models::Work>> steps;
    std::vector<std::size_t> ran;
    Identity identity_;
};

}  // namespace plimsoll::measure
