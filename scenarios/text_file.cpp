// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/json_document.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <system_error>

namespace plimsoll::scenarios {
namespace {

std::string why(int error) { return std::generic_category().message(error); }

/// Closes on destruction.
class Opened {
public:
    /// Without waiting for a writer, where this is a pipe.
    explicit Opened(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

}  // namespace

std::string read_text(int descriptor, const std::string& name) {
    std::string text;
    std::array<char, 1 << 16> chunk{};
    for (;;) {
        const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
        if (got == 0) return text;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw IoError(fmt::format("{}: cannot be read: {}", name, why(errno)));
        text.append(chunk.data(), static_cast<std::size_t>(got));
        if (text.size() > kMostFileBytes) {
            throw InputError(Problem{
                name, 0, "",
                fmt::format("there are more than {} MiB, which is the most that is read here", kMostFileBytes >> 20),
                ""});
        }
    }
}

std::string read_text_file(const std::string& path) {
    const Opened file(path);
    if (file.get() < 0) throw IoError(fmt::format("{}: cannot be opened: {}", path, why(errno)));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) throw IoError(fmt::format("{}: cannot be read: {}", path, why(errno)));
    if (S_ISDIR(status.st_mode)) throw IoError(fmt::format("{}: cannot be read: it is a folder", path));
    if (!S_ISREG(status.st_mode)) {
        throw IoError(fmt::format("{}: cannot be read: it is a device or a pipe, which may never end", path));
    }
    return read_text(file.get(), path);
}

}  // namespace plimsoll::scenarios
