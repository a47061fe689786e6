# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# The Debian package of this build, installed into a root of its own.
find_program(DPKG_DEB dpkg-deb)
if(NOT PLIMSOLL_CORE_TESTS_ONLY AND DPKG_DEB)
  add_test(NAME package.installs_into_a_bare_root_and_works
           COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/package_test.sh ${CMAKE_CPACK_COMMAND} ${CMAKE_BINARY_DIR})
endif()
