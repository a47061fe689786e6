# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""The snippets of docs/ci.md: each is YAML, and its commands run. Arguments: the program, the sources."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

PROGRAM, SOURCES = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
SNIPPETS = re.findall(r"```yaml\n(.*?)```", (SOURCES / "docs/ci.md").read_text(), re.DOTALL)


def commands_of(snippet):
    """What a shell is given, in its order."""
    document = yaml.safe_load(snippet)
    if "jobs" in document:
        return [step["run"] for step in document["jobs"]["capacity"]["steps"] if "run" in step]
    return document["capacity"]["script"] + document["capacity"]["after_script"]


def shell(command, folder):
    path = os.pathsep.join([str(PROGRAM.parent), os.environ["PATH"]])
    return subprocess.run(["sh", "-c", command], cwd=folder, env=os.environ | {"PATH": path}, text=True,
                          capture_output=True, check=False)


assert len(SNIPPETS) == 2, "docs/ci.md has a snippet for GitHub and one for GitLab"
for snippet in SNIPPETS:
    gate, why = commands_of(snippet)
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder, "capacity.json")
        shutil.copy(SOURCES / "scenarios/side-project.json", scenario)
        baseline = shell("plimsoll compare capacity.json --json > baseline.json", folder)
        assert baseline.returncode == 0, baseline.stderr
        passed = shell(gate, folder)
        assert passed.returncode == 0 and passed.stdout.endswith("passed\n"), passed
        assert "No difference." in shell(why, folder).stdout
        # More traffic costs more with every offer that is billed by use.
        text = scenario.read_text()
        changed = text.replace('"workload": {', '"workload": {"load": 1.5,', 1)
        assert changed != text
        scenario.write_text(changed)
        failed = shell(gate, folder)
        assert failed.returncode == 1 and "FAILED cost per month" in failed.stdout, failed
        reason = shell(why, folder)
        assert reason.returncode == 0 and "/workload/load" in reason.stdout, reason
        assert pathlib.Path(folder, "capacity-result/comparison.json").exists()
