// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_peek.hpp"

#include <nlohmann/json.hpp>

namespace plimsoll::scenarios {
namespace {

/// Ends the reading where the member is known.
class Peek : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Peek(std::string_view key) : key_(key) {}

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t&) override { return value(); }
    bool string(string_t& text) override {
        if (asked_for_) found = std::move(text);
        return value();
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(); }
    bool start_array(std::size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        asked_for_ = depth_ == 1 && name == key_;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    std::optional<std::string> found;

private:
    [[nodiscard]] bool value() const { return !asked_for_; }
    bool open() {
        ++depth_;
        return value();
    }
    bool close() {
        --depth_;
        return true;
    }

    std::string_view key_;
    std::size_t depth_ = 0;
    bool asked_for_ = false;  ///< the value that comes next
};

}  // namespace

std::optional<std::string> peek_text(std::string_view json, std::string_view key) {
    Peek peek(key);
    nlohmann::json::sax_parse(json, &peek);
    return std::move(peek.found);
}

}  // namespace plimsoll::scenarios
