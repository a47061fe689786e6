// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/measured/run_result_codec.hpp"

#include "sim/measured/packed.hpp"

namespace plimsoll::results {

namespace {

/// FNV-1a over the names of a description: bytes of another one are not read as if they were of this.
class Names {
public:
    template <class Value>
    void operator()(const char* name, const Value& value, const About&, Presence = kAlways) {
        for (; *name != '\0'; ++name) add(*name);
        add('/');
        look_into(value);
    }
    [[nodiscard]] std::uint64_t hash() const { return hash_; }

private:
    void add(char byte) {
        constexpr std::uint64_t kPrime = 0x100000001b3;
        hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * kPrime;
    }
    template <class Value>
    void look_into(const std::vector<Value>&) {
        look_into(Value());
    }
    template <class Value>
    void look_into(const Value& value) {
        if constexpr (Described<Names, const Value>) describe(*this, value);
    }

    std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::uint64_t version() {
    static const std::uint64_t hash = [] {
        Names names;
        const RunResult result;
        describe(names, result);
        return names.hash();
    }();
    return hash;
}

/// A bill would be made of it.
void require_lives_in_order(const RunResult& result) {
    for (const auto& pool : result.usage)
        for (const auto& life : pool.instances)
            if (life.start < Duration{0} || life.end < life.start)
                throw IoError("an instance that ends before it starts");
}

}  // namespace

std::vector<std::uint8_t> encode(const RunResult& result) {
    PackedWriter writer;
    writer.write(version());
    writer.write(result);
    return writer.take();
}

RunResult decode(std::span<const std::uint8_t> bytes) {
    PackedReader reader(bytes);
    if (reader.one<std::uint64_t>() != version()) throw IoError("a run's result of another version");
    auto result = reader.one<RunResult>();
    require_lives_in_order(result);
    if (!reader.ended()) throw IoError("a run's result with more behind it");
    return result;
}

}  // namespace plimsoll::results
