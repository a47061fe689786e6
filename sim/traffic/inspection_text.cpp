// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/inspection.hpp"

#include "sim/traffic/note_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>

namespace plimsoll::sim {
namespace {

constexpr int kNarrowest = 72;  ///< what the tables need
constexpr int kWidestPlot = 120;
constexpr int kPlotRows = 8;
constexpr std::uint64_t kFewestWindows = 10;  ///< below, an index of dispersion says little

std::string number(double value) {
    return std::abs(value) >= 100 && std::abs(value) < 1e15 ? grouped(static_cast<std::uint64_t>(std::llround(value)))
                                                            : fmt::format("{:.3g}", value);
}

/// The plot's buckets shared out over `columns` equal parts of the span, as requests per second.
std::vector<double> resampled(const TraceInspection& inspection, int columns) {
    std::vector<double> rates(static_cast<std::size_t>(columns));
    const double column_s = seconds_of(inspection.span) / columns;
    const double bucket_s = seconds_of(inspection.plot_bucket);
    for (std::size_t bucket = 0; bucket < inspection.plot.size(); ++bucket) {
        // The last bucket holds requests only up to the end of the span.
        const double from = bucket_s * static_cast<double>(bucket);
        const double to = std::min(from + bucket_s, seconds_of(inspection.span));
        const double rate = to > from ? static_cast<double>(inspection.plot[bucket]) / (to - from) : 0;
        for (auto column = static_cast<std::size_t>(from / column_s); column < rates.size(); ++column) {
            const double left = std::max(from, column_s * static_cast<double>(column));
            const double right = std::min(to, column_s * static_cast<double>(column + 1));
            if (left >= to) break;
            if (right > left) rates[column] += rate * (right - left) / column_s;
        }
    }
    return rates;
}

std::string plot(const TraceInspection& inspection, int width, bool unicode) {
    static constexpr std::array<std::string_view, 9> kBlocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr int kLabel = 9;
    const int columns = std::min(width - kLabel - 1, kWidestPlot);
    const std::vector<double> rates = resampled(inspection, columns);
    const double top = *std::max_element(rates.begin(), rates.end());
    if (top <= 0) return {};

    std::string result = fmt::format("rate over time, requests per second ({} per column)\n",
                                     two_units(Duration(inspection.span.count() / columns)));
    for (int row = kPlotRows - 1; row >= 0; --row) {
        const std::string label = row == kPlotRows - 1 ? number(top) : row == 0 ? "0" : "";
        result += fmt::format("{:>{}} {}", label, kLabel - 1, unicode ? "│" : "|");
        std::string line;
        for (const double rate : rates) {
            const double level = rate / top * kPlotRows - row;  // filled part of this cell
            const int eighths = std::clamp(static_cast<int>(std::lround(level * 8)), 0, 8);
            if (unicode)
                line += kBlocks[static_cast<std::size_t>(eighths)];
            else
                line += eighths >= 4 ? '#' : eighths > 0 && row == 0 ? '.' : ' ';
        }
        result += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    std::string axis;
    for (int i = 0; i < columns; ++i) axis += unicode ? "─" : "-";
    const std::string end = two_units(inspection.span);
    result += fmt::format("{:>{}}{}{}\n", "", kLabel, unicode ? "└" : "+", axis);
    return result + fmt::format("{:>{}}0{:>{}}\n", "", kLabel + 1, end, columns - 1);
}

std::string window_table(const TraceInspection& inspection) {
    std::string result =
        fmt::format("{:<8}{:>12}{:>14}{:>14}{:>14}\n", "window", "windows", "mean count", "peak /s", "dispersion");
    for (const WindowCounts& window : inspection.windows)
        result += fmt::format("{:<8}{:>12}{:>14}{:>14}{:>14}\n", two_units(window.window), grouped(window.windows),
                              window.windows > 0 ? number(window.mean) : "-", number(window.peak_per_s),
                              window.windows > 1 ? number(window.dispersion) : "-");
    return result;
}

std::string token_row(std::string_view name, const TokenSummary& tokens) {
    return fmt::format("{:<8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n", name, number(tokens.mean), grouped(tokens.min),
                       grouped(tokens.p50), grouped(tokens.p90), grouped(tokens.p95), grouped(tokens.p99),
                       grouped(tokens.max));
}

/// Breaks at blanks so that no line is longer than `width`.
std::string wrapped(std::string_view words, int width) {
    std::string result;
    std::size_t column = 0;
    while (!words.empty()) {
        const std::size_t length = std::min(words.find(' '), words.size());
        if (column > 0) {
            const bool breaks = column + 1 + length > static_cast<std::size_t>(width);
            result += breaks ? '\n' : ' ';
            column = breaks ? 0 : column + 1;
        }
        result += words.substr(0, length);
        column += length;
        words.remove_prefix(std::min(length + 1, words.size()));
    }
    return result + "\n";
}

/// `second`, `10 s`, `minute`: what a count is per.
std::string per(Duration window) {
    if (window == std::chrono::seconds(1)) return "second";
    if (window == std::chrono::minutes(1)) return "minute";
    return two_units(window);
}

}  // namespace

std::string burstiness_in_words(const TraceInspection& inspection) {
    const WindowCounts* most = nullptr;
    const WindowCounts* least = nullptr;
    for (const WindowCounts& window : inspection.windows) {
        if (window.windows < kFewestWindows || window.mean < 1) continue;
        const auto excess = [](const WindowCounts& w) { return (w.dispersion - 1) / w.poisson_standard_error(); };
        if (!most || window.dispersion > most->dispersion) most = &window;
        if (!least || excess(window) < excess(*least)) least = &window;
    }
    if (!most) return "too short to judge: fewer than 10 windows with a request each on average.";

    constexpr double kStandardErrors = 4;
    const double margin = kStandardErrors * most->poisson_standard_error();
    if (most->dispersion > 1 + margin && most->dispersion >= 1.5)
        return fmt::format(
            "bursty: counts per {} vary {:.{}f}x more than Poisson (variance / mean; Poisson: 1). A Poisson generator "
            "with this "
            "mean would understate queues and the capacity they need.",
            per(most->window), most->dispersion, most->dispersion < 10 ? 1 : 0);
    if (least->dispersion < 1 - kStandardErrors * least->poisson_standard_error() && least->dispersion <= 0.67)
        return fmt::format(
            "regular: counts per {} vary {:.2g}x as much as Poisson (variance / mean; Poisson: 1). A Poisson generator "
            "with "
            "this mean would overstate queues.",
            per(least->window), least->dispersion);
    return "Poisson-like: counts vary about as much as those of a Poisson process with this mean.";
}

std::string text(const TraceInspection& inspection, int width, bool unicode) {
    width = std::max(width, kNarrowest);
    std::string result = fmt::format("{} {} over {}", grouped(inspection.requests),
                                     inspection.requests == 1 ? "request" : "requests", two_units(inspection.span));
    if (inspection.span > Duration{0}) result += fmt::format(", {} /s on average", number(inspection.mean_rate_per_s));
    result += "\n\n";
    if (inspection.requests < 2 || inspection.span == Duration{0}) return result;

    result += plot(inspection, width, unicode);
    result +=
        fmt::format("\ngaps between requests: coefficient of variation {} (Poisson: 1)", number(inspection.gap_cv));
    result += "\n\n" + window_table(inspection);
    result += fmt::format("\n{:<8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n", "tokens", "mean", "min", "p50", "p90", "p95",
                          "p99", "max");
    result += token_row("input", inspection.input_tokens) + token_row("output", inspection.output_tokens);
    result += "\n" + wrapped(burstiness_in_words(inspection), width);
    for (const TrafficNote& note : inspection.notes) result += "\n" + wrapped(note.text, width);
    return result;
}

}  // namespace plimsoll::sim
