// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/shallow_cbor.hpp"

#include "scenarios/input_error.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace plimsoll::results {

namespace {

using nlohmann::json;

/// Stops the reader where it would go too deep, and keeps nothing.
class Depth : public nlohmann::json_sax<json> {
public:
    [[nodiscard]] bool exceeded() const { return depth_ > kDeepest; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool key(string_t&) override { return true; }
    bool start_object(std::size_t) override { return ++depth_ <= kDeepest; }
    bool start_array(std::size_t) override { return ++depth_ <= kDeepest; }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    bool leave() {
        --depth_;
        return true;
    }
    static constexpr int kDeepest = 16;
    int depth_ = 0;
};

}  // namespace

json from_shallow_cbor(std::span<const std::uint8_t> bytes) {
    Depth depth;
    if (!json::sax_parse(bytes.begin(), bytes.end(), &depth, json::input_format_t::cbor) && depth.exceeded())
        throw IoError("its values are nested too deep");
    return json::from_cbor(bytes.begin(), bytes.end());
}

}  // namespace plimsoll::results
