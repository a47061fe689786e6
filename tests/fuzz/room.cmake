# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Inputs that once were a fault run everywhere; new ones are looked for by `./dev fuzz`, in the preset of that name.
plimsoll_test(fuzz plimsoll_sim)
if(PLIMSOLL_FUZZ)
  # Of the simulator only the readers of traffic: all of it would take as long again to build.
  file(GLOB fuzz_sources CONFIGURE_DEPENDS fuzz/*.cpp fuzz/libfuzzer/*.cpp ../sim/random/*.cpp ../sim/traffic/*.cpp
       ../sim/traffic/formats/*.cpp)
  list(FILTER fuzz_sources EXCLUDE REGEX "_test\\.cpp$")
  add_executable(plimsoll_fuzz ${fuzz_sources})
  target_link_libraries(plimsoll_fuzz PRIVATE plimsoll_models plimsoll_pricing plimsoll_results fmt::fmt FastFloat::fast_float)
  target_link_options(plimsoll_fuzz PRIVATE -fsanitize=fuzzer)
  target_compile_definitions(plimsoll_fuzz PRIVATE PLIMSOLL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()
