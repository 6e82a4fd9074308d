"""A real llama.cpp server over HTTP; prints its address and ends when its standard input does.

python tests/model/llama_server.py MODEL.gguf MMPROJ.gguf KEY
"""

from __future__ import annotations

import sys

import xllamacpp

language, eyes, key = sys.argv[1:]
given = xllamacpp.CommonParams()
given.model.path, given.mmproj.path = language, eyes
given.api_keys = [key]
given.port = 0
given.n_ctx = 2048
given.n_parallel = 1
given.n_gpu_layers = 0
given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1
given.mmproj_use_gpu = False
given.use_jinja = True
given.ui = False
server = xllamacpp.Server(given)
print(server.listening_address, flush=True)
sys.stdin.read()
