// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/sweep_job.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <plimsoll_version.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace plimsoll::cli {

namespace {

/// A word of a shell.
std::string shell_word(const std::string& text) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view("-_./:,=+@%").find(static_cast<char>(c)) != std::string::npos;
    };
    if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

std::string shell_words(const std::vector<std::string>& words) {
    std::vector<std::string> quoted;
    for (const auto& word : words) quoted.push_back(shell_word(word));
    return fmt::format("{}", fmt::join(quoted, " "));
}

/// A string of JSON, which YAML and Python read alike.
std::string literal(const std::string& text) { return nlohmann::json(text).dump(); }

/// "out.sqlite" becomes "out.part-".
std::string before_number(const std::string& out) {
    auto path = std::filesystem::path(out);
    return path.replace_extension().string() + ".part-";
}

std::string replaced_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string slurm(const SweepJob& job) {
    const auto parts = shell_word(before_number(job.out));
    const auto merge = fmt::format("plimsoll merge {}*.sqlite -o {}", parts, shell_word(job.out));
    return fmt::format(R"(#!/bin/sh
# A sweep in {0} parts, made by plimsoll {1}. `sh THIS-FILE` submits it, and the merge of the parts behind it;
# `sbatch THIS-FILE` the parts alone. A part that ended early is completed when it is submitted again.
#SBATCH --job-name=plimsoll-sweep
#SBATCH --array=1-{0}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={2}
#SBATCH --requeue
if [ -z "$SLURM_ARRAY_TASK_ID" ]; then
    array=$(sbatch --parsable "$0") || exit
    exec sbatch --dependency="afterok:${{array%%;*}}" --job-name=plimsoll-merge --wrap={3}
fi
exec plimsoll {4} --jobs "${{SLURM_CPUS_PER_TASK:-{2}}}" --progress none --shard "$SLURM_ARRAY_TASK_ID/{0}" --resume -o {5}"$SLURM_ARRAY_TASK_ID".sqlite
)",
                       job.parts, kVersion, job.processors, shell_word(merge), shell_words(job.arguments), parts);
}

std::string parallel(const SweepJob& job) {
    const auto parts = shell_word(before_number(job.out));
    return fmt::format(R"SH(#!/bin/sh
# A sweep in {0} parts, made by plimsoll {1}. `sh THIS-FILE` runs them with GNU parallel here, one after the other,
# `sh THIS-FILE --sshlogin 4/NODE1,4/NODE2` on machines that share this folder, four at a time on each.
# A part that ended early is completed when it is run again.
if [ "$1" = part ]; then
    exec plimsoll {3} --jobs {2} --progress none --shard "$2/{0}" --resume -o {4}"$2".sqlite
fi
[ $# -gt 0 ] || set -- --jobs 1
seq {0} | parallel --will-cite --workdir "$PWD" --retries 2 "$@" sh "$(realpath "$0")" part {{}} || exit
exec plimsoll merge {4}*.sqlite -o {5}
)SH",
                       job.parts, kVersion, job.processors, shell_words(job.arguments), parts, shell_word(job.out));
}

std::string snakemake(const SweepJob& job) {
    // Braces are Snakemake's, in commands and in names of files.
    const auto braced = [](const std::string& text) { return replaced_all(replaced_all(text, "{", "{{"), "}", "}}"); };
    const auto part = literal(braced(before_number(job.out)) + "{part}.sqlite");
    const auto command = literal(fmt::format(
        "plimsoll {} --jobs {{threads}} --progress none --shard {{wildcards.part}}/{} --resume -o {{output:q}}",
        braced(shell_words(job.arguments)), job.parts));
    return fmt::format(R"(# A sweep in {0} parts, made by plimsoll {1}: snakemake --snakefile THIS-FILE --cores all


rule merge:
    input:
        expand({2}, part=range(1, {0} + 1)),
    output:
        {3},
    shell:
        "plimsoll merge {{input:q}} -o {{output:q}}"


rule part:
    output:
        {2},
    threads: {4}
    shell:
        {5}
)",
                       job.parts, kVersion, part, literal(braced(job.out)), job.processors, command);
}

std::string kubernetes(const SweepJob& job) {
    auto arguments = job.arguments;
    // What Kubernetes would take for one of its variables.
    for (auto& argument : arguments) argument = replaced_all(argument, "$(", "$$(");
    const auto parts = replaced_all(before_number(job.out), "$(", "$$(");
    arguments.insert(arguments.end(), {"--jobs", std::to_string(job.processors), "--progress", "none", "--resume", "-o",
                                       parts + "$(JOB_COMPLETION_INDEX).sqlite"});
    std::string list;
    for (const auto& argument : arguments) list += fmt::format("            - {}\n", literal(argument));
    return fmt::format(
        R"(# A sweep in {0} parts, made by plimsoll {1}: kubectl apply -f THIS-FILE
# The volume holds the scenario and takes the parts. When the job is complete, in a container with that volume:
#   {2}
apiVersion: batch/v1
kind: Job
metadata:
  name: plimsoll-sweep
spec:
  completionMode: Indexed
  completions: {0}
  parallelism: {0}
  backoffLimit: {3}
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: sweep
          image: plimsoll:{1}
          workingDir: /data
          command: ["plimsoll"]
          args:
{4}          env:
            - name: PLIMSOLL_SHARDS
              value: "{0}"
          resources:
            requests:
              cpu: "{5}"
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: plimsoll-sweep
)",
        job.parts, kVersion,
        fmt::format("plimsoll merge {}*.sqlite -o {}", shell_word(before_number(job.out)), shell_word(job.out)),
        2 * job.parts, list, job.processors);
}

}  // namespace

std::string job_text(const SweepJob& job, std::string_view kind) {
    if (kind == "slurm") return slurm(job);
    if (kind == "kubernetes") return kubernetes(job);
    if (kind == "snakemake") return snakemake(job);
    return parallel(job);
}

}  // namespace plimsoll::cli
