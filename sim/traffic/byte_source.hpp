// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace plimsoll::sim {

/// Compressed data that end early or are damaged; the line reader knows the line and turns it into an InputError.
class CorruptData : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The bytes of a file after decompression, front to back, at fixed memory.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Fills at most the whole buffer; returns the number of bytes, 0 only at the end.
    /// \throws CorruptData, IoError
    virtual std::size_t read(std::span<char> buffer) = 0;
};

/// Opens a plain, gzip or Zstandard file; which one it is, the first bytes say, not the name.
/// \throws IoError when the file cannot be opened or read.
[[nodiscard]] std::unique_ptr<ByteSource> open_bytes(const std::string& path);

}  // namespace plimsoll::sim
