// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/node.hpp"

#include "scenarios/schema_words.hpp"
#include "scenarios/suggestion.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

namespace plimsoll::scenarios {
namespace {

/// Names of the files beside a missing one, for a suggestion.
std::vector<std::string> names_in(const std::filesystem::path& folder) {
    // A folder with more entries than this is not searched: a hint is not worth the time.
    constexpr std::size_t kMostNames = 10'000;
    std::vector<std::string> names;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end && names.size() < kMostNames;
         at.increment(error)) {
        names.push_back(at->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

bool Node::is_object() const { return value_ != nullptr && value_->is_object(); }

bool Node::is_string() const { return value_ != nullptr && value_->is_string(); }

bool Node::has(std::string_view key) const { return is_object() && value_->contains(key); }

Node Node::operator[](std::string_view key) const {
    const nlohmann::json* member = has(key) ? &*value_->find(key) : nullptr;
    return {*reading_, member, child_pointer(pointer_, key)};
}

Node Node::at(std::string_view pointer) const {
    Node node = *this;
    while (!pointer.empty()) {
        const std::size_t next = std::min(pointer.find('/', 1), pointer.size());
        const std::string token = last_token(pointer.substr(0, next));
        if (node.value_ != nullptr && node.value_->is_array()) {
            std::size_t index = 0;
            const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
            const bool there =
                error == std::errc() && end == token.data() + token.size() && index < node.value_->size();
            node = {*reading_, there ? &(*node.value_)[index] : nullptr, child_pointer(node.pointer_, token)};
        } else {
            node = node[token];
        }
        pointer.remove_prefix(next);
    }
    return node;
}

Node Node::required(std::string_view key, std::string hint) const {
    Node member = (*this)[key];
    if (is_object() && !member.present()) {
        member.problem(fmt::format("the key \"{}\" is missing", key), std::move(hint));
    }
    return member;
}

std::vector<Node> Node::elements() const {
    std::vector<Node> nodes;
    if (value_ != nullptr && !value_->is_array()) {
        report_kind("an array");
    } else if (value_ != nullptr) {
        for (std::size_t i = 0; i < value_->size(); ++i) {
            nodes.emplace_back(*reading_, &(*value_)[i], child_pointer(pointer_, i));
        }
    }
    return nodes;
}

std::vector<std::pair<std::string, Node>> Node::members() const {
    std::vector<std::pair<std::string, Node>> nodes;
    if (value_ != nullptr && !value_->is_object()) {
        report_kind("an object");
    } else if (value_ != nullptr) {
        for (const auto& item : value_->items()) {
            nodes.emplace_back(item.key(), (*this)[item.key()]);
        }
    }
    return nodes;
}

std::optional<std::string> Node::text() const {
    if (value_ == nullptr) {
        return std::nullopt;
    }
    if (!value_->is_string()) {
        report_kind("a text in double quotes");
        return std::nullopt;
    }
    return value_->get<std::string>();
}

std::optional<bool> Node::boolean() const {
    if (value_ == nullptr) {
        return std::nullopt;
    }
    if (!value_->is_boolean()) {
        report_kind("true or false");
        return std::nullopt;
    }
    return value_->get<bool>();
}

std::optional<double> Node::number(Sign sign) const {
    if (value_ == nullptr) {
        return std::nullopt;
    }
    if (!value_->is_number()) {
        report_kind("a number");
        return std::nullopt;
    }
    const double number = value_->get<double>();
    if ((sign != Sign::any && number < 0) || (sign == Sign::positive && number == 0)) {
        problem(fmt::format("{} is out of range: it must be {}", described(*value_),
                            sign == Sign::positive ? "greater than 0" : "at least 0"));
        return std::nullopt;
    }
    return number;
}

std::optional<std::uint64_t> Node::whole() const {
    if (value_ == nullptr) {
        return std::nullopt;
    }
    // A number made by code rather than by the parser may be signed.
    if (!value_->is_number_unsigned() && !(value_->is_number_integer() && value_->get<std::int64_t>() >= 0)) {
        report_kind("a whole number from 0 to 18446744073709551615");
        return std::nullopt;
    }
    return value_->get<std::uint64_t>();
}

std::optional<std::uint32_t> Node::count(std::uint32_t least, std::uint32_t most) const {
    const std::optional<std::uint64_t> number = whole();
    if (!number) {
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        problem(
            fmt::format("{} is out of range: it must be at least {} and at most {}", described(*value_), least, most));
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*number);
}

template <class T>
std::optional<T> Node::quantity(Parsed<T> (*parse)(std::string_view)) const {
    const std::optional<std::string> written = text();
    if (!written) {
        return std::nullopt;
    }
    Parsed<T> parsed = parse(*written);
    if (!parsed.value) {
        problem(std::move(parsed.message), std::move(parsed.hint));
    }
    return parsed.value;
}

std::optional<Duration> Node::duration(Sign sign) const {
    const std::optional<Duration> value = quantity<Duration>(parse_duration);
    if (value && sign == Sign::positive && *value == Duration::zero()) {
        problem("the duration must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<double> Node::bytes(Sign sign) const {
    const std::optional<double> value = quantity<double>(parse_bytes);
    if (value && sign == Sign::positive && *value == 0) {
        problem("the size must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<double> Node::billed_gb() const {
    const std::optional<double> value = quantity<double>(parse_billed_gb);
    if (value && *value == 0) {
        problem("the size must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<double> Node::bandwidth() const {
    const std::optional<double> value = quantity<double>(parse_bandwidth);
    if (value && *value == 0) {
        problem("the bandwidth must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<double> Node::power_kw() const {
    const std::optional<double> value = quantity<double>(parse_power_kw);
    if (value && *value == 0) {
        problem("the power must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<double> Node::rate(Sign sign, Duration per) const {
    const std::optional<std::string> written = text();
    if (!written) {
        return std::nullopt;
    }
    Parsed<double> parsed = parse_rate(*written, per);
    if (!parsed.value) {
        problem(std::move(parsed.message), std::move(parsed.hint));
        return std::nullopt;
    }
    if (sign == Sign::positive && *parsed.value == 0) {
        problem("the rate must be greater than 0");
        return std::nullopt;
    }
    return parsed.value;
}

std::optional<std::string> Node::price(PriceUnit unit) const {
    const std::optional<std::string> written = text();
    if (!written) {
        return std::nullopt;
    }
    Parsed<std::string> parsed = parse_price(*written, unit);
    if (!parsed.value) {
        problem(std::move(parsed.message), std::move(parsed.hint));
    }
    return std::move(parsed.value);
}

std::optional<std::string> Node::file() const { return existing_path(false); }

std::optional<std::string> Node::file_or_folder() const { return existing_path(true); }

std::optional<std::string> Node::existing_path(bool or_folder) const {
    const std::optional<std::string> written = text();
    if (!written) {
        return std::nullopt;
    }
    if (written->empty() || written->find('\0') != std::string::npos) {
        problem(written->empty() ? "the path is empty" : "a path cannot contain the character U+0000");
        return std::nullopt;
    }
    const std::filesystem::path path = (std::filesystem::path(reading_->folder) / *written).lexically_normal();
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        std::string hint =
            did_you_mean(path.filename().string(), names_in(path.has_parent_path() ? path.parent_path() : "."));
        if (hint.empty() && std::filesystem::path(*written).is_relative()) {
            hint = "paths are relative to the folder of the scenario";
        }
        problem(fmt::format("there is no file {}", path.string()), std::move(hint));
        return std::nullopt;
    }
    if (std::filesystem::is_directory(status)) {
        if (or_folder) return path.string();
        problem(fmt::format("{} is a folder; expected a file", path.string()));
        return std::nullopt;
    }
    if (!std::filesystem::is_regular_file(status)) {
        problem(fmt::format("{} is a device or a pipe, which may never end; expected a file", path.string()));
        return std::nullopt;
    }
    return path.string();
}

void Node::problem(std::string message, std::string hint) const {
    if (reading_->problems.size() < kMostProblems && !reading_->settled.contains(pointer_)) {
        reading_->problems.push_back(reading_->document.problem(pointer_, std::move(message), std::move(hint)));
    }
}

void Node::refuse(std::initializer_list<std::string_view> keys, std::string_view why, std::string_view hint) const {
    for (const std::string_view key : keys) {
        if (has(key)) {
            (*this)[key].problem(fmt::format("\"{}\" {}", key, why), std::string(hint));
        }
    }
}

void Node::report_kind(std::string_view expected) const {
    problem(fmt::format("expected {}, found {}", expected, described(*value_)));
}

void Node::report_choice(const std::string& name, const std::vector<std::string>& known) const {
    problem(fmt::format("\"{}\" is not one of {}", name, one_of(known)), did_you_mean(name, known));
}

}  // namespace plimsoll::scenarios
