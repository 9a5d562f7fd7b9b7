#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the speed of `calolens-cli predict` with that of the same network in Python.

    benchmark_predict.py CALOLENS-CLI EVENTS.h5 MODEL.calomodel [--events A:B] [--batch 64] [--steps 20]
                         [--threads 1] [--rounds 3] [--json FILE]

Both draw the same events once, with DPM-Solver++ (2M), in the same batches of events of like size; in
turn, so that both meet the same machine, and the fastest round of each counts. The Python side is
plain eager PyTorch as one writes it: the network, the sampler's update and nothing else (no reading of
events, no decoding, no writing, all of which calolens-cli does as well). Needs h5py, NumPy and PyTorch
(Debian: python3-h5py python3-numpy python3-torch).
"""
import argparse
import json
import math
import os
import subprocess
import time


class Limits(argparse.Action):
    def __call__(self, parser, namespace, value, option=None):
        first, _, last = value.partition(":")
        setattr(namespace, self.dest, (int(first or 0), int(last) if last else None))


parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("cli")
parser.add_argument("events")
parser.add_argument("model")
parser.add_argument("--events", dest="range", action=Limits, default=(0, None))
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--steps", type=int, default=20)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--json")
arguments = parser.parse_args()

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = str(arguments.threads)
import h5py  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402

torch.set_num_threads(arguments.threads)


class Block(nn.Module):
    """A DiT block: adaLN-zero attention, then adaLN-zero MLP."""

    def __init__(self, width, heads, mlp_ratio):
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width, eps=1e-6, elementwise_affine=False)
        self.modulation = nn.Linear(width, 6 * width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up = nn.Linear(width, mlp_ratio * width)
        self.down = nn.Linear(mlp_ratio * width, width)

    def forward(self, x, c, mask):
        shift1, scale1, gate1, shift2, scale2, gate2 = self.modulation(c).unsqueeze(1).chunk(6, -1)
        batch, tokens, width = x.shape
        h = self.norm(x) * (1 + scale1) + shift1
        q, k, v = self.qkv(h).view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        weights = q @ k.transpose(-1, -2) / math.sqrt(width / self.heads)
        if mask is not None:
            weights = weights + mask
        h = (weights.softmax(-1) @ v).transpose(1, 2).reshape(batch, tokens, width)
        x = x + gate1 * self.out(h)
        h = self.norm(x) * (1 + scale2) + shift2
        return x + gate2 * self.down(nn.functional.gelu(self.up(h)))


class Network(nn.Module):
    def __init__(self, settings):
        super().__init__()
        width = settings["width"]
        self.in_x = nn.Linear(settings["channels"], width)
        self.in_condition = nn.Linear(settings["features"], width)
        self.noise1 = nn.Linear(32, width)
        self.noise2 = nn.Linear(width, width)
        self.blocks = nn.ModuleList(
            Block(width, settings["heads"], settings["mlp_ratio"]) for _ in range(settings["blocks"])
        )
        self.norm = nn.LayerNorm(width, eps=1e-6, elementwise_affine=False)
        self.out_modulation = nn.Linear(width, 2 * width)
        self.out_x = nn.Linear(width, settings["channels"])
        self.register_buffer("frequencies", torch.exp(torch.linspace(math.log(0.5), math.log(30), 16)))
        self.sigma_data = torch.ones(settings["channels"])

    def raw(self, x, noise, condition, mask):
        angle = noise.unsqueeze(-1) * self.frequencies
        c = nn.functional.silu(self.noise1(torch.cat([angle.sin(), angle.cos()], -1)))
        c = nn.functional.silu(self.noise2(c))
        h = self.in_x(x) + self.in_condition(condition)
        for block in self.blocks:
            h = block(h, c, mask)
        shift, scale = self.out_modulation(c).unsqueeze(1).chunk(2, -1)
        return self.out_x(self.norm(h) * (1 + scale) + shift)

    def forward(self, x, sigma, condition, mask):
        s = sigma.view(-1, 1, 1)
        total = s**2 + self.sigma_data**2
        answer = self.raw(x / total.sqrt(), sigma.log() / 4, condition, mask)
        return x * (self.sigma_data**2 / total) + answer * (s * self.sigma_data / total.sqrt())


@torch.no_grad()
def draw(network, sigmas, condition, mask, channels):
    """DPM-Solver++ (2M), arXiv 2211.01095, algorithm 2."""
    x = sigmas[0] * torch.randn(*condition.shape[:2], channels)
    before = None
    for i in range(len(sigmas) - 1):
        s, t = sigmas[i], sigmas[i + 1]
        clean = network(x, torch.tensor([s]), condition, mask)
        if t == 0:
            return clean
        h = math.log(s / t)
        if before is None:
            estimate = clean
        else:
            r = math.log(sigmas[i - 1] / s) / h
            estimate = (1 + 1 / (2 * r)) * clean - 1 / (2 * r) * before
        x = (t / s) * x - math.expm1(-h) * estimate
        before = clean
    return x


with h5py.File(arguments.model) as file:
    settings = json.loads(file.attrs["network"])
    noise = json.loads(file.attrs["noise"])
    weights = {}
    for name in file["weights"]:
        if not name.startswith("estimator."):
            weights[name] = torch.from_numpy(file["weights"][name][()])
with h5py.File(arguments.events) as file:
    tokens = np.diff(file["level0/offsets"][:])[slice(*arguments.range)]
network = Network(settings).eval()
own = network.state_dict()
for name, weight in weights.items():
    place = "blocks." + name[5:] if name.startswith("block") else name
    if place in own:
        own[place].copy_(weight)

n = arguments.steps
steps = torch.linspace(noise["sigma_max"] ** (1 / 7), noise["sigma_min"] ** (1 / 7), n) ** 7
sigmas = [*steps.tolist(), 0.0]
order = np.sort(tokens, kind="stable")
batches = []
for first in range(0, len(order), arguments.batch):
    sizes = torch.from_numpy(order[first : first + arguments.batch].astype(np.int64))
    longest = int(sizes.max())
    there = torch.arange(longest)[None] < sizes[:, None]
    mask = None if bool(there.all()) else torch.where(there, 0.0, -1e9)[:, None, None]
    batches.append((torch.randn(len(sizes), longest, settings["features"]), mask))


def seconds_in_python():
    start = time.perf_counter()
    for condition, mask in batches:
        draw(network, sigmas, condition, mask, settings["channels"])
    return time.perf_counter() - start


first, last = arguments.range
command = [arguments.cli, "benchmark", "predict", arguments.events, "--model", arguments.model, "--json"]
command += ["--events", f"{first}:{'' if last is None else last}", "--batch", str(arguments.batch)]
command += ["--sampler", "dpmpp-2m", "--steps", str(n), "--threads", str(arguments.threads)]
command += ["--device", "cpu", "--repeats", "1"]
draw(network, sigmas[:2] + [0.0], *batches[0], settings["channels"])  # warms up
python, predict, bare = [], [], []
for _ in range(arguments.rounds):
    python.append(len(tokens) / seconds_in_python())
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    predict.append(answer["predict_events_per_second"])
    bare.append(answer["network_events_per_second"])
result = {
    "events": len(tokens),
    "evaluations": n,
    "batch": arguments.batch,
    "torch": torch.__version__,
    "predict_events_per_second": max(predict),
    "network_events_per_second": max(bare),
    "python_events_per_second": max(python),
    "predict_over_network": max(predict) / max(bare),
    "predict_over_python": max(predict) / max(python),
}
print(json.dumps(result, indent=2))
if arguments.json:
    with open(arguments.json, "w") as out:
        json.dump(result, out, indent=2)
