#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# usage: dev_test.sh SOURCE_FOLDER CASE
# Copies `dev` into an empty folder, where programs that it would call write down their arguments instead of acting.
set -euo pipefail

source_folder=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$source_folder/dev" "$source_folder/debian-packages.txt" "$folder"
mkdir "$folder/programs"
calls=$folder/calls
touch "$calls"

# The real programs that the script may use, and nothing else: no sudo, no apt-get, no compiler.
for program in bash cat dirname env grep mktemp nproc readlink rm sed tail wc; do
    ln -s "$(type -P $program)" "$folder/programs/$program"
done

# stand_in NAME BODY: a program that notes its call and then runs BODY.
stand_in() {
    printf '#!/usr/bin/env bash\necho "%s $*" >>"%s"\n%s\n' "$1" "$calls" "$2" >"$folder/programs/$1"
    chmod +x "$folder/programs/$1"
}

# run EXPECTED_STATUS ARGUMENT...: runs ./dev there; output lands in $stdout and $stderr.
run() {
    local expected=$1 status=0
    shift
    PATH=$folder/programs "$folder/dev" "$@" >"$folder/stdout" 2>"$folder/stderr" </dev/null || status=$?
    stdout=$(<"$folder/stdout") stderr=$(<"$folder/stderr")
    [[ $status == "$expected" ]] || fail "exit status $status instead of $expected"
}

fail() {
    printf '%s\n--- stdout\n%s\n--- stderr\n%s\n--- calls\n%s\n' "$1" "${stdout:-}" "${stderr:-}" "$(<"$calls")" >&2
    exit 1
}

contains() { [[ $1 == *"$2"* ]] || fail "'$2' is missing in '$1'"; }
lacks() { [[ $1 != *"$2"* ]] || fail "'$2' should not be in '$1'"; }

all_installed() { stand_in dpkg-query 'printf installed'; }
all_but_zlib_installed() { stand_in dpkg-query '[[ ${!#} != zlib1g-dev ]] && printf installed'; }

help_goes_to_stdout_and_names_every_command() { # case
    run 0 help
    for command in demo test bench build format lint help; do contains "$stdout" "  $command "; done
    [[ -z $stderr ]] || fail "stderr is not empty"
}

no_command_is_a_usage_error() { # case
    run 2
    contains "$stderr" "usage:"
    [[ -z $stdout ]] || fail "stdout is not empty"
}

unknown_command_is_a_usage_error() { # case
    run 2 nonsense
    contains "$stderr" "unknown command 'nonsense'"
}

unknown_options_are_usage_errors_before_anything_is_installed() { # case
    all_but_zlib_installed
    run 2 test --nonsense
    contains "$stderr" "--nonsense"
    run 2 test --preset
    contains "$stderr" "--preset wants a value"
    run 2 test --preset nonsense
    contains "$stderr" "unknown preset 'nonsense'"
    run 2 test --preset release
    contains "$stderr" "has no tests"
    run 2 build nonsense
    contains "$stderr" "asan-ubsan"
    run 2 format --nonsense
    [[ ! -s $calls ]] || fail "a program was called"
}

missing_packages_without_root_and_sudo_say_what_to_install() { # case
    all_but_zlib_installed
    stand_in id 'echo 1000'
    run 69 demo
    contains "$stderr" "there is no sudo"
    contains "$stderr" "apt-get install --no-install-recommends zlib1g-dev"
    lacks "$stderr" "clang-tidy"
}

missing_packages_when_sudo_refuses_say_what_to_install() { # case
    all_but_zlib_installed
    stand_in id 'echo 1000'
    stand_in sudo 'exit 1'
    run 69 demo
    contains "$stderr" "sudo refuses"
    contains "$stderr" "zlib1g-dev"
}

root_installs_only_what_is_missing() { # case
    all_but_zlib_installed
    stand_in id 'echo 0'
    stand_in apt-get 'echo "frontend $DEBIAN_FRONTEND" >>'"$calls"
    stand_in cmake 'exit 1'
    run 1 demo
    contains "$(<"$calls")" "install --yes --no-install-recommends zlib1g-dev"$'\n'"frontend noninteractive"
    contains "$(<"$calls")" " update"
}

others_install_through_sudo() { # case
    all_but_zlib_installed
    stand_in id 'echo 1000'
    stand_in sudo '[[ $1 == -n ]] && shift; "$@"'
    stand_in apt-get ''
    stand_in cmake 'exit 1'
    run 1 demo
    contains "$(<"$calls")" "apt-get -q -o Dpkg::Use-Pty=0 install --yes --no-install-recommends zlib1g-dev"
    contains "$stderr" "sudo"
}

failing_apt_get_is_shown_with_its_output() { # case
    all_but_zlib_installed
    stand_in id 'echo 0'
    stand_in apt-get '[[ $* != *install* ]] || { echo "E: no such package"; exit 100; }'
    run 69 demo
    contains "$stderr" "E: no such package"
    contains "$stderr" "could not install"
}

