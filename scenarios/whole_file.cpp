// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/whole_file.hpp"

#include "scenarios/input_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace plimsoll::scenarios {
namespace {

/// Names are cut where the temporary one would be longer than file systems allow (255 bytes).
std::filesystem::path unfinished_beside(const std::filesystem::path& path) {
    constexpr std::size_t kLongestPart = 200;
    return path.parent_path() /
           fmt::format(".{}.{}.tmp", path.filename().string().substr(0, kLongestPart), unique_name_part());
}

/// -1, and errno.
int create(const std::filesystem::path& path) {
    constexpr mode_t kReadableByAll = 0666;  // less the umask
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kReadableByAll);
}

}  // namespace

std::string unique_name_part() {
    constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz012345";  // 32: five bits of a byte each
    std::array<unsigned char, 8> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw IoError(fmt::format("the system gives no random bytes: {}", std::generic_category().message(errno)));
    std::string part;
    for (const unsigned char byte : bytes) part += kCharacters[byte % kCharacters.size()];
    return part;
}

WholeFile::WholeFile(std::filesystem::path path) : path_(std::move(path)) {
    do {
        unfinished_ = unfinished_beside(path_);
        descriptor_ = create(unfinished_);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) fail(errno);
}

WholeFile::~WholeFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!unfinished_.empty()) ::unlink(unfinished_.c_str());
}

void WholeFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void WholeFile::finish(Lasting lasting) {
    // A file system that cannot be asked to keep a file (EINVAL, EROFS) has done its best.
    if (lasting == Lasting::yes && ::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
    if (::rename(unfinished_.c_str(), path_.c_str()) != 0) fail(errno);
    unfinished_.clear();
}

void WholeFile::fail(int error) const {
    throw IoError(fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(error)));
}

void write_whole(const std::filesystem::path& path, std::string_view content, Lasting lasting) {
    WholeFile file(path);
    file.write(content);
    file.finish(lasting);
}

}  // namespace plimsoll::scenarios
