// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/files/byte_source.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <new>
#include <utility>
#include <vector>

namespace plimsoll::scenarios {
namespace {

constexpr unsigned kBufferBytes = 256 * 1024;

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::size_t read_file(std::FILE* file, const std::string& path, void* buffer, std::size_t size) {
    const std::size_t got = std::fread(buffer, 1, size, file);
    if (got == 0 && std::ferror(file) != 0)
        throw IoError(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
    return got;
}

class PlainBytes final : public ByteSource {
public:
    PlainBytes(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t got = read_file(file_.get(), path_, buffer.data(), buffer.size());
        read_ += got;
        return got;
    }
    [[nodiscard]] std::uint64_t file_bytes_read() const override { return read_; }

private:
    File file_;
    std::string path_;
    std::uint64_t read_ = 0;
};

/// Refuses data that blow up out of all proportion.
void check_expansion(std::uint64_t text_bytes, std::uint64_t file_bytes) {
    if (text_bytes > kFreeDecompressedBytes && text_bytes / kMostDecompressed > file_bytes)
        throw CorruptData(
            fmt::format("{} compressed bytes hold more than {} bytes, over {} times as many: this is no "
                        "recording",
                        file_bytes, text_bytes, kMostDecompressed));
}

class GzipBytes final : public ByteSource {
public:
    explicit GzipBytes(const std::string& path) : file_(gzopen(path.c_str(), "rb")) {
        if (!file_) throw IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
        gzbuffer(file_.get(), kBufferBytes);
    }

    std::size_t read(std::span<char> buffer) override {
        const auto size = std::min<std::size_t>(buffer.size(), std::numeric_limits<int>::max());
        const int got = gzread(file_.get(), buffer.data(), static_cast<unsigned>(size));
        if (got > 0) {
            text_bytes_ += static_cast<std::uint64_t>(got);
            check_expansion(text_bytes_, file_bytes_read());
            return static_cast<std::size_t>(got);
        }
        int code = Z_OK;
        const char* const message = gzerror(file_.get(), &code);
        if (code == Z_BUF_ERROR) throw CorruptData("the gzip data end early; is the file complete?");
        if (code != Z_OK && code != Z_STREAM_END)
            throw CorruptData(fmt::format("the gzip data are damaged ({})", message));
        return 0;
    }
    [[nodiscard]] std::uint64_t file_bytes_read() const override {
        return static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(file_.get()), 0));
    }

private:
    struct Close {
        void operator()(gzFile_s* file) const noexcept { gzclose(file); }
    };
    std::unique_ptr<gzFile_s, Close> file_;
    std::uint64_t text_bytes_ = 0;
};

class ZstdBytes final : public ByteSource {
public:
    ZstdBytes(File file, std::string path)
        : file_(std::move(file)), path_(std::move(path)), stream_(ZSTD_createDStream()), compressed_(kBufferBytes) {
        if (!stream_) throw std::bad_alloc();
    }

    std::size_t read(std::span<char> buffer) override {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        while (out.pos == 0) {
            // With its output full the decoder may hold more without needing input, so it is asked before the file is.
            if (in_.pos == in_.size && !may_hold_more_) {
                in_ = {compressed_.data(), read_file(file_.get(), path_, compressed_.data(), compressed_.size()), 0};
                read_ += in_.size;
                if (in_.size == 0) {
                    if (frame_open_) throw CorruptData("the Zstandard data end early; is the file complete?");
                    return 0;
                }
            }
            const std::size_t hint = ZSTD_decompressStream(stream_.get(), &out, &in_);
            if (ZSTD_isError(hint) != 0)
                throw CorruptData(fmt::format("the Zstandard data are damaged ({})", ZSTD_getErrorName(hint)));
            frame_open_ = hint != 0;
            may_hold_more_ = frame_open_ && out.pos == out.size;
        }
        text_bytes_ += out.pos;
        check_expansion(text_bytes_, read_);
        return out.pos;
    }
    [[nodiscard]] std::uint64_t file_bytes_read() const override { return read_; }

private:
    struct Free {
        void operator()(ZSTD_DStream* stream) const noexcept { ZSTD_freeDStream(stream); }
    };
    File file_;
    std::string path_;
    std::unique_ptr<ZSTD_DStream, Free> stream_;
    std::vector<char> compressed_;
    ZSTD_inBuffer in_{nullptr, 0, 0};
    std::uint64_t read_ = 0;
    std::uint64_t text_bytes_ = 0;
    bool frame_open_ = false;
    bool may_hold_more_ = false;
};

using Magic = std::array<unsigned char, 4>;

bool is_gzip(const Magic& magic) { return magic[0] == 0x1f && magic[1] == 0x8b; }

/// A Zstandard frame, or a skippable frame before one (RFC 8878, sections 3.1.1 and 3.1.2).
bool is_zstd(const Magic& magic) {
    const std::uint32_t value = static_cast<std::uint32_t>(magic[0]) | static_cast<std::uint32_t>(magic[1]) << 8 |
                                static_cast<std::uint32_t>(magic[2]) << 16 | static_cast<std::uint32_t>(magic[3]) << 24;
    return value == 0xFD2FB528U || (value & 0xFFFFFFF0U) == 0x184D2A50U;
}

/// Opening a pipe waits for its writer, and a device may have no end.
void refuse_what_is_no_file(const std::string& path) {
    using Type = std::filesystem::file_type;
    std::error_code error;
    const Type type = std::filesystem::status(path, error).type();
    if (type == Type::directory) throw IoError(fmt::format("{}: cannot be read: it is a folder", path));
    const char* const what = type == Type::fifo                               ? "a pipe"
                             : type == Type::socket                           ? "a socket"
                             : type == Type::character || type == Type::block ? "a device"
                                                                              : nullptr;
    if (what != nullptr)
        throw InputError(Problem{path,
                                 0,
                                 {},
                                 fmt::format("this is {}, not a file", what),
                                 "write its text into a file first: it is read more than once"});
}

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path) {
    refuse_what_is_no_file(path);
    File file(std::fopen(path.c_str(), "rb"));
    if (!file) throw IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
    Magic magic{};
    read_file(file.get(), path, magic.data(), magic.size());
    if (std::fseek(file.get(), 0, SEEK_SET) != 0)
        throw IoError(fmt::format("{}: cannot be read from its start again; is it a regular file?", path));
    if (is_gzip(magic)) return std::make_unique<GzipBytes>(path);
    if (is_zstd(magic)) return std::make_unique<ZstdBytes>(std::move(file), path);
    return std::make_unique<PlainBytes>(std::move(file), path);
}

}  // namespace plimsoll::scenarios
