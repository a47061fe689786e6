// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/profile/profile.hpp"
#include "models/profile/relative_fit.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Physical laws of kernel times, fitted to the samples of a table, with coefficients >= 0:
///
///     gemm               t = overhead + max(FLOPs / rate, bytes / bandwidth)        (roofline, Williams et al. 2009)
///     attention, prefill t = overhead + FLOPs / rate + bytes / bandwidth
///     attention, decode  t = overhead + bytes / bandwidth + per sequence x sequences + per token x span
///     stream, all_reduce t = overhead + bytes / bandwidth
///
/// FLOPs and bytes are those of `flops_of` and `bytes_of`. Decode's last term is what a single long sequence takes that
/// cannot be spread over the whole device.
namespace plimsoll::models {

class KernelLaw {
public:
    /// \pre at least one sample, all of one table
    [[nodiscard]] static KernelLaw fit(std::span<const Sample> samples);

    /// Above 0.
    [[nodiscard]] double seconds(const Work& work) const;

    /// How far the law is off the samples it was fitted to: 68 % of them are nearer than this fraction.
    [[nodiscard]] double residual() const { return residual_; }

    /// The coefficients that are not zero, as people read them: "overhead 4.1 us", "312 TFLOP/s", "1,430 GB/s".
    [[nodiscard]] std::vector<std::string> coefficients() const;

    /// The law's own terms, in the order above: seconds, seconds per FLOP or byte, and so on.
    [[nodiscard]] const Terms& terms() const { return terms_; }

private:
    enum class Form : std::uint8_t { roofline, prefill, decode, bytes };

    [[nodiscard]] static Form form_of(std::span<const Sample> samples);
    [[nodiscard]] static Terms features(Form form, const Work& work);
    [[nodiscard]] static Terms fit_roofline(std::span<const Sample> samples);

    Form form_ = Form::bytes;
    Terms terms_{};
    double residual_ = 0;
};

/// Whether this is attention of one new token per sequence.
[[nodiscard]] bool is_decode(const Work& work);

}  // namespace plimsoll::models
