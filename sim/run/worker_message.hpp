// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/run/worker_pool.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace plimsoll::sim {

/// What a worker says through its socket: one byte of kind, eight bytes of length (both ends are one program on one
/// machine, so in its byte order), and so many bytes.
struct WorkerMessage {
    enum class Kind : std::uint8_t { progress, result, input_error, io_error, model_bug, other_error };
    Kind kind = Kind::progress;
    Bytes payload;
};

/// Writes all of it to the socket. False when nobody reads any more.
bool send_message(int fd, WorkerMessage::Kind kind, std::span<const std::uint8_t> payload);

/// Tells a worker which task it does next. False when it has ended.
[[nodiscard]] bool send_task(int fd, std::size_t task);
/// Waits for the next task. Nothing when there is none any more.
[[nodiscard]] std::optional<std::size_t> receive_task(int fd);

[[nodiscard]] Bytes pack_fraction(double fraction);
[[nodiscard]] double unpack_fraction(std::span<const std::uint8_t> payload);
[[nodiscard]] Bytes pack_problems(const std::vector<Problem>& problems);
[[nodiscard]] std::vector<Problem> unpack_problems(std::span<const std::uint8_t> payload);

/// Puts a stream of bytes together into messages.
class MessageReader {
public:
    void add(std::span<const std::uint8_t> bytes);
    /// The next complete message.
    [[nodiscard]] std::optional<WorkerMessage> next();
    /// Whether the stream stops in the middle of a message.
    [[nodiscard]] bool cut_off() const { return begin_ != buffer_.size(); }

private:
    Bytes buffer_;
    std::size_t begin_ = 0;
};

}  // namespace plimsoll::sim