demo_builds_the_program_and_passes_arguments_on() { # case
    all_installed
    stand_in cmake ''
    mkdir -p "$folder/build/release/bin"
    printf '#!/usr/bin/env bash\necho "plimsoll $*"\n' >"$folder/build/release/bin/plimsoll"
    chmod +x "$folder/build/release/bin/plimsoll"
    run 0 demo --json
    [[ $stdout == "plimsoll compare scenarios/document-classifier.json --json" ]] || fail "not the program's own stdout"
    contains "$(<"$calls")" "--build --preset release"
    lacks "$(<"$calls")" "apt-get"
}

# A stand-in for ctest that reports two passed tests, one skipped, and one whose program is missing where $1 says so.
ctest_reporting() {
    stand_in ctest '
while [[ $1 != --output-junit ]]; do shift; done
mkdir -p "$(dirname "$2")"
{
    printf "\t<testcase name=\"a\" status=\"run\">\n\t<testcase name=\"b\" status=\"run\">\n"
    printf "\t<testcase name=\"c\" status=\"notrun\">\n\t\t<skipped message=\"SKIP_REGULAR_EXPRESSION_MATCHED\"/>\n"
    '"$1"' && printf "\t<testcase name=\"d\" status=\"notrun\">\n\t\t<skipped message=\"Unable to find executable\"/>\n"
} >"$2"
! '"$1"
    ln -sf "$(type -P mkdir)" "$folder/programs/mkdir"
}

# A stand-in for the fuzzer, in which the target $1 finds a fault.
fuzzer_with_fault_in() {
    stand_in cmake ''
    ln -sf "$(type -P mkdir)" "$folder/programs/mkdir"
    mkdir -p "$folder/build/fuzz/bin"
    printf '#!/usr/bin/env bash\necho "$PLIMSOLL_FUZZ_TARGET $*" >>"%s"\n' "$calls" >"$folder/build/fuzz/bin/plimsoll_fuzz"
    printf '[[ $PLIMSOLL_FUZZ_TARGET != "%s" ]] || { echo "ERROR: AddressSanitizer"; exit 1; }\n' "$1" >>"$folder/build/fuzz/bin/plimsoll_fuzz"
    printf 'echo "stat::number_of_executed_units: 1234"\n' >>"$folder/build/fuzz/bin/plimsoll_fuzz"
    chmod +x "$folder/build/fuzz/bin/plimsoll_fuzz"
}

test_adds_up_both_builds_and_the_search_for_faults_in_the_last_line() { # case
    all_installed
    fuzzer_with_fault_in none
    ctest_reporting false
    run 0 test
    [[ $stdout == *"5 passed, 0 failed, 2 skipped" ]] || fail "another summary"
    contains "$(<"$calls")" "ctest --preset ci "
    contains "$(<"$calls")" "ctest --preset asan-ubsan "
    contains "$stderr" "trace: 1234 inputs, no fault"
}

test_fails_where_the_search_finds_a_fault() { # case
    all_installed
    fuzzer_with_fault_in model
    ctest_reporting false
    run 1 test
    [[ $stdout == *"4 passed, 1 failed, 2 skipped" ]] || fail "another summary"
}

test_that_cannot_run_counts_as_failed() { # case
    all_installed
    stand_in cmake ''
    ctest_reporting true
    run 1 test --preset ci
    [[ $stdout == *"2 passed, 1 failed, 1 skipped" ]] || fail "another summary"
    lacks "$(<"$calls")" "asan-ubsan"
}

fuzz_tries_every_target_and_keeps_what_it_finds() { # case
    all_installed
    fuzzer_with_fault_in none
    run 0 fuzz 2
    for target in scenario set catalog model profile trace result kept-run; do
        contains "$stderr" "$target: 1234 inputs, no fault"
        contains "$(<"$calls")" "-artifact_prefix=tests/fuzz/inputs/$target/ build/fuzz/corpus/$target tests/fuzz/inputs/$target"
    done
    contains "$(<"$calls")" "--build --preset fuzz"
}

fuzz_that_finds_a_fault_shows_it_and_fails() { # case
    all_installed
    fuzzer_with_fault_in trace
    run 1 fuzz
    contains "$stderr" "trace: a fault; the input is in tests/fuzz/inputs/trace"
    contains "$stderr" "ERROR: AddressSanitizer"
    contains "$stderr" "result: 1234 inputs, no fault"
}

fuzz_wants_whole_minutes() { # case
    all_installed
    run 2 fuzz 0
    run 2 fuzz 1.5
    run 2 fuzz 1 2
    [[ ! -s $calls ]] || fail "a program was called"
}

build_that_fails_counts_as_failed() { # case
    all_installed
    stand_in cmake '[[ $1 != --build ]] || { echo "a compiler error"; exit 1; }'
    run 1 test --preset ci
    contains "$stderr" "a compiler error"
    [[ $stdout == "0 passed, 1 failed, 0 skipped" ]] || fail "another summary"
}

output_that_is_no_terminal_has_no_colours() { # case
    all_installed
    stand_in cmake 'exit 1'
    run 1 demo
    lacks "$stderr" $'\e'
}

"$2"
