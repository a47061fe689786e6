// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/traffic/csv_trace.hpp"

namespace plimsoll::sim {

/// The Azure LLM inference traces of 2023 (Patel et al., "Splitwise", ISCA 2024; Azure/AzurePublicDataset):
/// `TIMESTAMP,ContextTokens,GeneratedTokens`, times like `2023-11-16 18:17:03.9799600`. The 2024 release, whose times
/// end in `+00:00`, reads the same.
std::unique_ptr<TraceReader> open_azure_llm_2023(const std::string& path) {
    return std::make_unique<CsvTrace>(
        path, CsvTraceColumns{"TIMESTAMP", TimeUnit::iso8601, "ContextTokens", "GeneratedTokens"});
}

}  // namespace plimsoll::sim
