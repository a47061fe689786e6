#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""Serves what plimsoll-profile serve-check asks for by a server with the completions API of OpenAI, such as vLLM.

Reads "request ID INPUT_TOKENS OUTPUT_TOKENS" and writes "ready", "first ID", "done ID" and "error TEXT"
(docs/measuring.md). A prompt is a list of random token numbers, so that no prefix cache finds it again; an answer has
exactly as many tokens as are asked for.

  plimsoll-profile serve-check --engine vllm --model llama-3.1-8b --precision bf16 --profile my-gpu.json --command \\
    "openai_completions.py --url http://127.0.0.1:8000/v1/completions --model meta-llama/Llama-3.1-8B"
"""

import argparse
import http.client
import json
import os
import random
import sys
import threading
import urllib.parse

TIMEOUT_S = 600
MOST_OF_AN_ERROR = 300


class Lines:
    """Lines of many threads, each whole and at once."""

    def __init__(self):
        self._lock = threading.Lock()

    def write(self, line):
        with self._lock:
            print(line, flush=True)

    def give_up(self, text):
        """Tells what is wrong, and ends the program with all its open requests."""
        self.write("error " + " ".join(str(text).split())[:MOST_OF_AN_ERROR])
        os._exit(1)


def connected(url):
    kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    return kind(url.hostname, url.port, timeout=TIMEOUT_S)


def events(response):
    """What the stream of server-sent events says, until it is done."""
    for line in response:
        if not line.startswith(b"data:"):
            continue
        data = line[len(b"data:") :].strip()
        if data == b"[DONE]":
            return
        yield json.loads(data)
    raise RuntimeError("the server ended the stream before it was done")


def complete(options, prompt, answer_tokens, told_first):
    """Asks for one completion; calls `told_first` with its first token."""
    question = {
        "model": options.model,
        "prompt": prompt,
        "max_tokens": answer_tokens,
        "min_tokens": answer_tokens,
        "ignore_eos": True,
        "temperature": 0,
        "stream": True,
    }
    headers = {"Content-Type": "application/json"}
    if options.api_key:
        headers["Authorization"] = "Bearer " + options.api_key
    url = urllib.parse.urlsplit(options.url)
    target = urllib.parse.urlunsplit(("", "", url.path, url.query, "")) or "/"
    connection = connected(url)
    try:
        connection.request("POST", target, json.dumps(question), headers)
        response = connection.getresponse()
        if response.status != http.client.OK:
            body = response.read().decode(errors="replace")
            raise RuntimeError(f"the server answered with status {response.status}: {body}")
        begun = False
        for event in events(response):
            if "error" in event:
                raise RuntimeError(f"the server answered {json.dumps(event['error'])}")
            # A choice without text is a token, too: a part of a character, or one that is not shown.
            if event.get("choices") and not begun:
                begun = True
                told_first()
        if not begun:
            raise RuntimeError("the server streamed no token")
    finally:
        connection.close()


def serve(options, lines, number, prompt, answer_tokens):
    try:
        complete(options, prompt, answer_tokens, lambda: lines.write(f"first {number}"))
    except Exception as problem:  # a thread's own would be lost
        lines.give_up(f"request {number}: {problem or type(problem).__name__}")
    lines.write(f"done {number}")


def prompt_of(numbers, tokens, vocabulary):
    return [numbers.randrange(vocabulary) for _ in range(tokens)]


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000/v1/completions", help="of the completions (%(default)s)")
    parser.add_argument("--model", required=True, help="as the server names it")
    parser.add_argument("--vocabulary", type=int, default=10000, help="prompts are token numbers below (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the prompts; another one in another run finds no cache")
    parser.add_argument("--api-key", default=os.environ.get("OPENAI_API_KEY", ""), help="default: $OPENAI_API_KEY")
    return parser.parse_args(arguments)


def main(arguments):
    options = options_of(arguments)
    lines = Lines()
    numbers = random.Random(options.seed)
    try:  # what is wrong with the address shows before anything is measured
        complete(options, prompt_of(numbers, 1, options.vocabulary), 1, lambda: None)
    except Exception as problem:
        lines.give_up(f"{options.url}: {problem or type(problem).__name__}")
    lines.write("ready")
    for line in sys.stdin:
        _, number, input_tokens, answer_tokens = line.split()
        if int(answer_tokens) == 0:
            lines.give_up("a server of completions answers token by token; this model has no answers")
        prompt = prompt_of(numbers, int(input_tokens), options.vocabulary)
        threading.Thread(target=serve, args=(options, lines, number, prompt, int(answer_tokens)), daemon=True).start()


if __name__ == "__main__":
    main(sys.argv[1:])
