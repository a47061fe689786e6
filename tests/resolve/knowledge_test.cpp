// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/resolve/knowledge.hpp"

#include "tests/resolve/resolve_fixture.hpp"

namespace plimsoll::sim {
namespace {

namespace fs = std::filesystem;

class KnowledgeOfAProcess : public Resolving {
protected:
    KnowledgeOfAProcess() {
        fs::create_directories(data() / "pricing");
        fs::rename(folder_ / "catalog", data() / "pricing" / "catalog");
        fs::copy(fs::path(PLIMSOLL_SOURCE_DIR) / "models", data() / "models", fs::copy_options::recursive);
    }

    [[nodiscard]] fs::path data() const { return folder_ / "data"; }
    [[nodiscard]] scenarios::Scenario scenario() const {
        return scenarios::parse_scenario(
            around(R"({"name": "d", "serving": "real-time", "pools": [{"offer": "test/a/t4"}]})"),
            (folder_ / "test.json").string());
    }
};

// What stands in the files after the first look cannot be seen any more.
TEST_F(KnowledgeOfAProcess, IsReadOnceHoweverManyScenariosAreResolved) {
    Knowledge known(data());
    const auto first = resolve(scenario(), known);
    for (const auto& entry : fs::recursive_directory_iterator(data()))
        if (entry.is_regular_file()) std::ofstream(entry.path()) << "no longer what it was";
    const auto second = resolve(scenario(), known);
    ASSERT_EQ(second.assumptions.size(), first.assumptions.size());
    for (std::size_t i = 0; i < first.assumptions.size(); ++i)
        EXPECT_EQ(second.assumptions[i].value, first.assumptions[i].value) << first.assumptions[i].pointer;

    Knowledge other(data());
    EXPECT_THROW(static_cast<void>(resolve(scenario(), other)), InputError);
}

}  // namespace
}  // namespace plimsoll::sim
