#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Packs what was built, installs the package into a bare root and uses the program there.
# usage: package_test.sh CPACK BUILD_FOLDER
set -euo pipefail

readonly cpack=$1 build=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
readonly folder root=$folder/root

fail() {
    echo "$*" >&2
    exit 1
}

"$cpack" --config "$build/CPackConfig.cmake" -B "$folder" >"$folder/log" 2>&1 || fail "$(cat "$folder/log")"
package=$(echo "$folder"/plimsoll_*.deb)

# What the program is linked with is among the dependencies.
dpkg-deb --field "$package" Depends | grep -q libsimgrid || fail "the package does not depend on SimGrid"

mkdir -p "$root"/var/lib/dpkg/{updates,info}
touch "$root"/var/lib/dpkg/{status,available}
if [[ $(id -u) == 0 ]]; then
    dpkg --root="$root" --force-depends --install "$package" >"$folder/log" 2>&1 || fail "$(cat "$folder/log")"
    [[ $(dpkg-query --admindir="$root/var/lib/dpkg" -W -f='${db:Status-Status}' plimsoll) == installed ]] ||
        fail "dpkg does not call it installed"
else
    dpkg-deb --extract "$package" "$root"
fi

# It finds its data and its simulator below its own prefix, whatever the checkout it was built in holds.
cd /
unset PLIMSOLL_DATA
"$root/usr/bin/plimsoll" --version | grep -q '^plimsoll ' || fail "plimsoll --version says nothing"
scenario=$root/usr/share/plimsoll/scenarios/side-project.json
"$root/usr/bin/plimsoll" compare "$scenario" --progress=none >"$folder/result" || fail "compare failed"
grep -q '^audit: ' "$folder/result" || fail "compare has no audit: $(cat "$folder/result")"
"$root/usr/bin/plimsoll" explain "$scenario" >"$folder/explained" || fail "explain failed"
"$root/usr/bin/plimsoll-profile" --version >/dev/null || fail "plimsoll-profile --version failed"
PLIMSOLL=$root/usr/bin/plimsoll PYTHONPATH=$root/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1 python3 -c '
import sys, plimsoll
print(plimsoll.compare(sys.argv[1])["plimsoll"])' "$scenario" >/dev/null || fail "the Python module does not work"
for guide in man/man1/plimsoll.1.gz bash-completion/completions/plimsoll zsh/vendor-completions/_plimsoll \
    fish/vendor_completions.d/plimsoll.fish; do
    [[ -s $root/usr/share/$guide || -s $root/usr/share/${guide%.gz} ]] || fail "there is no $guide"
done
echo "$(basename "$package") works"
