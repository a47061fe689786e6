// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress_display.hpp"

#include "scenarios/command_line/terminal.hpp"
#include "scenarios/readable.hpp"
#include "sim/cli/events.hpp"
#include "sim/cli/status_line.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <utility>

namespace plimsoll::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kBetweenUpdates = std::chrono::milliseconds(100);

/// Lets the first and the last update through, and those in between at a pace that a reader can follow.
class Pace {
public:
    [[nodiscard]] double elapsed_s() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    bool due(const sim::RunProgress& progress) {
        const auto now = Clock::now();
        if (shown_ && progress.done != progress.of && now - last_ < kBetweenUpdates) return false;
        shown_ = true;
        last_ = now;
        return true;
    }

private:
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_;
    bool shown_ = false;
};

class Silence : public ProgressDisplay {
public:
    void show(const sim::RunProgress&) override {}
    void finish() override {}
};

/// {"event":"start","of":N}, then "progress" lines, then "finished". What failed has no such last line.
class JsonLines : public ProgressDisplay {
public:
    void show(const sim::RunProgress& progress) override {
        if (std::exchange(of_, progress.of) != progress.of) print_event({{"event", "start"}, {"of", progress.of}});
        if (progress.label.empty() || !pace_.due(progress)) return;
        nlohmann::ordered_json json{
            {"event", "progress"}, {"done", progress.done}, {"of", progress.of}, {"fraction", progress.fraction}};
        json["eta_s"] = eta(progress.fraction);
        json["deployment"] = progress.deployment;
        json["simulation"] = progress.label;
        auto& deployments = json["deployments"] = nlohmann::ordered_json::array();
        for (const auto& [name, fraction, lost] : progress.deployments)
            deployments.push_back({{"name", name}, {"fraction", fraction}, {"eta_s", eta(fraction)}, {"lost", lost}});
        print_event(json);
    }
    void finish() override { print_event({{"event", "finished"}, {"of", of_}, {"elapsed_s", pace_.elapsed_s()}}); }

private:
    /// Null: not known yet.
    [[nodiscard]] nlohmann::ordered_json eta(double fraction) const {
        const double left = seconds_left(fraction, pace_.elapsed_s());
        return left < 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(left);
    }

    Pace pace_;
    std::size_t of_ = 0;
};

class Bar : public ProgressDisplay {
public:
    void show(const sim::RunProgress& progress) override {
        // Most comparisons are over before a bar could be read.
        constexpr double kPatienceSeconds = 0.4;
        if (pace_.elapsed_s() < kPatienceSeconds || !pace_.due(progress)) return;
        line_.show(bar_text(progress, pace_.elapsed_s()));
    }
    void finish() override { line_.clear(); }

private:
    Pace pace_;
    StatusLine line_;
};

}  // namespace

double seconds_left(double fraction, double elapsed_s) {
    constexpr double kLeastSeconds = 0.3;
    if (fraction <= 0 || elapsed_s < kLeastSeconds) return -1;
    return elapsed_s * (1 - fraction) / fraction;
}

std::string bar_text(const sim::RunProgress& progress, double elapsed_s) {
    constexpr int kCells = 20;
    const int full = static_cast<int>(progress.fraction * kCells);
    const double left = seconds_left(progress.fraction, elapsed_s);
    return fmt::format("[{}{}] {:3.0f} %  {} of {} simulations{}", std::string(static_cast<std::size_t>(full), '#'),
                       std::string(static_cast<std::size_t>(kCells - full), '-'), std::floor(100 * progress.fraction),
                       progress.done, progress.of,
                       left < 0 ? "" : fmt::format(", {} left", scenarios::time_left_text(left)));
}

std::unique_ptr<ProgressDisplay> ProgressDisplay::make(std::string_view choice) {
    if (choice == "json") return std::make_unique<JsonLines>();
    if (choice == "auto" && error_is_terminal()) return std::make_unique<Bar>();
    return std::make_unique<Silence>();
}

}  // namespace plimsoll::cli
