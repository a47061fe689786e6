// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/json_records.hpp"

#include "scenarios/files/byte_source.hpp"
#include "scenarios/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <istream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <streambuf>
#include <utility>

namespace plimsoll::scenarios {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 64;

/// The bytes of a file for the parser, which knows on which line it is.
class LineCountingBytes : public std::streambuf {
public:
    explicit LineCountingBytes(const std::string& file) : bytes_(open_bytes(file)) {}

    [[nodiscard]] int line() const { return lines_ + static_cast<int>(std::count(eback(), gptr(), '\n')); }

protected:
    int_type underflow() override {
        lines_ += static_cast<int>(std::count(eback(), egptr(), '\n'));
        const auto got = bytes_->read(buffer_);
        setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
        return got == 0 ? traits_type::eof() : traits_type::to_int_type(buffer_.front());
    }

private:
    static constexpr std::size_t kChunk = 64 * 1024;
    std::unique_ptr<ByteSource> bytes_;
    std::array<char, kChunk> buffer_{};
    int lines_ = 1;
};

/// A value as the parser's events make it.
class RecordBuilder {
public:
    void key(std::string key) { key_ = std::move(key); }
    /// \returns whether the record is complete with it
    bool add(json value) {
        const bool opens = value.is_structured();
        ++values_;
        json* place = nullptr;
        if (open_.empty()) {
            record_ = std::move(value);
            place = &record_;
        } else if (open_.back()->is_array()) {
            place = &open_.back()->emplace_back(std::move(value));
        } else {
            place = &((*open_.back())[std::move(key_)] = std::move(value));
        }
        if (opens) open_.push_back(place);
        return open_.empty();
    }
    bool close() {
        open_.pop_back();
        return open_.empty();
    }
    [[nodiscard]] std::size_t depth() const { return open_.size(); }
    [[nodiscard]] std::size_t values() const { return values_; }
    json take() {
        values_ = 0;
        return std::exchange(record_, json());
    }

private:
    json record_;
    std::vector<json*> open_;  // references into an array stay, as it grows only when what is in it is complete
    std::string key_;
    std::size_t values_ = 0;
};

/// Follows the parser; what stands at a path that is wanted becomes a value.
class RecordReader : public json::json_sax_t {
public:
    using Stop = std::function<bool(const std::string& key)>;

    RecordReader(const std::vector<JsonRecords>& wanted, const Stop* go_on) : wanted_(wanted), go_on_(go_on) {}

    bool null() override { return value(nullptr); }
    bool boolean(bool given) override { return value(given); }
    bool number_integer(number_integer_t given) override { return value(given); }
    bool number_unsigned(number_unsigned_t given) override { return value(given); }
    bool number_float(number_float_t given, const string_t& /*text*/) override { return value(given); }
    bool string(string_t& given) override { return value(std::move(given)); }
    bool binary(binary_t& /*given*/) override { return false; }
    bool start_object(std::size_t /*size*/) override { return open(json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& key) override {
        if (current_ != nullptr) {
            builder_.key(std::move(key));
            return true;
        }
        path_.back().key = key;
        const bool outermost = path_.size() == 1 || (path_.size() == 2 && path_.front().array);
        if (go_on_ != nullptr && outermost && !(*go_on_)(key)) stopped_ = true;
        return !stopped_;
    }
    bool parse_error(std::size_t /*position*/, const std::string& token, const json::exception& error) override {
        error_ = fmt::format("this is no JSON: {}", plain(error.what()));
        if (token.empty()) error_ += "; is the file complete?";
        return false;
    }

    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] const std::string& error() const { return error_; }
    [[nodiscard]] std::size_t largest() const { return largest_; }

private:
    struct Level {
        bool array = false;
        std::string key;
    };

    /// Without "[json.exception.parse_error.101] parse error at line 3, column 5: ".
    static std::string plain(const std::string& what) {
        const auto colon = what.find(": ");
        return colon == std::string::npos ? what : what.substr(colon + 2);
    }

    [[nodiscard]] bool leads_here(const JsonRecords& records) const {
        if (records.path.size() != path_.size()) return false;
        for (std::size_t i = 0; i < path_.size(); ++i)
            if (records.path[i] != "*" && (path_[i].array || records.path[i] != path_[i].key)) return false;
        return true;
    }

    bool begin() {
        if (current_ != nullptr) return true;
        const auto found = std::find_if(wanted_.begin(), wanted_.end(),
                                        [&](const JsonRecords& records) { return leads_here(records); });
        if (found != wanted_.end()) current_ = &*found;
        return current_ != nullptr;
    }

    bool complete(bool whole) {
        if (builder_.values() > kMostValuesOfRecord) {
            error_ = fmt::format("a record has more than {} values: this is no price list", kMostValuesOfRecord);
            return false;
        }
        if (!whole) return true;
        largest_ = std::max(largest_, builder_.values());
        const auto* records = std::exchange(current_, nullptr);
        records->take(path_.empty() ? "" : path_.back().key, builder_.take());
        return true;
    }

    template <class Value>
    bool value(Value&& given) {
        return begin() ? complete(builder_.add(std::forward<Value>(given))) : true;
    }

    bool open(json container) {
        if (path_.size() + builder_.depth() >= kDeepest) {
            error_ = fmt::format("values are nested deeper than {}", kDeepest);
            return false;
        }
        if (begin()) return complete(builder_.add(std::move(container)));
        path_.push_back({container.is_array(), {}});
        if (go_on_ != nullptr && path_.size() == 1 && path_.front().array && !(*go_on_)("[]")) stopped_ = true;
        return !stopped_;
    }

    bool close() {
        if (current_ != nullptr) return complete(builder_.close());
        path_.pop_back();
        // Of a list of objects, the first tells what they are.
        if (go_on_ != nullptr && path_.size() == 1 && path_.front().array) stopped_ = true;
        return !stopped_;
    }

    const std::vector<JsonRecords>& wanted_;
    const Stop* go_on_;
    std::vector<Level> path_;  // of what is open outside of any record
    const JsonRecords* current_ = nullptr;
    RecordBuilder builder_;
    std::string error_;
    std::size_t largest_ = 0;
    bool stopped_ = false;
};

std::size_t read_file(const std::string& file, RecordReader& reader) {
    LineCountingBytes bytes(file);
    std::istream stream(&bytes);
    const auto fail = [&](const std::string& message) {
        return InputError(Problem{file, bytes.line(), {}, message, {}});
    };
    try {
        if (!json::sax_parse(stream, &reader) && !reader.stopped()) throw fail(reader.error());
    } catch (const CorruptData& error) {
        throw fail(error.what());
    }
    return reader.largest();
}

}  // namespace

std::size_t read_json_records(const std::string& file, const std::vector<JsonRecords>& wanted) {
    RecordReader reader(wanted, nullptr);
    return read_file(file, reader);
}

void read_json_keys(const std::string& file, const std::function<bool(const std::string& key)>& go_on) {
    const std::vector<JsonRecords> nothing;
    RecordReader reader(nothing, &go_on);
    static_cast<void>(read_file(file, reader));
}

}  // namespace plimsoll::scenarios
