// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pricing/money.hpp"
#include "scenarios/duration.hpp"
#include "scenarios/enum_names.hpp"
#include "scenarios/input_error.hpp"
#include "sim/measured/description.hpp"
#include "sim/measured/histogram.hpp"

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Inside the codec of runs: described values as bytes, one behind the other. Whole numbers take seven bits a byte, the
/// lowest first (LEB128), doubles their eight bytes; what has a length begins with it.
namespace plimsoll::results {

template <class T>
concept Whole = std::unsigned_integral<T> || std::same_as<T, unsigned __int128>;

/// A histogram is its buckets that are not empty, each with the distance from the one before.
struct HistogramCodec {
    static void write(auto& writer, const Histogram& histogram) {
        const auto& buckets = histogram.buckets_;
        writer.write(buckets.size());
        writer.write(buckets.size() - static_cast<std::size_t>(std::count(buckets.begin(), buckets.end(), 0)));
        std::size_t before = 0;
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            if (buckets[i] == 0) continue;
            writer.write(i - before);
            writer.write(buckets[i]);
            before = i;
        }
        writer.write(histogram.sum_);
        writer.write(histogram.min_);
        writer.write(histogram.max_);
    }
    static void read(auto& reader, Histogram& histogram) {
        const auto size = reader.template one<std::uint64_t>();
        if (size > DurationBuckets::kCount) throw IoError("a histogram with too many buckets");
        histogram.buckets_.assign(size, 0);
        histogram.count_ = 0;
        std::uint64_t bucket = 0;
        for (auto left = reader.length(); left > 0; --left) {
            bucket += reader.template one<std::uint64_t>();
            if (bucket >= size) throw IoError("a bucket beyond the last");
            const auto times = reader.template one<std::uint64_t>();
            histogram.buckets_[bucket] = times;
            histogram.count_ += times;
        }
        reader.read(histogram.sum_);
        reader.read(histogram.min_);
        reader.read(histogram.max_);
    }
};

class PackedWriter {
public:
    template <class Value>
    void operator()(const char*, const Value& value, const About&, Presence = kAlways) {
        write(value);
    }

    void write(Whole auto value) {
        constexpr unsigned kMore = 0x80;
        std::uint8_t* at = room(kMostDigits);
        for (; value >= kMore; value >>= 7) *at++ = static_cast<std::uint8_t>(value | kMore);
        *at++ = static_cast<std::uint8_t>(value);
        size_ = static_cast<std::size_t>(at - bytes_.data());
    }
    void write(bool value) { write(std::uint32_t{value}); }
    void write(double value) {
        const auto word = std::bit_cast<std::uint64_t>(value);
        std::uint8_t* at = room(sizeof word);
        for (int shift = 0; shift < 64; shift += 8) *at++ = static_cast<std::uint8_t>(word >> shift);
        size_ += sizeof word;
    }
    void write(Duration value) { write(static_cast<std::uint64_t>(value.count())); }
    void write(const std::string& text) {
        write(text.size());
        std::copy(text.begin(), text.end(), room(text.size()));
        size_ += text.size();
    }
    void write(const pricing::Money& money) { write(money.text()); }
    void write(const Histogram& histogram) { HistogramCodec::write(*this, histogram); }
    template <class E>
    requires std::is_enum_v<E>
    void write(E value) { write(static_cast<std::uint64_t>(value)); }
    template <class Value>
    void write(const std::vector<Value>& values) {
        write(values.size());
        for (const auto& value : values) write(value);
    }
    template <class Value>
    requires std::is_class_v<Value>
    void write(const Value& value) { describe(*this, value); }

    [[nodiscard]] std::vector<std::uint8_t> take() {
        bytes_.resize(size_);
        return std::move(bytes_);
    }

private:
    static constexpr std::size_t kMostDigits = 128 / 7 + 1;  // of the largest whole number

    /// Where the next bytes belong, with room for so many: a number is not worth a look at each of its bytes.
    std::uint8_t* room(std::size_t bytes) {
        constexpr std::size_t kLeast = 4096;
        if (bytes_.size() - size_ < bytes) bytes_.resize(std::max(2 * bytes_.size(), size_ + bytes + kLeast));
        return bytes_.data() + size_;
    }

    std::vector<std::uint8_t> bytes_;
    std::size_t size_ = 0;  ///< of what is written
};

/// \throws IoError where the bytes end too early or hold what no writer writes.
class PackedReader {
public:
    explicit PackedReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    template <class Value>
    void operator()(const char*, Value& value, const About&, Presence = kAlways) {
        read(value);
    }

    template <Whole Number>
    void read(Number& value) {
        constexpr int kDigits = 8 * sizeof(Number);
        constexpr std::uint8_t kMore = 0x80;
        if (!bytes_.empty() && bytes_.front() < kMore) {  // most are small
            value = bytes_.front();
            bytes_ = bytes_.subspan(1);
            return;
        }
        value = 0;
        for (int shift = 0;; shift += 7) {
            const std::uint8_t byte = next();
            const Number bits = byte & 0x7fU;
            if (shift >= kDigits || static_cast<Number>(bits << shift) >> shift != bits)
                throw IoError("a whole number that is too large");
            value |= bits << shift;
            if (byte < kMore) return;
        }
    }
    void read(bool& value) {
        const std::uint8_t byte = next();
        if (byte > 1) throw IoError("neither true nor false");
        value = byte == 1;
    }
    void read(double& value) {
        std::uint64_t word = 0;
        if (bytes_.size() < sizeof word) throw IoError("cut off");
        for (std::size_t i = 0; i < sizeof word; ++i) word |= std::uint64_t{bytes_[i]} << (8 * i);
        bytes_ = bytes_.subspan(sizeof word);
        value = std::bit_cast<double>(word);
    }
    void read(Duration& value) { value = Duration(static_cast<Duration::rep>(one<std::uint64_t>())); }
    void read(std::string& text) {
        const auto size = length();
        text.assign(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(size));
        bytes_ = bytes_.subspan(size);
    }
    void read(pricing::Money& money) {
        try {
            money = pricing::Money::parse(one<std::string>());
        } catch (const std::invalid_argument& error) {
            throw IoError(error.what());
        }
    }
    void read(Histogram& histogram) { HistogramCodec::read(*this, histogram); }
    template <class E>
    requires std::is_enum_v<E>
    void read(E& value) {
        const auto number = one<std::uint64_t>();
        if (number >= scenarios::names_of<E>().size()) throw IoError("a value that is none of its enumeration");
        value = static_cast<E>(number);
    }
    template <class Value>
    void read(std::vector<Value>& values) {
        values.resize(length());
        for (auto& value : values) read(value);
    }
    template <class Value>
    requires std::is_class_v<Value>
    void read(Value& value) { describe(*this, value); }

    template <class Value>
    [[nodiscard]] Value one() {
        Value value{};
        read(value);
        return value;
    }
    /// Of a text or of elements, each of which takes a byte at least.
    [[nodiscard]] std::size_t length() {
        const auto size = one<std::uint64_t>();
        if (size > bytes_.size()) throw IoError("cut off");
        return size;
    }
    [[nodiscard]] bool ended() const { return bytes_.empty(); }

private:
    std::uint8_t next() {
        if (bytes_.empty()) throw IoError("cut off");
        const std::uint8_t byte = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return byte;
    }

    std::span<const std::uint8_t> bytes_;
};

}  // namespace plimsoll::results
