// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/kernels.cuh"
#include "models/measure/cuda/softmax.cuh"
#include "models/measure/cuda/stream_kernels.cuh"

#include <algorithm>
#include <string>

namespace plimsoll::measure::cuda {

using models::Precision;
using models::Stream;
using models::StreamKind;

namespace {

constexpr unsigned kThreads = 256;
constexpr std::size_t kVocabulary = 32749;  ///< rows of the table that is gathered from; a prime near that of BERT

std::size_t inputs_of(StreamKind kind) {
    switch (kind) {
        case StreamKind::norm:
        case StreamKind::gated:
        case StreamKind::add:
            return 2;
        case StreamKind::embedding:
            return 0;
        default:
            return 1;
    }
}

template <class T>
class StreamKernel : public Kernel {
public:
    StreamKernel(const Device& device, const Stream& stream, Storage storage)
        : device_(device),
          kind_(stream.kind),
          storage_(storage),
          rows_(static_cast<std::size_t>(stream.rows)),
          width_(static_cast<std::size_t>(stream.width)),
          result_((kind_ == StreamKind::pooling ? rows_ : rows_ * width_) * sizeof(T)) {
        const bool whole_row = kind_ == StreamKind::norm || kind_ == StreamKind::softmax;
        if (whole_row && width_ > kLongestRow)
            throw Unsupported("the kernel takes rows of at most " + std::to_string(kLongestRow) + " values");
        if (kind_ == StreamKind::embedding) table_ = device.cold_values(storage, kVocabulary * width_);
        for (std::uint32_t i = 0; i < inputs_of(kind_); ++i)
            inputs_.push_back(random_values(device, storage, rows_ * width_, 1 + i));
        if (kind_ == StreamKind::norm)
            for (const std::uint32_t seed : {3U, 4U}) inputs_.push_back(random_values(device, storage, width_, seed));
    }

    void launch(cudaStream_t stream, std::size_t turn) override {
        const auto blocks = static_cast<unsigned>(rows_);
        const auto width = static_cast<unsigned>(width_);
        const T* const x = (table_ ? table_->front() : inputs_[0]).template as<const T>();
        T* const y = result_.template as<T>();
        switch (kind_) {
            case StreamKind::norm:
                layer_norm_rows<<<blocks, kThreads, width_ * sizeof(float), stream>>>(
                    x, inputs_[1].template as<const T>(), inputs_[2].template as<const T>(),
                    inputs_[3].template as<const T>(), y, width);
                break;
            case StreamKind::activation:
                launch_values<Gelu, 1>(stream, x, x, y);
                break;
            case StreamKind::gated:
                launch_values<Gated, 2>(stream, x, inputs_[1].template as<const T>(), y);
                break;
            case StreamKind::add:
                launch_values<Add, 2>(stream, x, inputs_[1].template as<const T>(), y);
                break;
            case StreamKind::softmax:
                launch_softmax(stream, x, y, rows_, width_, 1.0F, Mask{});
                break;
            case StreamKind::rotary:
                rotary_rows<<<blocks, threads_for_row(), 0, stream>>>(x, y, width);
                break;
            case StreamKind::embedding:
                gather_rows<<<blocks, threads_for_row(), 0, stream>>>(x, y, width, kVocabulary, turn);
                break;
            case StreamKind::pooling:
                mean_rows<<<blocks, kThreads, 0, stream>>>(x, y, width);
                break;
            default:
                PLIMSOLL_CUDA(cudaMemcpyAsync(y, x, rows_ * width_ * sizeof(T), cudaMemcpyDeviceToDevice, stream));
        }
        PLIMSOLL_CUDA(cudaGetLastError());
    }
    [[nodiscard]] std::string name() const override {
        switch (kind_) {
            case StreamKind::norm:
                return "layer_norm_rows (of Plimsoll)";
            case StreamKind::activation:
                return "for_each_value, GELU (of Plimsoll)";
            case StreamKind::gated:
                return "for_each_value, SiLU times (of Plimsoll)";
            case StreamKind::add:
                return "for_each_value, add (of Plimsoll)";
            case StreamKind::softmax:
                return "softmax_rows (of Plimsoll)";
            case StreamKind::rotary:
                return "rotary_rows (of Plimsoll)";
            case StreamKind::embedding:
                return "gather_rows (of Plimsoll)";
            case StreamKind::pooling:
                return "mean_rows (of Plimsoll)";
            default:
                return "cudaMemcpyAsync, device to device";
        }
    }
    /// A gather reads other rows on every turn; a table of common size does not fit the cache of small devices anyway.
    [[nodiscard]] std::size_t copies() const override {
        constexpr std::size_t kTurns = 16;
        return kind_ == StreamKind::embedding ? kTurns : 1;
    }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        std::vector<std::vector<float>> values;
        if (table_) values.push_back(download(device_, table_->front(), storage_, kVocabulary * width_));
        for (const auto& input : inputs_)
            values.push_back(download(device_, input, storage_, input.bytes() / sizeof(T)));
        return values;
    }
    [[nodiscard]] std::vector<float> output() const override {
        return download(device_, result_, storage_, result_.bytes() / sizeof(T));
    }

private:
    template <class Operation, int kOperands>
    void launch_values(cudaStream_t stream, const T* a, const T* b, T* to) const {
        const std::size_t count = rows_ * width_;
        constexpr std::size_t kPerThread = Pack<T>::kCount;
        const auto processors = static_cast<std::size_t>(device_.properties().multiProcessorCount);
        constexpr std::size_t kBlocksPerProcessor = 16;
        const std::size_t blocks = std::clamp<std::size_t>((count / kPerThread + kThreads - 1) / kThreads, 1,
                                                           kBlocksPerProcessor * processors);
        for_each_value<T, Operation, kOperands>
            <<<static_cast<unsigned>(blocks), kThreads, 0, stream>>>(a, b, to, count, Operation{});
    }
    [[nodiscard]] unsigned threads_for_row() const {
        return static_cast<unsigned>(std::clamp<std::size_t>((width_ + 31) / 32 * 32, 32, kThreads));
    }

