// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/serving/engine_line.hpp"

#include "scenarios/input_error.hpp"
#include "scenarios/printable.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace plimsoll::measure {
namespace {

constexpr const char* kEngineLines =
    "an engine says \"ready\", \"first ID\", \"done ID\", \"step REQUESTS TOKENS HOST_SECONDS DEVICE_SECONDS\" and "
    "\"error TEXT\", each on a line of its own; what is for people goes to its standard error";

/// Takes one word after the other from a line.
class LineWords {
public:
    explicit LineWords(std::string_view line) : rest_(line) { skip_blanks(); }

    [[nodiscard]] bool empty() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    std::string_view next() {
        const auto word = rest_.substr(0, rest_.find_first_of(kBlanks));
        rest_.remove_prefix(word.size());
        skip_blanks();
        return word;
    }
    std::optional<std::uint64_t> count() {
        const auto word = next();
        std::uint64_t value = 0;
        const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || stop != word.data() + word.size()) return std::nullopt;
        return value;
    }
    std::optional<double> seconds() {
        const auto word = next();
        double value = 0;
        const auto [stop, error] = fast_float::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || stop != word.data() + word.size()) return std::nullopt;
        return std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
    }

private:
    static constexpr std::string_view kBlanks = " \t\r";

    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size())); }

    std::string_view rest_;
};

std::optional<EngineLine> step_in(LineWords& words) {
    const auto requests = words.count();
    const auto tokens = words.count();
    const auto host_s = words.seconds();
    const auto device_s = words.seconds();
    if (!requests || !tokens || !host_s || !device_s || *requests == 0 || *tokens == 0) return std::nullopt;
    return EngineStep{*requests, *tokens, *host_s, *device_s};
}

std::optional<EngineLine> line_in(LineWords& words) {
    const auto kind = words.next();
    if (kind == "error") return EngineError{std::string(words.rest())};
    std::optional<EngineLine> line;
    if (kind == "ready") line = EngineReady{};
    if (kind == "step") line = step_in(words);
    if (kind == "first" || kind == "done")
        if (const auto id = words.count())
            line = kind == "first" ? EngineLine(EngineFirst{*id}) : EngineLine(EngineDone{*id});
    return words.empty() ? line : std::nullopt;
}

}  // namespace

std::string request_line(std::uint64_t id, std::uint32_t input_tokens, std::uint32_t output_tokens) {
    return fmt::format("request {} {} {}", id, input_tokens, output_tokens);
}

EngineLine parse_engine_line(std::string_view line) {
    LineWords words(line);
    if (auto parsed = line_in(words)) return *std::move(parsed);
    throw IoError(fmt::format("the engine wrote a line that is not of the protocol: {}\n  hint: {}", quoted_line(line),
                              kEngineLines));
}

std::string quoted_line(std::string_view line) {
    constexpr std::size_t kMost = 200;
    const auto text = scenarios::printable(line.substr(0, kMost));
    return fmt::format("\"{}{}\"", text, line.size() > kMost ? "..." : "");
}

}  // namespace plimsoll::measure
