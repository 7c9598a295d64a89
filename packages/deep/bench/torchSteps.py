"""Times one training step of each network of steps.ts by PyTorch on one thread in float32: seconds, a line a network."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from processor import best_processor_seconds

torch.set_num_threads(1)


class Mlp(nn.Module):
    """64-64-64-64-8 without biases, layers over the square root of their fan-in, the readout over the fan-in."""

    def __init__(self):
        super().__init__()
        self.weights = nn.ParameterList([nn.Parameter(torch.randn(units, 64)) for units in (64, 64, 64, 8)])

    def forward(self, x):
        for weight in self.weights[:-1]:
            x = F.relu(F.linear(x, weight) / math.sqrt(64))
        return F.linear(x, self.weights[-1]) / 64


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolutions = nn.ModuleList([nn.Conv2d(1, 6, 5, padding=2, bias=False), nn.Conv2d(6, 16, 5, bias=False)])
        self.dense = nn.ModuleList([nn.Linear(*sizes, bias=False) for sizes in ((400, 120), (120, 84), (84, 10))])

    def forward(self, x):
        for convolution in self.convolutions:
            x = F.max_pool2d(F.relu(convolution(x)), 2)
        x = x.flatten(1)
        for layer in self.dense[:-1]:
            x = F.relu(layer(x))
        return self.dense[-1](x)


class Decoder(nn.Module):
    """One post-norm block on four tokens of 99; the last position gives the logits."""

    def __init__(self, d):
        super().__init__()
        self.token = nn.Embedding(99, d)
        self.position = nn.Embedding(4, d)
        self.attention = nn.MultiheadAttention(d, 4, bias=False, batch_first=True)
        self.norm1 = nn.LayerNorm(d)
        self.up = nn.Linear(d, 4 * d, bias=False)
        self.down = nn.Linear(4 * d, d, bias=False)
        self.norm2 = nn.LayerNorm(d)
        self.logits = nn.Linear(d, 99, bias=False)
        self.register_buffer("mask", torch.triu(torch.ones(4, 4, dtype=torch.bool), 1))

    def forward(self, tokens):
        x = self.token(tokens) + self.position(torch.arange(4))
        x = self.norm1(x + self.attention(x, x, x, attn_mask=self.mask, need_weights=False)[0])
        x = self.norm2(x + self.down(F.relu(self.up(x))))
        return self.logits(x[:, -1])


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9)


def adamw(parameters):
    return torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.98), weight_decay=0.3)


def seconds_of_step(model, method, inputs, classes):
    labels = torch.randint(classes, (len(inputs),))
    optimiser = method(model.parameters())

    def step():
        optimiser.zero_grad(set_to_none=False)
        F.cross_entropy(model(inputs), labels).backward()
        optimiser.step()

    return best_processor_seconds(step, 1)


def blas():
    """The library of its products: Debian's package takes whichever of its BLAS is installed, the slow reference one too."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "blas" in line}
    return ", ".join(sorted(path.split("/lib/")[-1].split("-gnu/")[-1] for path in paths)) or "its own products"


if __name__ == "__main__":
    torch.manual_seed(0)
    print(f"PyTorch {torch.__version__} with {blas()}")
    one_hot = F.one_hot(torch.randint(8, (128, 8)), 8).float().flatten(1)
    left, right = torch.randint(97, (2, 512))
    equations = torch.stack([left, torch.full((512,), 97), right, torch.full((512,), 98)], 1)
    print(seconds_of_step(Mlp(), sgd, one_hot, 8))
    print(seconds_of_step(LeNet5(), sgd, torch.randn(64, 1, 28, 28), 10))
    print(seconds_of_step(Decoder(128), adamw, equations, 97))
    print(seconds_of_step(Decoder(64), adamw, equations, 97))
