// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/spec/precision.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Models as their publications describe them: a family and its dimensions. An operator graph follows from these
/// (models/graph/build.hpp), a variant rewrites them (models/spec/variant.hpp).
namespace plimsoll::models {

/// Layers of self-attention and a feed-forward network (Vaswani et al. 2017, section 3).
struct Layers {
    std::uint32_t count = 1;
    std::uint32_t hidden = 1;
    std::uint32_t heads = 1;
    std::uint32_t kv_heads = 1;  ///< fewer than `heads`: grouped-query attention (Ainslie et al. 2023)
    std::uint32_t head_dim = 1;
    std::uint32_t intermediate = 1;  ///< width inside a feed-forward network

    bool operator==(const Layers&) const = default;
};

/// MobileBERT's narrow layers (Sun et al. 2020, section 3): attention and feed-forward networks work on `width`
/// features between two linear maps from and to the hidden size.
struct Bottleneck {
    std::uint32_t width = 1;
    std::uint32_t stacked_ffns = 1;      ///< feed-forward networks of a layer
    std::uint32_t embedding = 1;         ///< features of the word embedding
    std::uint32_t embedding_window = 1;  ///< neighbouring embeddings that are joined and mapped to the hidden size
    bool operator==(const Bottleneck&) const = default;
};

/// BERT and its kin (Devlin et al. 2019): reads all tokens of a text at once.
struct Encoder {
    Layers layers;
    std::uint32_t vocabulary = 1;
    std::uint32_t max_tokens = 1;
    std::uint32_t positions = 1;  ///< rows of the position table; RoBERTa has two more than tokens
    std::uint32_t token_types = 0;
    bool pooler = false;
    std::optional<Bottleneck> bottleneck;
    bool operator==(const Encoder&) const = default;
};

/// Feed-forward networks of which a router picks `per_token` for each token (Shazeer et al. 2017).
struct Experts {
    std::uint32_t count = 1;
    std::uint32_t per_token = 1;
    std::uint32_t intermediate = 1;
    std::uint32_t shared = 0;        ///< features of a network that every token goes through beside them; 0: none
    std::uint32_t dense_layers = 0;  ///< first layers, which have one network of `Layers::intermediate` instead
    bool mxfp4 = false;              ///< stored in 4 bits, whatever the precision (gpt-oss)
    bool operator==(const Experts&) const = default;
};

/// Multi-head latent attention (DeepSeek-AI 2024, arXiv:2405.04434, section 2.1): keys and values of all heads are
/// maps of one vector of `kv_lora_rank` values, which is cached with the rotated part of the key instead of them.
struct LatentAttention {
    std::uint32_t kv_lora_rank = 1;
    std::uint32_t qk_nope_head_dim = 1;  ///< of a head's query and key, without positions
    std::uint32_t qk_rope_head_dim = 1;  ///< with positions; all heads share that of the key
    std::uint32_t v_head_dim = 1;
    bool operator==(const LatentAttention&) const = default;
};

/// What reads images in front of a decoder. Steps of text do not run it; it lies in memory with all else.
struct Vision {
    std::uint64_t parameters = 0;    ///< of the tower and the map to the decoder's features
    std::uint32_t image_tokens = 1;  ///< that the largest image becomes
    std::uint32_t image_values = 1;  ///< of the largest image, all tiles of it
    bool operator==(const Vision&) const = default;
};

enum class Biases : std::uint8_t {
    none,
    query_key_value,  ///< Qwen2
    layers,           ///< all products of the layers, routers and experts among them (gpt-oss)
    all               ///< and the head (Phi-2)
};

inline constexpr scenarios::EnumName<Biases> kBiasNames[] = {
    {"none", Biases::none}, {"qkv", Biases::query_key_value}, {"layers", Biases::layers}, {"all", Biases::all}};

/// Llama and its kin (Touvron et al. 2023): writes text token by token, with a KV cache. RMS norm before each part,
/// rotary positions, gated feed-forward networks, no biases, unless said otherwise.
struct Decoder {
    Layers layers;
    std::uint32_t vocabulary = 1;
    std::uint32_t max_tokens = 1;
    std::uint32_t window = 0;          ///< tokens that attention looks back at; 0: all (Mistral 7B: 4096)
    std::uint32_t window_pattern = 0;  ///< the last of so many layers looks at all; 0: none does (Gemma 2: 2)
    bool chunked = false;              ///< windows begin at multiples of their size (Llama 4)
    bool qk_norm = false;              ///< queries and keys are normalized per head (Qwen3)
    bool post_norms = false;           ///< both parts of a layer are normalized behind, too (Gemma 2)
    bool layer_norm = false;           ///< norms subtract the mean, and shift (Phi-2)
    bool gated = true;                 ///< feed-forward networks: down (SiLU(gate x) * up x), or out (GELU(in x))
    bool parallel = false;             ///< one norm in front of both parts of a layer, which are added (Phi-2)
    bool attention_sinks = false;      ///< a logit of each head that attends to nothing (gpt-oss)
    Biases biases = Biases::none;
    bool tied_embeddings = false;        ///< the head is the transposed embedding
    std::uint32_t rotary_dim = 0;        ///< values of a head that positions turn; 0: all
    std::uint32_t rotary_positions = 0;  ///< rows of all tables of positions; 0: one of `max_tokens`
    std::optional<LatentAttention> latent;
    std::optional<Experts> experts;
    std::optional<Vision> vision;