    const Device& device_;
    StreamKind kind_;
    Storage storage_;
    std::size_t rows_;
    std::size_t width_;
    Buffer result_;
    std::vector<Buffer> inputs_;
    std::shared_ptr<const Device::Buffers> table_;  ///< that is gathered from; steps of all sizes share it
};

/// `rows` x `width` bytes from page-locked memory of the host.
class HostCopy : public Kernel {
public:
    HostCopy(const Device& device, const Stream& stream)
        : device_(device), bytes_(static_cast<std::size_t>(stream.rows * stream.width)), result_(bytes_) {
        PLIMSOLL_CUDA(cudaMallocHost(&host_, bytes_));
        for (std::size_t i = 0; i < bytes_; ++i) static_cast<std::int8_t*>(host_)[i] = static_cast<std::int8_t>(i * 37);
    }
    ~HostCopy() override { cudaFreeHost(host_); }
    HostCopy(const HostCopy&) = delete;
    HostCopy& operator=(const HostCopy&) = delete;

    void launch(cudaStream_t stream, std::size_t) override {
        PLIMSOLL_CUDA(cudaMemcpyAsync(result_.as<void>(), host_, bytes_, cudaMemcpyHostToDevice, stream));
    }
    [[nodiscard]] std::string name() const override { return "cudaMemcpyAsync, page-locked host to device"; }
    [[nodiscard]] std::vector<std::vector<float>> inputs() const override {
        const auto* const values = static_cast<const std::int8_t*>(host_);
        return {{values, values + bytes_}};
    }
    [[nodiscard]] std::vector<float> output() const override {
        return download(device_, result_, Storage::int8, bytes_);
    }

private:
    const Device& device_;
    std::size_t bytes_;
    Buffer result_;
    void* host_ = nullptr;
};

}  // namespace

std::unique_ptr<Kernel> make_stream(const Device& device, const Stream& stream, Precision precision) {
    if (stream.kind == StreamKind::host_copy) return std::make_unique<HostCopy>(device, stream);
    return with_storage(activation_storage(precision), [&](auto zero) -> std::unique_ptr<Kernel> {
        return std::make_unique<StreamKernel<decltype(zero)>>(device, stream, activation_storage(precision));
    });
}

}  // namespace plimsoll::measure::cuda
