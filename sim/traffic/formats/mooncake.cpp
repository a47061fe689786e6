// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/printable.hpp"
#include "sim/traffic/time_stamp.hpp"
#include "sim/traffic/trace_format.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace plimsoll::sim {
namespace {

using scenarios::excerpt;
using scenarios::RowError;

/// Picks the numbers of a record out of its line without building a document: hash_ids may hold thousands of numbers.
class MooncakeRecord final : public nlohmann::json_sax<nlohmann::json> {
public:
    std::optional<std::int64_t> time_ns;
    std::optional<std::uint32_t> input;
    std::optional<std::uint32_t> output;
    std::optional<std::vector<std::uint64_t>> hash_ids;

    void clear() { *this = {}; }

    bool null() override { return other("null"); }
    bool boolean(bool value) override { return other(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return number(fmt::format_int(value)); }
    bool number_unsigned(number_unsigned_t value) override {
        if (in_hash_ids()) {
            hash_ids->push_back(value);
            return true;
        }
        return number(fmt::format_int(value));
    }
    bool number_float(number_float_t, const string_t& text) override {
        take(text);
        return true;
    }
    bool string(string_t& value) override { return other(value); }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return open(); }
    bool start_array(std::size_t) override {
        if (depth_ == 0) throw RowError("expected a JSON object, found an array");
        if (field_ == Field::hash_ids && depth_ == 1) {
            hash_ids.emplace();
            ++depth_;
            return true;
        }
        return open();
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        field_ = Field::other;
        if (depth_ != 1) return true;
        if (name == "timestamp")
            field_ = Field::timestamp;
        else if (name == "input_length")
            field_ = Field::input;
        else if (name == "output_length")
            field_ = Field::output;
        else if (name == "hash_ids")
            field_ = Field::hash_ids;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        throw RowError(fmt::format("not JSON at character {}", position), "one JSON object per line");
    }

private:
    enum class Field { other, timestamp, input, output, hash_ids };

    [[nodiscard]] bool in_hash_ids() const { return field_ == Field::hash_ids && depth_ == 2; }
    bool number(const fmt::format_int& text) {
        take({text.data(), text.size()});
        return true;
    }
    void take(std::string_view text) {
        require_object();
        if (field_ == Field::hash_ids) no_id(std::string(text));
        if (field_ == Field::timestamp) time_ns = parse_time(text, TimeUnit::milliseconds);
        if (field_ == Field::input) input = tokens(text, "input_length");
        if (field_ == Field::output) output = tokens(text, "output_length");
        if (depth_ == 1) field_ = Field::other;
    }
    static std::uint32_t tokens(std::string_view text, std::string_view name) {
        return static_cast<std::uint32_t>(parse_count(text, name, kMaxTokens));
    }
    bool other(std::string_view value) {
        require_object();
        if (field_ == Field::hash_ids) no_id(excerpt(value));
        if (field_ != Field::other) throw RowError(fmt::format("a number was expected, found {}", excerpt(value)));
        return true;
    }
    bool open() {
        if (field_ == Field::hash_ids) no_id("an object or an array");
        if (field_ != Field::other) throw RowError("a number was expected, found an object or an array");
        ++depth_;
        return true;
    }
    bool close() {
        --depth_;
        if (depth_ == 1) field_ = Field::other;
        return true;
    }
    [[noreturn]] static void no_id(const std::string& found) {
        throw RowError(fmt::format("hash_ids hold {}", found), "a list of whole numbers of at least 0");
    }
    void require_object() const {
        if (depth_ == 0) throw RowError("expected a JSON object", "one JSON object per line");
    }

    Field field_ = Field::other;
    int depth_ = 0;
};

/// Mooncake traces (Qin et al., FAST 2025; kvcache-ai/Mooncake): one JSON object per line with `timestamp` in ms,
/// `input_length` and `output_length` in tokens, and `hash_ids`: an id for each 512 tokens of the prompt, the last ones
/// perhaps fewer, which stands for them and all before them.
class Mooncake final : public TraceReader {
public:
    explicit Mooncake(const std::string& path) : lines_(path) {}
    [[nodiscard]] std::optional<TimeUnit> unit() const override { return TimeUnit::milliseconds; }

protected:
    bool parse_next(TraceRecord& record) override {
        std::string_view line;
        do {
            if (!lines_.next(line)) return false;
        } while (line.find_first_not_of(" \t") == std::string_view::npos);
        fields_.clear();
        nlohmann::json::sax_parse(line, &fields_);
        if (!fields_.time_ns) missing("timestamp");
        if (!fields_.input) missing("input_length");
        if (!fields_.output) missing("output_length");
        record = {*fields_.time_ns, *fields_.input, *fields_.output};
        if (fields_.hash_ids) record.shared = parts_of(*fields_.hash_ids, *fields_.input);
        return true;
    }
    [[nodiscard]] scenarios::LineReader& lines() override { return lines_; }

private:
    [[noreturn]] static void missing(const char* name) {
        throw RowError(fmt::format("the record has no \"{}\"", name),
                       "expected timestamp (ms), input_length and output_length");
    }

    static std::shared_ptr<const std::vector<SharedPart>> parts_of(const std::vector<std::uint64_t>& ids,
                                                                   std::uint32_t input) {
        constexpr std::uint32_t kTokens = 512;
        const std::size_t blocks = (std::size_t{input} + kTokens - 1) / kTokens;
        if (ids.size() != blocks)
            throw RowError(fmt::format("{} hash_ids for an input_length of {}", ids.size(), input),
                           fmt::format("one for each {} tokens: {}", kTokens, blocks));
        std::vector<SharedPart> parts;
        parts.reserve(blocks);
        for (std::size_t i = 0; i < blocks; ++i)
            parts.push_back({ids[i], static_cast<std::uint32_t>(std::min<std::size_t>((i + 1) * kTokens, input))});
        return std::make_shared<const std::vector<SharedPart>>(std::move(parts));
    }

    scenarios::LineReader lines_;
    MooncakeRecord fields_;
};

}  // namespace

TraceFormat mooncake_format() {
    return {"mooncake",
            "a Mooncake trace",
            [](FirstLines lines) {
                return lines.front().find('{') == lines.front().find_first_not_of(" \t") &&
                       lines.front().find("\"timestamp\"") != std::string::npos;
            },
            [](const scenarios::TraceTraffic& trace, scenarios::Syntax) -> std::unique_ptr<TraceReader> {
                return std::make_unique<Mooncake>(trace.path);
            },
            false,
            true};
}

}  // namespace plimsoll::sim
