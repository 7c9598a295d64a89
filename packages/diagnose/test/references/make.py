"""Networks of PyTorch before and after training, and what a diagnosis of them must find, in float64 by its own autograd.

PyTorch 1.13, numpy; python3 make.py writes chain-* and convolutional-* beside this file. The diagnose-* were made the same way.
"""
import json
import numpy as np
import torch
from torch import nn

torch.manual_seed(7)


class Chain(nn.Module):
    """Declared in another order than it runs in, with more than ten layers by number."""

    def __init__(self):
        super().__init__()
        self.output = nn.Linear(9, 2)
        self.blocks = nn.ModuleDict({str(k): nn.Linear(9, 9) for k in (12, 2, 10)})
        self.input = nn.Linear(6, 9)

    def hidden(self, x):
        z = [self.input(x)]
        for k in ("2", "10", "12"):
            z.append(self.blocks[k](nn.functional.gelu(z[-1])))
        return z

    def forward(self, x):
        return self.output(nn.functional.gelu(self.hidden(x)[-1]))


class Convolutional(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(2, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.mix = nn.Conv2d(4, 5, 3, padding=1)
        self.back = nn.Conv2d(5, 4, 1)
        self.wide = nn.Linear(64, 7)
        self.head = nn.Linear(7, 3)

    def hidden(self, x):
        a = self.norm(self.stem(x))
        pooled = nn.functional.max_pool2d(a.relu(), 2)
        b = self.mix(pooled)
        c = self.wide((pooled + self.back(b.relu())).flatten(1))
        return [a, b, c]

    def forward(self, x):
        return self.head(self.hidden(x)[-1].relu())


def state(model):
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def save(path, arrays):
    np.savez(path, **{name: np.asarray(value) for name, value in arrays.items()})


def export(path, model, arrays, x):
    model.load_state_dict(arrays)
    model.float().eval()
    torch.onnx.export(model, x, path, training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)


def measured(model, arrays, X):
    model.load_state_dict(arrays)
    model.double().eval()
    names = [name for name, _ in model.named_parameters()]
    outputs = model(X)
    n, c = outputs.shape
    J = {name: torch.zeros(n * c, dict(model.named_parameters())[name].numel(), dtype=torch.float64) for name in names}
    for row in range(n * c):
        gradients = torch.autograd.grad(outputs.flatten()[row], list(model.parameters()), retain_graph=True, allow_unused=True)
        for name, gradient in zip(names, gradients):
            if gradient is not None:
                J[name][row] = gradient.flatten()
    kernels = {name: (j @ j.T).numpy() for name, j in J.items()}
    return {
        "outputs": outputs.detach().numpy(),
        "kernels": kernels,
        "kernel": sum(kernels.values()),
        "hidden": [z.detach().flatten(1).numpy() for z in model.hidden(X)],
        "parameters": {name: value.detach().numpy().copy() for name, value in model.named_parameters()},
    }


def distance(a, b):
    return 1 - (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())


def traced(kernel, c):
    n = kernel.shape[0] // c
    return np.einsum("iaja->ij", kernel.reshape(n, c, n, c))


def angle(a, b):
    return float(np.mean(np.arccos((a * b).sum(0) / np.sqrt((a * a).sum(0) * (b * b).sum(0))) / np.pi))


def centred_alignment(a, b):
    H = np.eye(len(a)) - 1 / len(a)
    a, b = H @ a @ H, H @ b @ H
    return (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())


def expected(one, two, c, smooth, act):
    share = lambda m: {name: np.trace(k) / np.trace(m["kernel"]) for name, k in m["kernels"].items()}
    squares = lambda m, name, axes: (m["parameters"][name] ** 2).sum(axes)
    moved = {name: np.linalg.norm(two["parameters"][name] - value) for name, value in one["parameters"].items()}
    grams = [[(act(z) @ act(z).T) for z in m["hidden"]] for m in (one, two)]
    return {
        "kernelDistance": distance(one["kernel"], two["kernel"]),
        "kernelDistanceTrace": distance(traced(one["kernel"], c), traced(two["kernel"], c)),
        "kernelDistanceByParameter": {name: distance(one["kernels"][name], two["kernels"][name]) for name in one["kernels"]},
        "kernelShareBefore": share(one),
        "kernelShareAfter": share(two),
        "activationChange": [
            angle(a, b) if smooth else float(np.mean((a >= 0) != (b >= 0))) for a, b in zip(one["hidden"], two["hidden"])
        ],
        "representations": [
            {"kernelDistance": distance(a, b), "centredKernelAlignment": centred_alignment(a, b)} for a, b in zip(*grams)
        ],
        "parameterDistance": np.sqrt(sum(value**2 for value in moved.values())),
        "relativeParameterDistance": {name: moved[name] / np.linalg.norm(one["parameters"][name]) for name in moved},
    }, squares


def train(model, X, y, steps, rate):
    optimiser = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    for _ in range(steps):
        optimiser.zero_grad()
        nn.functional.cross_entropy(model(X), y).backward()
        optimiser.step()


def plain(value):
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return value
    number = np.asarray(value, dtype=float)
    # a ratio whose denominator is 0
    return None if number.ndim == 0 and not np.isfinite(number) else number.tolist()


def make(name, model, X, y, steps, rate, smooth, act, conserved):
    before = state(model)
    model.train()
    train(model, X, y, steps, rate)
    after = state(model)
    save(f"{name}-before.npz", before)
    save(f"{name}-after.npz", after)
    np.savez_compressed(f"{name}-data.npz", X=X.numpy())
    export(f"{name}-before.onnx", model, before, X[:1])
    export(f"{name}-after.onnx", model, after, X[:1])
    c = int(y.max()) + 1
    one, two = measured(model, before, X.double()), measured(model, after, X.double())
    found, squares = expected(one, two, c, smooth, act)
    found["conserved"] = [
        {"layers": layers, "before": of(lambda *a: squares(one, *a)), "after": of(lambda *a: squares(two, *a))}
        for layers, of in conserved
    ]
    for number in ("before", "after"):
        outputs = torch.tensor((one if number == "before" else two)["outputs"])
        found.setdefault("loss", {})[number] = nn.functional.cross_entropy(outputs, y).item()
        found.setdefault("accuracy", {})[number] = (outputs.argmax(1) == y).double().mean().item()
    found["labels"] = y.tolist()
    with open(f"{name}-expected.json", "w") as file:
        json.dump(plain(found), file, indent=1)
    print(name, found["kernelDistance"], found["activationChange"], found["accuracy"])


gelu = lambda z: nn.functional.gelu(torch.tensor(z)).numpy()
relu = lambda z: np.maximum(z, 0)

X = torch.randn(14, 6)
make("chain", Chain(), X, (X[:, 0] * X[:, 1] > 0).long(), 150, 0.1, True, gelu, [])

X = torch.randn(9, 2, 8, 8)
labels = torch.arange(9) % 3
linear = lambda into, out: lambda s: s(f"{out}.weight", 0) - s(f"{into}.weight", 1) - s(f"{into}.bias", ())
make("convolutional", Convolutional(), X, labels, 12, 0.02, False, relu, [
    (["stem", "norm"], lambda s: s("stem.weight", (1, 2, 3))),
    (["mix", "back"], lambda s: s("back.weight", (0, 2, 3)) - s("mix.weight", (1, 2, 3)) - s("mix.bias", ())),
    (["wide", "head"], linear("wide", "head")),
])
