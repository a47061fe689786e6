// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/whole_file.hpp"

#include "scenarios/input_error.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <set>
#include <string>

#include <sys/resource.h>

namespace plimsoll::scenarios {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WholeFileTest : public ::testing::Test {
protected:
    WholeFileTest() {
        std::string name = ::testing::TempDir() + "plimsoll-whole-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
    }
    ~WholeFileTest() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    static std::string content(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : fs::directory_iterator(folder_)) all.insert(entry.path().filename().string());
        return all;
    }
    fs::path folder_;
};

TEST_F(WholeFileTest, IsSeenOnlyOnceItIsWhole) {
    write_whole(folder_ / "a.txt", "a long old result");
    {
        WholeFile file(folder_ / "a.txt");
        file.write("ne");
        EXPECT_EQ(content(folder_ / "a.txt"), "a long old result");
        file.write("w");
        file.finish(Lasting::no);
    }
    EXPECT_EQ(content(folder_ / "a.txt"), "new");
    EXPECT_THAT(names(), ElementsAre("a.txt"));
}

TEST_F(WholeFileTest, TwoWritersOfOneFileDoNotMix) {
    WholeFile one(folder_ / "a.txt");
    WholeFile two(folder_ / "a.txt");
    one.write("11");
    two.write("22");
    one.write("11");
    two.finish(Lasting::no);
    EXPECT_EQ(content(folder_ / "a.txt"), "22");
    one.finish(Lasting::no);
    EXPECT_EQ(content(folder_ / "a.txt"), "1111");
    EXPECT_THAT(names(), ElementsAre("a.txt"));
}

TEST_F(WholeFileTest, GivenUpLeavesNothing) {
    { WholeFile(folder_ / "a.txt").write("text"); }
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(WholeFileTest, ALinkAtItsPlaceIsReplacedAndItsTargetLeftAlone) {
    write_whole(folder_ / "target", "precious");
    fs::create_symlink("target", folder_ / "a.txt");
    fs::create_symlink("target", folder_ / ".a.txt.tmp");
    write_whole(folder_ / "a.txt", "new");
    EXPECT_EQ(content(folder_ / "target"), "precious");
    EXPECT_EQ(content(folder_ / "a.txt"), "new");
    EXPECT_FALSE(fs::is_symlink(folder_ / "a.txt"));
}

TEST_F(WholeFileTest, AFailureNamesTheFileAndLeavesNothing) {
    fs::create_directories(folder_ / "a.txt" / "in the way");  // a rename over a folder fails
    try {
        write_whole(folder_ / "a.txt", "text");
        FAIL() << "no error";
    } catch (const IoError& error) {
        EXPECT_THAT(error.what(), HasSubstr("a.txt: Is a directory"));
    }
    EXPECT_THAT(names(), ElementsAre("a.txt"));
    EXPECT_THROW(write_whole(folder_ / "missing" / "a.txt", "text"), IoError);
}

TEST_F(WholeFileTest, ADiskWithoutRoomIsAnError) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    constexpr rlim_t kRoom = 1000;
    const rlimit small{kRoom, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT_THROW(write_whole(folder_ / "a.txt", std::string(kRoom + 1, ' ')), IoError);
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(WholeFileTest, LongNamesArePossible) {
    const std::string name(255, 'n');
    write_whole(folder_ / name, "text");
    EXPECT_THAT(names(), ElementsAre(name));
}

}  // namespace
}  // namespace plimsoll::scenarios
