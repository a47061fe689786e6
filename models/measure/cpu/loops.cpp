// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cpu/loops.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace plimsoll::measure::cpu {

using dnnl::memory;
using models::Stream;
using models::StreamKind;

namespace {

struct Fp32 {
    using Stored = float;
    static float load(Stored value) { return value; }
    static Stored store(float value) { return value; }
};

struct Bf16 {
    using Stored = std::uint16_t;
    static float load(Stored value) { return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16); }
    /// Round to nearest, ties to even; the values here are finite.
    static Stored store(float value) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        constexpr std::uint32_t kHalf = 0x7fff;
        return static_cast<Stored>((bits + kHalf + ((bits >> 16) & 1)) >> 16);
    }
};

/// Source, result and their sizes; the source of a gather is a table of many more rows.
class Loop : public Kernel {
public:
    Loop(Context& context, const Stream& stream, memory::data_type type, memory::dim source_rows, memory::dim to_width)
        : rows_(static_cast<std::ptrdiff_t>(stream.rows)),
          width_(static_cast<std::size_t>(stream.width)),
          source_(context.activations.random(
              {{source_rows, static_cast<memory::dim>(stream.width)}, type, memory::format_tag::ab}, 0)),
          result_(context.activations.empty(
              {{static_cast<memory::dim>(stream.rows), to_width}, type, memory::format_tag::ab}, 0)) {}

    [[nodiscard]] std::vector<std::vector<float>> inputs() const override { return {values_of(source_)}; }
    [[nodiscard]] std::vector<float> output() const override { return values_of(result_); }

protected:
    template <class T>
    [[nodiscard]] const T* from(std::size_t row) const {
        return static_cast<const T*>(source_.get_data_handle()) + row * width_;
    }
    template <class T>
    [[nodiscard]] T* to(std::size_t row, std::size_t width) const {
        return static_cast<T*>(result_.get_data_handle()) + row * width;
    }
    [[nodiscard]] std::ptrdiff_t rows() const { return rows_; }
    [[nodiscard]] std::size_t width() const { return width_; }

private:
    std::ptrdiff_t rows_;
    std::size_t width_;
    memory source_;
    memory result_;
};

/// Rows of the table at places that jump about, so that neither caches nor prefetching help: token t of turn u reads
/// row (t + u rows) x 2654435761 mod size (Knuth's multiplicative hash, The Art of Computer Programming, 6.4).
template <class Format>
class Embedding : public Loop {
public:
    Embedding(Context& context, const Stream& stream, memory::data_type type)
        : Loop(context, stream, type, kVocabulary, static_cast<memory::dim>(stream.width)) {}

    void run(std::size_t turn) override {
        using T = typename Format::Stored;
        const auto count = static_cast<std::size_t>(rows());
#pragma omp parallel for schedule(static)
        for (std::ptrdiff_t row = 0; row < rows(); ++row) {
            const auto token = static_cast<std::size_t>(row);
            const std::size_t place = (token + turn * count) * 2654435761U % kVocabulary;
            std::memcpy(to<T>(token, width()), from<T>(place), width() * sizeof(T));
        }
    }
    [[nodiscard]] std::string name() const override { return "gather loop"; }

private:
    static constexpr memory::dim kVocabulary = 32749;  ///< a prime near that of BERT
};

/// Rotates pairs (x_i, x_{i + w/2}) by fixed angles (Su et al. 2021, arXiv:2104.09864, in the halves layout).
template <class Format>
class Rotary : public Loop {
public:
    Rotary(Context& context, const Stream& stream, memory::data_type type)
        : Loop(context, stream, type, static_cast<memory::dim>(stream.rows), static_cast<memory::dim>(stream.width)),
          angles_(width() / 2 * 2) {
        for (std::size_t i = 0; i < width() / 2; ++i) {
            const double angle = std::pow(10000.0, -2.0 * static_cast<double>(i) / stream.width);
            angles_[2 * i] = static_cast<float>(std::cos(angle));
            angles_[2 * i + 1] = static_cast<float>(std::sin(angle));
        }
    }

