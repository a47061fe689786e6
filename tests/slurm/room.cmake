# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# A sweep on a real Slurm, which the test starts and stops: label `slurm`.
find_program(SLURMCTLD slurmctld PATHS /usr/sbin /sbin)
find_program(SLURMD slurmd PATHS /usr/sbin /sbin)
find_program(MUNGED munged PATHS /usr/sbin /sbin)
if(NOT PLIMSOLL_CORE_TESTS_ONLY AND SLURMCTLD AND SLURMD AND MUNGED)
  add_test(NAME slurm.a_sweep_loses_a_node_and_nothing_else
           COMMAND bash ${CMAKE_CURRENT_LIST_DIR}/slurm_test.sh $<TARGET_FILE:plimsoll> ${CMAKE_SOURCE_DIR})
  set_tests_properties(slurm.a_sweep_loses_a_node_and_nothing_else PROPERTIES LABELS slurm TIMEOUT 900)
endif()
