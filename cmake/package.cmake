# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# What is installed where, and the Debian package of it: `./dev package`.
include(GNUInstallDirs)
install(TARGETS plimsoll plimsoll-profile RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS plimsoll_simulator LIBRARY DESTINATION lib/plimsoll/modules)
install(DIRECTORY scenarios models pricing DESTINATION ${CMAKE_INSTALL_DATADIR}/plimsoll FILES_MATCHING PATTERN *.json)
install(FILES python/plimsoll/__init__.py DESTINATION lib/python3/dist-packages/plimsoll)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

# What the program tells of its own command line: the manual page and what shells complete by.
set(guides ${CMAKE_BINARY_DIR}/guides)
add_custom_command(OUTPUT ${guides}/plimsoll.1 ${guides}/plimsoll ${guides}/_plimsoll ${guides}/plimsoll.fish
                   COMMAND ${CMAKE_COMMAND} -E make_directory ${guides}
                   COMMAND plimsoll man > ${guides}/plimsoll.1
                   COMMAND plimsoll completion bash > ${guides}/plimsoll
                   COMMAND plimsoll completion zsh > ${guides}/_plimsoll
                   COMMAND plimsoll completion fish > ${guides}/plimsoll.fish
                   DEPENDS plimsoll)
add_custom_target(plimsoll_guides ALL DEPENDS ${guides}/plimsoll.1)
install(FILES ${guides}/plimsoll.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${guides}/plimsoll DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${guides}/_plimsoll DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${guides}/plimsoll.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

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
