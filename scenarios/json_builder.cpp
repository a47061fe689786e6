// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_builder.hpp"

#include "scenarios/json_document.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

/// Walks over the input and tells, through `seen`, how far the parser has read.
struct Cursor {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    const char* at = nullptr;
    const char** seen = nullptr;

    char operator*() const {
        *seen = at;
        return *at;
    }
    Cursor& operator++() {
        ++at;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++at;
        return before;
    }
    bool operator==(const Cursor& other) const { return at == other.at; }
    bool operator!=(const Cursor& other) const { return at != other.at; }
};

class Builder : public nlohmann::json_sax<json> {
public:
    Builder(std::string_view text, const std::string& file, BuiltJson& built)
        : text_(text), file_(file), built_(built), seen_(text.data()), counted_(text.data()) {}

    [[nodiscard]] Cursor begin() { return {text_.data(), &seen_}; }
    [[nodiscard]] Cursor end() { return {text_.data() + text_.size(), &seen_}; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Frame& frame = frames_.back();
        frame.key = std::move(name);
        const std::string pointer = child_pointer(frame.pointer, frame.key);
        const auto [known, inserted] = built_.lines.emplace(pointer, line());
        if (!inserted) {
            built_.duplicates.push_back({file_, line(), pointer,
                                         fmt::format("the key \"{}\" stands twice in one object", frame.key),
                                         fmt::format("the first is on line {}", known->second)});
            // The last one counts, as in every JSON reader; what the first held is forgotten.
            const std::string below = pointer + "/";
            for (auto at = built_.lines.lower_bound(below);
                 at != built_.lines.end() && at->first.compare(0, below.size(), below) == 0;) {
                at = built_.lines.erase(at);
            }
        }
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        throw InputError(describe({text_, static_cast<std::size_t>(seen_ - text_.data()), error.what(),
                                   frames_.empty() ? 0 : frames_.back().line},
                                  file_));
    }

private:
    struct Frame {
        json* container;
        std::string pointer;
        int line;
        std::string key;
    };

    /// Line of the last character read. One that was read ahead counts for the line it ends.
    int line() {
        line_ += static_cast<int>(std::count(counted_, seen_, '\n'));
        counted_ = seen_;
        return line_;
    }

    /// Puts `value` where the parser is; the pointer of that place goes to `pointer`.
    json& place(json value, std::string& pointer) {
        if (frames_.empty()) {
            built_.lines.emplace("", line());
            built_.root = std::move(value);
            return built_.root;
        }
        const Frame& frame = frames_.back();
        if (frame.container->is_object()) {
            pointer = child_pointer(frame.pointer, frame.key);
            return (*frame.container)[frame.key] = std::move(value);
        }
        pointer = child_pointer(frame.pointer, frame.container->size());
        built_.lines.emplace(pointer, line());
        frame.container->push_back(std::move(value));
        return frame.container->back();
    }

    bool add(json value) {
        std::string pointer;
        place(std::move(value), pointer);
        return true;
    }

    bool open(json container) {
        if (frames_.size() == kDeepestNesting) {
            throw InputError(
                Problem{file_, line(), "", fmt::format("values are nested more than {} deep", kDeepestNesting), ""});
        }
        std::string pointer;
        json& placed = place(std::move(container), pointer);
        frames_.push_back({&placed, std::move(pointer), line(), ""});
        return true;
    }

    bool close() {
        frames_.pop_back();
        return true;
    }

    std::string_view text_;
    const std::string& file_;
    BuiltJson& built_;
    const char* seen_;
    const char* counted_;
    int line_ = 1;
    std::vector<Frame> frames_;
};

}  // namespace

BuiltJson build_json(std::string_view text, const std::string& file) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        throw InputError(Problem{file, 1, "", "the file is empty; expected a JSON object", ""});
    }
    BuiltJson built;
    Builder builder(text, file, built);
    json::sax_parse(builder.begin(), builder.end(), &builder);
    return built;
}

}  // namespace plimsoll::scenarios
