#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""An engine that takes all that wait, up to a largest batch, and sleeps as long as it says that device and host work."""

import argparse
import os
import select
import time

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--max-batch", type=int, default=2)
options.add_argument("--device-ms", type=float, default=4)
options.add_argument("--host-ms", type=float, default=1)
options.add_argument("--silent", action="store_true", help="tells no steps")
options = options.parse_args()

said = b""
waiting = []
open_input = True


def listen(block):
    """Adds the requests that have come to those that wait."""
    global said, open_input
    while open_input and select.select([0], [], [], None if block else 0)[0]:
        chunk = os.read(0, 1 << 16)
        open_input = bool(chunk)
        *lines, said = (said + chunk).split(b"\n")
        waiting.extend([int(word) for word in line.split()[1:]] for line in lines)
        block = block and not waiting


def run_step(batch, tokens):
    time.sleep((options.device_ms + options.host_ms) / 1e3)
    if not options.silent:
        print(f"step {len(batch)} {tokens} {options.host_ms / 1e3} {options.device_ms / 1e3}", flush=True)


def serve(batch):
    """Pads all to the longest; a decoder gives all first tokens in one step, and each further token in another."""
    run_step(batch, len(batch) * max(tokens for _, tokens, _ in batch))
    for number, _, answer in batch:
        if answer > 0:
            print(f"first {number}", flush=True)
    given = 1
    while batch:
        for number in [number for number, _, answer in batch if answer <= given]:
            print(f"done {number}", flush=True)
        batch = [request for request in batch if request[2] > given]
        given += 1
        if batch:
            run_step(batch, len(batch))


print("ready", flush=True)
while open_input or waiting:
    listen(block=not waiting)
    if waiting:
        serve(waiting[: options.max_batch])
        del waiting[: options.max_batch]
