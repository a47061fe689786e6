// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/profile/packed_text.hpp"

#include "scenarios/input_error.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

namespace plimsoll::models {
namespace {

constexpr unsigned kBufferBytes = 256 * 1024;

struct Close {
    void operator()(gzFile_s* file) const noexcept { gzclose(file); }
};

std::filesystem::path without_gz(const std::filesystem::path& file) {
    return file.extension() == ".gz" ? std::filesystem::path(file).replace_extension() : file;
}

}  // namespace

std::string read_packed_text(const std::filesystem::path& file) {
    const auto path = file.string();
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        throw IoError(fmt::format("{}: cannot be read: it is a folder", path));
    errno = 0;
    // zlib hands a file that is not gzip through as it is.
    const std::unique_ptr<gzFile_s, Close> stream(gzopen(path.c_str(), "rb"));
    if (!stream) throw IoError(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
    gzbuffer(stream.get(), kBufferBytes);
    std::string text;
    std::array<char, kBufferBytes> buffer{};
    for (int got = 0; (got = gzread(stream.get(), buffer.data(), kBufferBytes)) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
    int code = Z_OK;
    const char* const message = gzerror(stream.get(), &code);
    if (code == Z_ERRNO) throw IoError(fmt::format("{}: cannot be read: {}", path, std::strerror(errno)));
    if (code == Z_BUF_ERROR) throw InputError(Problem{path, 0, "", "the gzip data end early", "is the file complete?"});
    if (code != Z_OK && code != Z_STREAM_END)
        throw InputError(Problem{path, 0, "", fmt::format("the gzip data are damaged ({})", message), ""});
    return text;
}

std::string packed_stem(const std::filesystem::path& file) { return without_gz(file).stem().string(); }

bool has_packed_ending(const std::filesystem::path& file, const char* ending) {
    return without_gz(file).extension() == ending;
}

}  // namespace plimsoll::models
