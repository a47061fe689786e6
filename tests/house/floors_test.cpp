// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Who includes whom, held to the tables of docs/architecture.md.
namespace plimsoll::house {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const fs::path kHouse = PLIMSOLL_SOURCE_DIR;

std::string first_part(const std::string& path) { return path.substr(0, path.find('/')); }

/// "sim/run" of "sim/run/deeper".
std::string room_of(const std::string& folder) { return folder.substr(0, folder.find('/', folder.find('/') + 1)); }

/// A folder that includes another, and a file that does.
using Uses = std::map<std::pair<std::string, std::string>, std::string>;

void add_includes(const fs::path& file, Uses& uses) {
    constexpr std::string_view kInclude = "#include \"";
    const auto folder = file.parent_path().lexically_relative(kHouse).generic_string();
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(kInclude)) continue;
        const auto to = fs::path(line.substr(kInclude.size())).parent_path().generic_string();
        if (to != folder && fs::is_directory(kHouse / to)) uses[{folder, to}] = file.filename().string();
    }
}

Uses uses_of(const Names& tops) {
    const std::set<std::string> kSources{".cpp", ".hpp", ".cu", ".cuh"};
    Uses uses;
    for (const auto& top : tops)
        for (const auto& entry : fs::recursive_directory_iterator(kHouse / top))
            if (kSources.contains(entry.path().extension().string())) add_includes(entry.path(), uses);
    return uses;
}

/// What stands between backticks, without the slash at its end.
Names names_in(const std::string& cell) {
    Names names;
    for (auto from = cell.find('`'); from != std::string::npos;) {
        const auto to = cell.find('`', from + 1);
        auto name = cell.substr(from + 1, to - from - 1);
        if (name.ends_with('/')) name.pop_back();
        names.push_back(std::move(name));
        from = cell.find('`', to + 1);
    }
    return names;
}

Names cells_of(const std::string& row) {
    Names cells;
    for (std::size_t from = 1; from < row.size();) {
        const auto to = std::min(row.find('|', from), row.size());
        cells.push_back(row.substr(from, to - from));
        from = to + 1;
    }
    return cells;
}

/// What docs/architecture.md says.
struct Architecture {
    Names tops;                         ///< folders at the top
    std::map<std::string, Names> uses;  ///< by them: which they may use
    Names floors;                       ///< of sim/, from the ground up
};

Architecture architecture() {
    Architecture read;
    std::ifstream lines(kHouse / "docs" / "architecture.md");
    bool floors = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## ")) floors = line.starts_with("## The floors");
        if (!line.starts_with("| `")) continue;
        const auto cells = cells_of(line);
        const auto name = names_in(cells.front()).front();
        if (floors) {
            read.floors.push_back("sim/" + name);
        } else {
            read.tops.push_back(name);
            read.uses[name] = names_in(cells.at(2));
        }
    }
    return read;
}

bool leads_to(const Uses& uses, const std::string& from, const std::string& to, std::set<std::string>& seen) {
    if (from == to) return true;
    if (!seen.insert(from).second) return false;
    return std::any_of(uses.begin(), uses.end(), [&](const auto& use) {
        return use.first.first == from && leads_to(uses, use.first.second, to, seen);
    });
}

class House : public testing::Test {
protected:
    const Architecture said_ = architecture();
    const Uses uses_ = uses_of(said_.tops);
};

TEST_F(House, IsReadFromItsPage) {
    EXPECT_EQ(said_.tops, (Names{"scenarios", "models", "pricing", "sim", "gui"}));
    EXPECT_EQ(said_.uses.at("models"), Names{"scenarios"});
    EXPECT_TRUE(uses_.contains({"sim/run", "sim/plan"}));
    for (const auto& floor : said_.floors) EXPECT_TRUE(fs::is_directory(kHouse / floor)) << floor;
}

TEST_F(House, FoldersNeverIncludeEachOtherInACircle) {
    for (const auto& [use, file] : uses_) {
        std::set<std::string> seen;
        EXPECT_FALSE(leads_to(uses_, use.second, use.first, seen))
            << use.first << "/" << file << " includes " << use.second << ", which leads back";
    }
}

TEST_F(House, TopFoldersUseOnlyThoseTheyMay) {
    for (const auto& [use, file] : uses_) {
        const auto& [from, to] = use;
        if (first_part(from) == first_part(to)) continue;
        const auto& may = said_.uses.at(first_part(from));
        EXPECT_TRUE(std::any_of(may.begin(), may.end(),
                                [&](const auto& name) { return to == name || to.starts_with(name + "/"); }))
            << from << "/" << file << " includes " << to;
    }
}

TEST_F(House, RoomsOfSimUseOnlyThoseAboveThemInTheTable) {
    const auto floor_of = [this](const std::string& folder) {
        return std::find(said_.floors.begin(), said_.floors.end(), room_of(folder));
    };
    for (const auto& [use, file] : uses_) {
        const auto& [from, to] = use;
        if (!from.starts_with("sim/") || !to.starts_with("sim/")) continue;
        EXPECT_NE(floor_of(to), said_.floors.end()) << to << " is in no row";
        EXPECT_LE(floor_of(to), floor_of(from)) << from << "/" << file << " includes " << to;
    }
}

}  // namespace
}  // namespace plimsoll::house
