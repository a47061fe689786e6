// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/byte_source.hpp"

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
#include <limits>
#include <new>
#include <utility>
#include <vector>

namespace plimsoll::sim {
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
        return read_file(file_.get(), path_, buffer.data(), buffer.size());
    }

private:
    File file_;
    std::string path_;
};

class GzipBytes final : public ByteSource {
public:
    explicit GzipBytes(const std::string& path) : file_(gzopen(path.c_str(), "rb")) {
        if (!file_) throw IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
        gzbuffer(file_.get(), kBufferBytes);
    }

    std::size_t read(std::span<char> buffer) override {
        const auto size = std::min<std::size_t>(buffer.size(), std::numeric_limits<int>::max());
        const int got = gzread(file_.get(), buffer.data(), static_cast<unsigned>(size));
        if (got > 0) return static_cast<std::size_t>(got);
        int code = Z_OK;
        const char* const message = gzerror(file_.get(), &code);
        if (code == Z_BUF_ERROR) throw CorruptData("the gzip data end early; is the file complete?");
        if (code != Z_OK && code != Z_STREAM_END)
            throw CorruptData(fmt::format("the gzip data are damaged ({})", message));
        return 0;
    }

private:
    struct Close {
        void operator()(gzFile_s* file) const noexcept { gzclose(file); }
    };
    std::unique_ptr<gzFile_s, Close> file_;
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
        return out.pos;
    }

private:
    struct Free {
        void operator()(ZSTD_DStream* stream) const noexcept { ZSTD_freeDStream(stream); }
    };
    File file_;
    std::string path_;
    std::unique_ptr<ZSTD_DStream, Free> stream_;
    std::vector<char> compressed_;
    ZSTD_inBuffer in_{nullptr, 0, 0};
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

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path) {
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

}  // namespace plimsoll::sim
