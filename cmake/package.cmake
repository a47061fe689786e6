# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# What is installed where, and the Debian package of it: `./dev package`.
include(GNUInstallDirs)
install(TARGETS plimsoll plimsoll-profile RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS plimsoll_simulator LIBRARY DESTINATION lib/plimsoll/modules)
install(DIRECTORY scenarios models pricing DESTINATION ${CMAKE_INSTALL_DATADIR}/plimsoll FILES_MATCHING PATTERN *.json)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME plimsoll)
set(CPACK_PACKAGE_VENDOR "The Plimsoll authors")
set(CPACK_PACKAGE_CONTACT "The Plimsoll authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "capacity planning simulator for AI workloads, in cost and latency")
set(CPACK_PACKAGE_DESCRIPTION
    "Replays real traffic against every way of serving an AI model (batch or real-time, on-demand, spot or reserved,
serverless, a model API) and shows what each would cost and how fast it would be, with the uncertainty of both.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The module is loaded by name, and no package of Debian brings it.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
include(CPack)
