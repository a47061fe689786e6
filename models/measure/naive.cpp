// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/naive.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace plimsoll::measure {

using models::Attention;
using models::Gemm;
using models::Stream;
using models::StreamKind;

namespace {

using Inputs = std::vector<std::vector<float>>;

std::size_t whole(double size) { return static_cast<std::size_t>(size); }

std::vector<double> product(const Gemm& gemm, const Inputs& inputs, bool transposed) {
    const auto m = whole(gemm.m);
    const auto n = whole(gemm.n);
    const auto k = whole(gemm.k);
    std::vector<double> result(m * n);
    for (std::size_t row = 0; row < m; ++row)
        for (std::size_t column = 0; column < n; ++column) {
            double sum = 0;
            for (std::size_t i = 0; i < k; ++i)
                sum += static_cast<double>(inputs[0][row * k + i]) *
                       inputs[1][transposed ? column * k + i : i * n + column];
            result[row * n + column] = sum;
        }
    return result;
}

void softmax(std::vector<double>& row) {
    const double most = *std::max_element(row.begin(), row.end());
    double sum = 0;
    for (auto& value : row) sum += value = std::exp(value - most);
    for (auto& value : row) value /= sum;
}

std::vector<double> attended(const Attention& attention, const Inputs& inputs, bool transposed) {
    const auto batch = whole(attention.sequences * attention.kv_heads);
    const auto query = whole(attention.query);
    const auto rows = whole(attention.heads / attention.kv_heads) * query;
    const auto span = whole(attention.span);
    const auto depth = whole(attention.head_dim);
    const auto& [q, keys, values] = std::tie(inputs[0], inputs[1], inputs[2]);
    std::vector<double> result(batch * rows * depth);
    for (std::size_t b = 0; b < batch; ++b)
        for (std::size_t row = 0; row < rows; ++row) {
            const std::size_t seen = attention.causal ? span - query + row % query + 1 : span;
            std::vector<double> scores(seen);
            for (std::size_t token = 0; token < seen; ++token) {
                double sum = 0;
                for (std::size_t i = 0; i < depth; ++i) {
                    const std::size_t place = transposed ? token * depth + i : i * span + token;
                    sum += static_cast<double>(q[(b * rows + row) * depth + i]) * keys[b * span * depth + place];
                }
                scores[token] = sum / std::sqrt(attention.head_dim);
            }
            softmax(scores);
            for (std::size_t token = 0; token < seen; ++token)
                for (std::size_t i = 0; i < depth; ++i)
                    result[(b * rows + row) * depth + i] += scores[token] * values[(b * span + token) * depth + i];
        }
    return result;
}

void normalize(std::vector<double>& row, const std::vector<float>& scale, const std::vector<float>& shift) {
    const auto width = static_cast<double>(row.size());
    double mean = 0;
    double variance = 0;
    for (const double value : row) mean += value / width;
    for (const double value : row) variance += (value - mean) * (value - mean) / width;
    constexpr double kEpsilon = 1e-12;
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = (row[i] - mean) / std::sqrt(variance + kEpsilon) * scale[i] + shift[i];
}

void rotate(std::vector<double>& row) {
    const std::size_t half = row.size() / 2;
    for (std::size_t i = 0; i < half; ++i) {
        const double angle = std::pow(10000.0, -2.0 * static_cast<double>(i) / static_cast<double>(row.size()));
        const double a = row[i];
        const double b = row[i + half];
        row[i] = a * std::cos(angle) - b * std::sin(angle);
        row[i + half] = a * std::sin(angle) + b * std::cos(angle);
    }
}

/// The row of the result that belongs to `row` of the first input.
std::vector<double> streamed_row(const Stream& stream, const Inputs& inputs, std::size_t row) {
    const auto width = whole(stream.width);
    const auto at = [&](std::size_t input, std::size_t i) {
        return static_cast<double>(inputs[input][row * width + i]);
    };
    std::vector<double> values(width);
    for (std::size_t i = 0; i < width; ++i) values[i] = at(0, i);
    switch (stream.kind) {
        case StreamKind::norm:
            for (std::size_t i = 0; i < width; ++i) values[i] += at(1, i);
            normalize(values, inputs[2], inputs[3]);
            break;
        case StreamKind::activation:
            for (auto& x : values) x = 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
            break;
        case StreamKind::gated:
            for (std::size_t i = 0; i < width; ++i) values[i] = values[i] / (1 + std::exp(-values[i])) * at(1, i);
            break;
        case StreamKind::add:
            for (std::size_t i = 0; i < width; ++i) values[i] += at(1, i);
            break;
        case StreamKind::softmax:
            softmax(values);
            break;
        case StreamKind::rotary:
            rotate(values);
            break;
        case StreamKind::pooling: {
            double sum = 0;
            for (const double value : values) sum += value;
            return {sum / stream.width};
        }
        case StreamKind::embedding:
        case StreamKind::copy:
        case StreamKind::host_copy:
            break;
    }
    return values;
}

std::vector<double> streamed(const Stream& stream, const Inputs& inputs) {
    const std::size_t table_rows = inputs[0].size() / whole(stream.width);
    std::vector<double> result;
    for (std::size_t row = 0; row < whole(stream.rows); ++row) {
        // Where the gathers of turn 0 look.
        const std::size_t from = stream.kind == StreamKind::embedding ? row * 2654435761U % table_rows : row;
        const auto values = streamed_row(stream, inputs, from);
        result.insert(result.end(), values.begin(), values.end());
    }
    return result;
}

}  // namespace

std::vector<double> naive_result(const models::Work& work, const Inputs& inputs, bool weights_transposed) {
    if (const auto* gemm = std::get_if<Gemm>(&work.shape)) return product(*gemm, inputs, weights_transposed);
    if (const auto* attention = std::get_if<Attention>(&work.shape))
        return attended(*attention, inputs, weights_transposed);
    if (const auto* stream = std::get_if<Stream>(&work.shape)) return streamed(*stream, inputs);
    return {};
}

double relative_error(const std::vector<float>& found, const std::vector<double>& expected) {
    if (found.size() != expected.size() || found.empty()) return std::numeric_limits<double>::infinity();
    double largest = 0;
    double difference = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double here = std::abs(static_cast<double>(found[i]) - expected[i]);
        if (std::isnan(here)) return std::numeric_limits<double>::infinity();
        difference = std::max(difference, here);
        largest = std::max(largest, std::abs(expected[i]));
    }
    return largest > 0 ? difference / largest : difference;
}

}  // namespace plimsoll::measure
