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
        const JsonLines* known = frame.lines->child(frame.key);
        const int first = known == nullptr ? line() : known->line();
        if (known != nullptr && built_.duplicates.size() < kMostProblems) {
            built_.duplicates.push_back({file_, line(), child_pointer(pointer_of_container(), frame.key),
                                         fmt::format("the key \"{}\" stands twice in one object", frame.key),
                                         fmt::format("the first is on line {}", first)});
        }
        // The last one counts, as in every JSON reader; what the first held is forgotten.
        frame.value_lines = &frame.lines->set_member(frame.key, JsonLines(first));
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
        JsonLines* lines;  ///< of the container
        int line;
        std::string key;                   ///< of the member that is being read
        JsonLines* value_lines = nullptr;  ///< of that member
    };
    struct Placed {
        json* value;
        JsonLines* lines;
    };

    /// Line of the last character read. One that was read ahead counts for the line it ends.
    int line() {
        line_ += static_cast<int>(std::count(counted_, seen_, '\n'));
        counted_ = seen_;
        return line_;
    }

    [[nodiscard]] std::string pointer_of_container() const {
        std::string pointer;
        for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
            const Frame& frame = frames_[i];
            pointer = frame.container->is_object() ? child_pointer(pointer, frame.key)
                                                   : child_pointer(pointer, frame.container->size() - 1);
        }
        return pointer;
    }

    /// Puts `value` where the parser is.
    Placed place(json value) {
        if (++values_ > kMostValues) {
            throw InputError(
                Problem{file_, line(), "",
                        fmt::format("there are more than {} values, which would take too much memory", kMostValues),
                        "long lists belong into a CSV file"});
        }
        if (frames_.empty()) {
            built_.lines = JsonLines(line());
            built_.root = std::move(value);
            return {&built_.root, &built_.lines};
        }
        const Frame& frame = frames_.back();
        if (frame.container->is_object()) {
            return {&((*frame.container)[frame.key] = std::move(value)), frame.value_lines};
        }
        JsonLines& lines = frame.lines->set_element(frame.container->size(), JsonLines(line()));
        frame.container->push_back(std::move(value));
        return {&frame.container->back(), &lines};
    }

    bool add(json value) {
        place(std::move(value));
        return true;
    }

    bool open(json container) {
        if (frames_.size() == kDeepestNesting) {
            throw InputError(
                Problem{file_, line(), "", fmt::format("values are nested more than {} deep", kDeepestNesting), ""});
        }
        const Placed placed = place(std::move(container));
        frames_.push_back({placed.value, placed.lines, line(), "", nullptr});
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
    std::size_t values_ = 0;
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
