// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::models {

/// MobileBERT's narrow layers (Sun et al. 2020, section 3): attention and feed-forward networks work on `width`
/// features between two linear maps from and to the hidden size.
struct Bottleneck {
    std::uint32_t width = 0;
    std::uint32_t stacked_ffns = 1;      ///< feed-forward networks of a layer
    std::uint32_t embedding = 0;         ///< features of the word embedding
    std::uint32_t embedding_window = 1;  ///< neighbouring embeddings that are joined and mapped to the hidden size
};

/// A transformer encoder (Vaswani et al. 2017, section 3.1; Devlin et al. 2019).
struct EncoderModel {
    std::string name;
    std::string title;
    std::uint32_t layers = 1;
    std::uint32_t hidden = 1;
    std::uint32_t heads = 1;
    std::uint32_t intermediate = 1;  ///< width inside a feed-forward network
    std::uint32_t vocabulary = 1;
    std::uint32_t max_tokens = 512;
    std::uint32_t token_types = 0;
    bool pooler = false;
    std::optional<Bottleneck> bottleneck;
    std::uint64_t parameters = 0;  ///< as published
    std::string source;
    std::string date;  ///< of the paper
};

/// \throws InputError with every problem of the file, IoError when it cannot be read.
[[nodiscard]] EncoderModel load_encoder(const std::filesystem::path& file);

/// Every *.json of models/zoo, by name. \throws as `load_encoder`.
[[nodiscard]] std::map<std::string, EncoderModel, std::less<>> load_encoders(const std::filesystem::path& folder);

/// One kernel of a forward pass over `b` sequences of `n` tokens, and how often it runs.
struct Kernel {
    std::string_view name;
    double repeat = 1;
    double flops = 0;       ///< a multiply-add counts two
    double parameters = 0;  ///< weights of one run
    double values = 0;      ///< weights and activations read or written by one run
};

/// The forward pass: m x k times k x n products count 2 m n k FLOPs and move m k + k n + m n values; attention is one
/// fused kernel (4 b n^2 width FLOPs for QK^T and PV, scores kept on chip: Dao et al. 2022, arXiv:2205.14135); an
/// addition with normalization reads two activations and writes one.
[[nodiscard]] std::vector<Kernel> forward_pass(const EncoderModel& model, std::uint32_t batch, std::uint32_t tokens);

/// Parameters that the dimensions imply.
[[nodiscard]] double parameter_count(const EncoderModel& model);

/// Memory of weights and of the activations alive at once, for one value of `bytes_per_value`.
[[nodiscard]] double memory_bytes(const EncoderModel& model, std::uint32_t batch, std::uint32_t tokens,
                                  double bytes_per_value);

}  // namespace plimsoll::models
