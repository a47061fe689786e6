// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

namespace plimsoll::scenarios {

/// Compressed data that end early, are damaged or blow up; who reads them knows the line and makes an InputError of it.
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
    /// How much of the file, as it lies on disk, has been read.
    [[nodiscard]] virtual std::uint64_t file_bytes_read() const = 0;
};

/// Compressed text is refused once it is more than kMostDecompressed times its size, beyond the first
/// kFreeDecompressedBytes. A table of numbers shrinks to a third to a thirtieth; a column of zeros to a thousandth.
inline constexpr std::uint64_t kMostDecompressed = 200;
inline constexpr std::uint64_t kFreeDecompressedBytes = std::uint64_t{64} << 20;

/// Opens a plain, gzip or Zstandard file; which one it is, the first bytes say, not the name.
/// \throws IoError when the file cannot be opened or read; InputError when it is a pipe or a device, which may never
///         end and cannot be read twice.
[[nodiscard]] std::unique_ptr<ByteSource> open_bytes(const std::string& path);

}  // namespace plimsoll::scenarios
