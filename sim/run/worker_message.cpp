// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/run/worker_message.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <unistd.h>

namespace plimsoll::sim {

namespace {

using Length = std::uint64_t;
constexpr std::size_t kHeaderBytes = 1 + sizeof(Length);

bool write_all(int fd, const std::uint8_t* data, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(fd, data, size);
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        data += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

}  // namespace

bool send_message(int fd, WorkerMessage::Kind kind, std::span<const std::uint8_t> payload) {
    Bytes message(kHeaderBytes + payload.size());  // one call to the system, which costs more than the copy
    message[0] = static_cast<std::uint8_t>(kind);
    const Length length = payload.size();
    std::memcpy(message.data() + 1, &length, sizeof length);
    std::copy(payload.begin(), payload.end(), message.begin() + kHeaderBytes);
    return write_all(fd, message.data(), message.size());
}

bool send_task(int fd, std::size_t task) {
    return ::send(fd, &task, sizeof task, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof task);
}

std::optional<std::size_t> receive_task(int fd) {
    std::size_t task = 0;
    ssize_t got = 0;
    do got = ::recv(fd, &task, sizeof task, MSG_WAITALL);
    while (got < 0 && errno == EINTR);
    return got == static_cast<ssize_t>(sizeof task) ? std::optional(task) : std::nullopt;
}

Bytes pack_fraction(double fraction) {
    Bytes bytes(sizeof fraction);
    std::memcpy(bytes.data(), &fraction, sizeof fraction);
    return bytes;
}

double unpack_fraction(std::span<const std::uint8_t> payload) {
    double fraction = 0;
    if (payload.size() == sizeof fraction) std::memcpy(&fraction, payload.data(), sizeof fraction);
    return fraction;
}

Bytes pack_problems(const std::vector<Problem>& problems) {
    auto list = nlohmann::json::array();
    for (const auto& p : problems) list.push_back({p.file, p.line, p.pointer, p.message, p.hint});
    return nlohmann::json::to_cbor(list);
}

std::vector<Problem> unpack_problems(std::span<const std::uint8_t> payload) {
    std::vector<Problem> problems;
    for (const auto& entry : nlohmann::json::from_cbor(payload.begin(), payload.end())) {
        const auto text = [&](std::size_t i) { return entry.at(i).get<std::string>(); };
        problems.push_back({text(0), entry.at(1).get<int>(), text(2), text(3), text(4)});
    }
    return problems;
}

void MessageReader::add(std::span<const std::uint8_t> bytes) {
    if (begin_ > 0) {
        buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(begin_));
        begin_ = 0;
    }
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

std::optional<WorkerMessage> MessageReader::next() {
    const std::size_t have = buffer_.size() - begin_;
    if (have < kHeaderBytes) return std::nullopt;
    Length length = 0;
    std::memcpy(&length, buffer_.data() + begin_ + 1, sizeof length);
    if (have - kHeaderBytes < length) return std::nullopt;
    const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(begin_ + kHeaderBytes);
    WorkerMessage message{static_cast<WorkerMessage::Kind>(buffer_[begin_]),
                          Bytes(from, from + static_cast<std::ptrdiff_t>(length))};
    begin_ += kHeaderBytes + length;
    return message;
}

}  // namespace plimsoll::sim
