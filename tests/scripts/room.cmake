# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# What people write around the program, in Python with its standard library (and PyYAML, where YAML is read).
find_package(Python3 COMPONENTS Interpreter)
set(PLIMSOLL_SCRIPT_TESTS ${CMAKE_CURRENT_LIST_DIR})

# The script is given the program and the folder of the sources.
function(plimsoll_script_test name script)
  if(NOT PLIMSOLL_CORE_TESTS_ONLY AND Python3_FOUND)
    add_test(NAME scripts.${name}
             COMMAND ${Python3_EXECUTABLE} ${PLIMSOLL_SCRIPT_TESTS}/${script} $<TARGET_FILE:plimsoll> ${CMAKE_SOURCE_DIR} ${ARGN})
    set_tests_properties(scripts.${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()

plimsoll_script_test(snippets_for_pipelines_run ci_snippets_test.py)
plimsoll_script_test(jobs_of_a_sweep_are_the_sweep sweep_jobs_test.py)
plimsoll_script_test(a_workbook_reads_back workbook_test.py)
plimsoll_script_test(examples_of_the_python_module_hold python_module_test.py)
plimsoll_script_test(charges_keep_the_rules_of_focus focus_export_test.py)
