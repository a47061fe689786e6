#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Plimsoll authors
# SPDX-License-Identifier: Apache-2.0
"""A server of completions that streams a word for each token. Writes its port, and then each question."""

import http.server
import json
import sys
import threading


class Completions(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = question.pop("prompt")
        print(self.path, len(prompt), json.dumps([prompt, question], sort_keys=True), flush=True)
        self.send_response(200 if question["model"] != "unknown" else 404)
        self.end_headers()
        if question["model"] == "unknown":
            self.wfile.write(b'{"message": "the model `unknown` does not exist"}')
            return
        for given in range(question["max_tokens"]):
            if question["model"] == "breaks-off" and given == 2:
                return
            text = "word" if given > 0 else ""  # the first token is a part of a character
            event = {"choices": [{"index": 0, "text": text}]}
            if question["model"] == "fails" and given == 2:
                event = {"error": {"message": "out of memory"}}
            self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
            self.wfile.flush()
        self.wfile.write(b'data: {"choices": [], "usage": {}}\n\ndata: [DONE]\n\n')

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Completions)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