    /// Whether attention of this layer looks back at `window` tokens only.
    [[nodiscard]] bool has_window(std::uint32_t layer) const {
        return window > 0 && (window_pattern == 0 || (layer + 1) % window_pattern != 0);
    }
    [[nodiscard]] bool has_experts(std::uint32_t layer) const { return experts && layer >= experts->dense_layers; }
    bool operator==(const Decoder&) const = default;
};

/// ViT (Dosovitskiy et al. 2021): patches of an image are the tokens, one class token in front.
struct VisionTransformer {
    Layers layers;
    std::uint32_t image = 1;  ///< height and width in pixels
    std::uint32_t patch = 1;
    std::uint32_t channels = 3;
    std::uint32_t classes = 0;  ///< 0: no classifier
    bool operator==(const VisionTransformer&) const = default;
};

/// Residual blocks of one resolution: `blocks` bottlenecks of 1x1, 3x3 and 1x1 convolutions.
struct Stage {
    std::uint32_t blocks = 1;
    std::uint32_t width = 1;  ///< channels of the 3x3 convolutions
    bool operator==(const Stage&) const = default;
};

/// ResNet (He et al. 2016) with bottleneck blocks, the stride on the 3x3 convolution as in torchvision (v1.5).
struct Convolutional {
    std::uint32_t image = 1;
    std::uint32_t channels = 3;
    std::uint32_t stem = 1;       ///< channels behind the first 7x7 convolution
    std::uint32_t expansion = 4;  ///< a block has expansion x width channels on the outside
    std::uint32_t classes = 0;
    std::vector<Stage> stages;
    bool operator==(const Convolutional&) const = default;
};

/// Whisper (Radford et al. 2022): an encoder over a spectrogram of fixed length, a decoder that looks at it.
struct EncoderDecoder {
    Layers encoder;
    Layers decoder;
    std::uint32_t vocabulary = 1;
    std::uint32_t max_tokens = 1;        ///< that the decoder writes
    std::uint32_t mel_bins = 1;          ///< features of a frame of the spectrogram
    std::uint32_t source_positions = 1;  ///< frames that the encoder's layers see, half of the spectrogram's
    bool operator==(const EncoderDecoder&) const = default;
};

/// A published figure of how good a model, or a variant of it, is. `variant` is in the canonical form of
/// models/spec/variant.hpp without the name; empty for the model as published.
struct Quality {
    std::string metric;  ///< "MNLI-m accuracy, test, %"
    double value = 0;
    std::string variant;
    std::string source;
    std::string date;
};

/// The deepest that anybody published have 1,000 (DeepNet, Wang et al. 2022). A model's graph, and the time to build
/// it, grow with them.
inline constexpr std::uint32_t kMostLayers = 1000;
/// Parts that each layer repeats, and stages of convolutions: there are 4.
inline constexpr std::uint32_t kMostParts = 64;

struct Model {
    std::string name;
    std::string title;
    std::variant<Encoder, Decoder, VisionTransformer, Convolutional, EncoderDecoder> architecture;
    std::uint64_t parameters = 0;  ///< as published; 0 where nobody says (a Hugging Face configuration)
    std::string source;
    std::string date;
    std::string teacher;  ///< name of the model that it was distilled from; empty: none
    std::vector<Quality> quality;
};

/// "encoder", "decoder", "vision-transformer", "convolutional", "encoder-decoder".
[[nodiscard]] std::string_view family_of(const Model& model);

/// Longest text that it takes, or writes, in tokens; 0 where its input has one size (images).
[[nodiscard]] std::uint32_t max_tokens_of(const Model& model);

/// Whether it writes its answer token by token, in one step each.
[[nodiscard]] bool is_generative(const Model& model);

/// A part of it that the operators describe by size only, so that its steps have no times: "latent attention"; empty
/// where there is none.
[[nodiscard]] std::string_view untimed_part(const Model& model);

/// A part whose kernels the measuring programs do not have, so that it can be timed by laws alone; empty where there is
/// none.
[[nodiscard]] std::string_view unmeasured_part(const Model& model);

}  // namespace plimsoll::models

namespace plimsoll::scenarios {

template <>
constexpr std::span<const EnumName<models::Biases>> names_of() {
    return models::kBiasNames;
}

}  // namespace plimsoll::scenarios
