# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DROOT=FOLDER -DSOURCES=LIST_FILE -DALSO=TEXT -DOUTPUT=FILE -P build_identity.cmake
# Writes a source that defines the identity of a build: a hash of the sources that LIST_FILE names, one path a line and
# relative to FOLDER, and of TEXT. The same sources give the same identity, wherever and whenever they are built.
file(STRINGS ${SOURCES} names)
set(all "${ALSO}")
foreach(name IN LISTS names)
  file(SHA256 ${ROOT}/${name} hash)
  string(APPEND all "\n${name} ${hash}")
endforeach()
string(SHA256 PLIMSOLL_BUILD_IDENTITY "${all}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/build_identity.cpp.in ${OUTPUT} @ONLY)
