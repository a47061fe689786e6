# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
# Who includes whom, held to docs/architecture.md.
plimsoll_test(house plimsoll_options)
