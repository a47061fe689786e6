# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""What `plimsoll sweep --emit` writes: its parts, run as each scheduler would, merge to the sweep of one machine.
Arguments: the program, the sources."""

import ast
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import yaml

PROGRAM, SOURCES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
PARTS = 3
# An override with everything that shells, Snakemake and Kubernetes have a meaning for.
SWEEP = ["sweep", "my job.json", "--set", '/name="it\'s {a} $(HOME) `b`"', "--over", "/workload/load=0.5..2:4"]


class Job:
    """A folder with a scenario, the whole sweep, and one that was emitted."""

    def __init__(self, folder, kind):
        self.folder = pathlib.Path(folder)
        shutil.copy(SOURCES / "scenarios/side-project.json", self.folder / "my job.json")
        self.run(["plimsoll", *SWEEP, "-o", "whole.sqlite", "--progress", "none"])
        emitted = self.run(["plimsoll", *SWEEP, "-o", "all of it.sqlite", "--emit", kind, "--parts", str(PARTS)])
        self.text = emitted.stdout
        (self.folder / "job").write_text(self.text)

    def run(self, command, **variables):
        path = os.pathsep.join([str(PROGRAM.parent), os.environ["PATH"]])
        ended = subprocess.run(command, cwd=self.folder, env=os.environ | {"PATH": path} | variables, text=True,
                               capture_output=True, check=False)
        assert ended.returncode == 0, (command, ended)
        return ended

    def expect_whole(self):
        assert (self.folder / "all of it.sqlite").read_bytes() == (self.folder / "whole.sqlite").read_bytes()


def check_slurm(job):
    for index in range(1, PARTS + 1):
        job.run(["sh", "job"], SLURM_ARRAY_TASK_ID=str(index), SLURM_CPUS_PER_TASK="1")
    options = dict(re.findall(r"^#SBATCH --([a-z-]+)=?(\S*)$", job.text, re.MULTILINE))
    assert options == {"job-name": "plimsoll-sweep", "array": f"1-{PARTS}", "ntasks": "1", "cpus-per-task": "1",
                       "requeue": ""}, options
    job.run(["sh", "-c", shlex.split(re.search(r"--wrap=(.*)$", job.text, re.MULTILINE)[1])[0]])


# The fields that the API documents, of those that a Job of ours may have: batch/v1 Job, JobSpec, PodSpec, Container
# (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/). Every field is
# demanded and no other is let pass.
SCHEMA = {
    "apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "dns"},
    "spec": {
        "completionMode": "Indexed", "completions": int, "parallelism": int, "backoffLimit": int,
        "template": {"spec": {
            "restartPolicy": ("OnFailure", "Never"),
            "containers": [{
                "name": "dns", "image": str, "workingDir": str, "command": [str], "args": [str],
                "env": [{"name": "variable", "value": str}],
                "resources": {"requests": {"cpu": "quantity"}},
                "volumeMounts": [{"name": "dns", "mountPath": str}]}],
            "volumes": [{"name": "dns", "persistentVolumeClaim": {"claimName": "dns"}}]}}}}
FORMS = {"dns": r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", "variable": r"[A-Za-z_][A-Za-z0-9_]*", "quantity": r"[0-9]+m?"}


def expect_valid(value, schema, place="$"):
    if isinstance(schema, dict):
        assert isinstance(value, dict) and value.keys() == schema.keys(), (place, value)
        for key, inner in schema.items():
            expect_valid(value[key], inner, f"{place}.{key}")
    elif isinstance(schema, list):
        assert isinstance(value, list) and value, (place, value)
        for index, each in enumerate(value):
            expect_valid(each, schema[0], f"{place}[{index}]")
    elif isinstance(schema, tuple):
        assert value in schema, (place, value)
    elif isinstance(schema, type):
        assert type(value) is schema, (place, value)
    elif schema in FORMS:
        assert isinstance(value, str) and re.fullmatch(FORMS[schema], value), (place, value)
    else:
        assert value == schema, (place, value)


def expanded(argument, variables):
    """$(NAME) is a variable, $$ a dollar sign; what names none stays (the API's words on Container.args)."""
    return re.sub(r"\$\$|\$\(([^)]*)\)",
                  lambda found: "$" if found[0] == "$$" else variables.get(found[1], found[0]), argument)


def check_kubernetes(job):
    manifest = yaml.safe_load(job.text)
    expect_valid(manifest, SCHEMA)
    spec = manifest["spec"]
    container = spec["template"]["spec"]["containers"][0]
    assert spec["completions"] == spec["parallelism"] == PARTS
    for index in range(PARTS):
        variables = {each["name"]: each["value"] for each in container["env"]} | {"JOB_COMPLETION_INDEX": str(index)}
        arguments = [expanded(each, variables | {"HOME": "/root"}) for each in container["args"]]
        job.run(container["command"] + arguments, **variables)
    job.run(["sh", "-c", re.search(r"^#   (plimsoll merge .*)$", job.text, re.MULTILINE)[1]])


class Word:
    """What Snakemake puts into a command: {output} as it is, {output:q} quoted."""

    def __init__(self, *names):
        self.names = names

    def __format__(self, how):
        return " ".join(shlex.quote(name) if how == "q" else name for name in self.names)


def check_snakemake(job):
    strings = [ast.literal_eval(found) for found in re.findall(r'"(?:[^"\\]|\\.)*"', job.text)]
    pattern, out, merge, _, part = strings
    names = []
    for index in range(1, PARTS + 1):
        names.append(pattern.format(part=index))

        class Wildcards:
            part = index
        job.run(["sh", "-c", command_of(part, Wildcards, names[-1])])
    job.run(["sh", "-c", merge.format(input=Word(*names), output=Word(out.format()))])


def command_of(command, wildcards, output):
    return command.format(threads=1, wildcards=wildcards, output=Word(output))


def check_parallel(job):
    if shutil.which("parallel"):
        job.run(["sh", "job", "--jobs", "2"])
        return
    for index in range(1, PARTS + 1):
        job.run(["sh", "job", "part", str(index)])
    job.run(["sh", "-c", re.search(r"^exec (plimsoll merge .*)$", job.text, re.MULTILINE)[1]])


for kind, check in {"slurm": check_slurm, "kubernetes": check_kubernetes, "snakemake": check_snakemake,
                    "parallel": check_parallel}.items():
    with tempfile.TemporaryDirectory() as temporary:
        made = Job(temporary, kind)
        check(made)
        made.expect_whole()
        print(kind, "is as on one machine")