    void run(std::size_t) override {
        using T = typename Format::Stored;
        const std::size_t half = width() / 2;
#pragma omp parallel for schedule(static)
        for (std::ptrdiff_t row = 0; row < rows(); ++row) {
            const T* const x = from<T>(static_cast<std::size_t>(row));
            T* const y = to<T>(static_cast<std::size_t>(row), width());
            for (std::size_t i = 0; i < half; ++i) {
                const float a = Format::load(x[i]);
                const float b = Format::load(x[i + half]);
                y[i] = Format::store(a * angles_[2 * i] - b * angles_[2 * i + 1]);
                y[i + half] = Format::store(a * angles_[2 * i + 1] + b * angles_[2 * i]);
            }
            if (width() % 2 != 0) y[width() - 1] = x[width() - 1];
        }
    }
    [[nodiscard]] std::string name() const override { return "rotary loop"; }

private:
    std::vector<float> angles_;  ///< cosine, sine of each pair
};

template <class Format>
class Pooling : public Loop {
public:
    Pooling(Context& context, const Stream& stream, memory::data_type type)
        : Loop(context, stream, type, static_cast<memory::dim>(stream.rows), 1) {}

    void run(std::size_t) override {
        using T = typename Format::Stored;
#pragma omp parallel for schedule(static)
        for (std::ptrdiff_t row = 0; row < rows(); ++row) {
            const T* const x = from<T>(static_cast<std::size_t>(row));
            // Several partial sums: one would wait for itself.
            constexpr std::size_t kLanes = 16;
            float sums[kLanes] = {};
            std::size_t i = 0;
            for (; i + kLanes <= width(); i += kLanes)
                for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += Format::load(x[i + lane]);
            float sum = 0;
            for (const float part : sums) sum += part;
            for (; i < width(); ++i) sum += Format::load(x[i]);
            *to<T>(static_cast<std::size_t>(row), 1) = Format::store(sum / static_cast<float>(width()));
        }
    }
    [[nodiscard]] std::string name() const override { return "mean loop"; }
};

template <class T>
class Copy : public Loop {
public:
    Copy(Context& context, const Stream& stream, memory::data_type type)
        : Loop(context, stream, type, static_cast<memory::dim>(stream.rows), static_cast<memory::dim>(stream.width)) {}

    void run(std::size_t) override {
#pragma omp parallel for schedule(static)
        for (std::ptrdiff_t row = 0; row < rows(); ++row) {
            const auto place = static_cast<std::size_t>(row);
            std::memcpy(to<T>(place, width()), from<T>(place), width() * sizeof(T));
        }
    }
    [[nodiscard]] std::string name() const override { return "memcpy loop"; }
};

template <class Format>
std::unique_ptr<Kernel> make_typed_loop(Context& context, const Stream& stream, memory::data_type type) {
    switch (stream.kind) {
        case StreamKind::embedding:
            return std::make_unique<Embedding<Format>>(context, stream, type);
        case StreamKind::rotary:
            return std::make_unique<Rotary<Format>>(context, stream, type);
        case StreamKind::pooling:
            return std::make_unique<Pooling<Format>>(context, stream, type);
        case StreamKind::host_copy:
            return std::make_unique<Copy<std::uint8_t>>(context, stream, memory::data_type::u8);
        default:
            return std::make_unique<Copy<typename Format::Stored>>(context, stream, type);
    }
}

}  // namespace

std::unique_ptr<Kernel> make_loop(Context& context, const Stream& stream, models::Precision precision) {
    const auto type = activation_type(precision);
    if (type == memory::data_type::bf16) return make_typed_loop<Bf16>(context, stream, type);
    return make_typed_loop<Fp32>(context, stream, type);
}

}  // namespace plimsoll::measure::cpu
