// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/work_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plimsoll::measure {

using models::AllReduce;
using models::Attention;
using models::Gemm;
using models::Stream;
using models::Work;

namespace {

constexpr const char* kForms =
    "a line is \"gemm fp16 1 512 768 768\", \"attention fp16 8 128 128 12 12 64 full\", \"stream fp16 norm 512 768\" "
    "or "
    "\"all-reduce fp16 2 8388608\"";

std::string number(double size) { return std::to_string(static_cast<std::uint64_t>(size)); }

struct Line {
    std::string_view precision;

    [[nodiscard]] std::string start(std::string_view word) const {
        return std::string(word) + ' ' + std::string(precision);
    }
    std::string operator()(const Gemm& gemm) const {
        return start("gemm") + ' ' + number(gemm.groups) + ' ' + number(gemm.m) + ' ' + number(gemm.n) + ' ' +
               number(gemm.k);
    }
    std::string operator()(const Attention& attention) const {
        std::string text = start("attention");
        for (const double size : {attention.sequences, attention.query, attention.span, attention.heads,
                                  attention.kv_heads, attention.head_dim})
            text += ' ' + number(size);
        return text + (attention.causal ? " causal" : " full");
    }
    std::string operator()(const Stream& stream) const {
        return start("stream") + ' ' + std::string(name_of(stream.kind)) + ' ' + number(stream.rows) + ' ' +
               number(stream.width);
    }
    std::string operator()(const AllReduce& reduce) const {
        return start("all-reduce") + ' ' + number(reduce.devices) + ' ' + number(reduce.bytes);
    }
};

std::vector<std::string_view> words_of(std::string_view line) {
    constexpr std::string_view kBlanks = " \t\r";
    std::vector<std::string_view> words;
    for (auto at = line.find_first_not_of(kBlanks); at != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(kBlanks, at), line.size());
        words.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(kBlanks, end);
    }
    return words;
}

ParsedWork wrong(std::string message) { return {std::nullopt, std::move(message), kForms}; }

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

/// The sizes at the end of a line, or the word that is none.
struct Sizes {
    std::vector<double> values;
    std::optional<std::string_view> bad;
};
Sizes sizes_of(const std::vector<std::string_view>& words, std::size_t from, std::size_t count) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 53;  // whole numbers that a double holds
    Sizes sizes;
    for (std::size_t i = from; i < from + count; ++i) {
        std::uint64_t value = 0;
        const char* const end = words[i].data() + words[i].size();
        const auto [stop, error] = std::from_chars(words[i].data(), end, value);
        if (error != std::errc() || stop != end || value == 0 || value > kMost) {
            sizes.bad = words[i];
            return sizes;
        }
        sizes.values.push_back(static_cast<double>(value));
    }
    return sizes;
}

}  // namespace

std::string text_of(const Work& work) { return std::visit(Line{models::name_of(work.precision)}, work.shape); }

ParsedWork parse_work(std::string_view line) {
    struct Form {
        std::string_view word;
        std::size_t words;
        std::size_t first_size;
        std::size_t sizes;
    };
    constexpr std::array<Form, 4> kLineForms = {
        {{"gemm", 6, 2, 4}, {"attention", 9, 2, 6}, {"stream", 5, 3, 2}, {"all-reduce", 4, 2, 2}}};

    const auto words = words_of(line);
    if (words.empty()) return wrong("an empty line");
    const Form* form = nullptr;
    for (const auto& known : kLineForms)
        if (known.word == words[0]) form = &known;
    if (form == nullptr) return wrong("unknown operator " + quoted(words[0]));
    if (words.size() != form->words)
        return wrong(std::string(form->word) + " takes " + std::to_string(form->words - 1) + " words, found " +
                     std::to_string(words.size() - 1));
    const auto precision = scenarios::value_named<models::Precision>(words[1]);
    if (!precision) return wrong("unknown precision " + quoted(words[1]));
    const auto [size, bad] = sizes_of(words, form->first_size, form->sizes);
    if (bad) return wrong(quoted(*bad) + " is not a whole number from 1 up");

    Work work;
    work.precision = *precision;
    if (words[0] == "gemm") {
        work.shape = Gemm{size[0], size[1], size[2], size[3]};
    } else if (words[0] == "attention") {
        const bool causal = words[8] == "causal";
        if (!causal && words[8] != "full") return wrong("expected causal or full, not " + quoted(words[8]));
        if (size[1] > size[2]) return wrong("the span holds the new tokens themselves, so it cannot be smaller");
        if (static_cast<std::uint64_t>(size[3]) % static_cast<std::uint64_t>(size[4]) != 0)
            return wrong("the heads must be a multiple of the KV heads");
        work.shape = Attention{size[0], size[1], size[2], size[3], size[4], size[5], causal};
    } else if (words[0] == "stream") {
        const auto kind = scenarios::value_named<models::StreamKind>(words[2]);
        if (!kind) return wrong("unknown kind of stream " + quoted(words[2]));
        work.shape = Stream{*kind, size[0], size[1]};
    } else {
        if (size[0] < 2) return wrong("an all-reduce needs at least 2 devices");
        work.shape = AllReduce{size[0], size[1]};
    }
    return {work, "", ""};
}

}  // namespace plimsoll::measure
