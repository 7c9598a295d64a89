"""Networks with the modules, names and order of torchvision's ResNet-18, timm's vision transformer and Hugging Face's GPT-2, narrow,
before and after some steps, and what a diagnosis of them must find, in float64 by PyTorch's own autograd.

PyTorch 1.13, numpy; python3 makeKnown.py writes resnet18-*, vit-* and gpt2-* beside this file.
"""
import json
import math
import numpy as np
import torch
from torch import nn

torch.manual_seed(11)


class BasicBlock(nn.Module):
    def __init__(self, inplanes, planes, stride, downsample):
        super().__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=False)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = downsample

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        return self.relu(self.bn2(self.conv2(out)) + identity)


class ResNet18(nn.Module):
    """As torchvision/models/resnet.py has it."""

    def __init__(self, widths, num_classes):
        super().__init__()
        self.inplanes = widths[0]
        self.conv1 = nn.Conv2d(3, self.inplanes, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(self.inplanes)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = self.stage(widths[0], 1)
        self.layer2 = self.stage(widths[1], 2)
        self.layer3 = self.stage(widths[2], 2)
        self.layer4 = self.stage(widths[3], 2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(widths[3], num_classes)

    def stage(self, planes, stride):
        downsample = None
        if stride != 1 or self.inplanes != planes:
            downsample = nn.Sequential(nn.Conv2d(self.inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))
        blocks = [BasicBlock(self.inplanes, planes, stride, downsample), BasicBlock(planes, planes, 1, None)]
        self.inplanes = planes
        return nn.Sequential(*blocks)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(self.avgpool(x).flatten(1))


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        B, N, C = x.shape
        q, k, v = self.qkv(x).reshape(B, N, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1) * (C // self.heads) ** -0.5).softmax(-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(B, N, C))


class Mlp(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.fc1 = nn.Linear(dim, 4 * dim)
        self.act = nn.GELU()
        self.fc2 = nn.Linear(4 * dim, dim)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim, eps=1e-6)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim, eps=1e-6)
        self.mlp = Mlp(dim)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class PatchEmbed(nn.Module):
    def __init__(self, dim, patch):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, patch, patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class VisionTransformer(nn.Module):
    """As timm/models/vision_transformer.py has it."""

    def __init__(self, side, patch, dim, heads, depth, num_classes):
        super().__init__()
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim) * 0.3)
        self.pos_embed = nn.Parameter(torch.randn(1, (side // patch) ** 2 + 1, dim) * 0.3)
        self.patch_embed = PatchEmbed(dim, patch)
        self.blocks = nn.Sequential(*[Block(dim, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.patch_embed(x)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.pos_embed
        return self.head(self.norm(self.blocks(x))[:, 0])


class Conv1D(nn.Module):
    """A dense layer whose weight lies in x out."""

    def __init__(self, nf, nx):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(nx, nf) * 0.2)
        self.bias = nn.Parameter(torch.zeros(nf))

    def forward(self, x):
        return x @ self.weight + self.bias


class GPT2Attention(nn.Module):
    def __init__(self, dim, heads, positions):
        super().__init__()
        self.register_buffer("bias", torch.tril(torch.ones(positions, positions)).view(1, 1, positions, positions))
        self.heads = heads
        self.c_attn = Conv1D(3 * dim, dim)
        self.c_proj = Conv1D(dim, dim)

    def forward(self, x):
        B, N, C = x.shape
        q, k, v = [part.view(B, N, self.heads, C // self.heads).transpose(1, 2) for part in self.c_attn(x).split(C, 2)]
        scores = q @ k.transpose(-2, -1) / math.sqrt(C // self.heads)
        weights = scores.masked_fill(self.bias[:, :, :N, :N] == 0, -math.inf).softmax(-1)
        return self.c_proj((weights @ v).transpose(1, 2).reshape(B, N, C))


class GPT2MLP(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.c_fc = Conv1D(4 * dim, dim)
        self.c_proj = Conv1D(dim, 4 * dim)

    def forward(self, x):
        return self.c_proj(nn.functional.gelu(self.c_fc(x), approximate="tanh"))


class GPT2Block(nn.Module):
    def __init__(self, dim, heads, positions):
        super().__init__()
        self.ln_1 = nn.LayerNorm(dim)
        self.attn = GPT2Attention(dim, heads, positions)
        self.ln_2 = nn.LayerNorm(dim)
        self.mlp = GPT2MLP(dim)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT2Model(nn.Module):
    def __init__(self, vocabulary, positions, dim, heads, depth):
        super().__init__()
        self.wte = nn.Embedding(vocabulary, dim)
        self.wpe = nn.Embedding(positions, dim)
        self.h = nn.ModuleList([GPT2Block(dim, heads, positions) for _ in range(depth)])
        self.ln_f = nn.LayerNorm(dim)

    def forward(self, x):
        x = self.wte(x) + self.wpe.weight[: x.shape[1]]
        for block in self.h:
            x = block(x)
        return self.ln_f(x)


class GPT2ForSequenceClassification(nn.Module):
    """As transformers/models/gpt2/modeling_gpt2.py has it, without padding: the last token gives the logits."""

    def __init__(self, num_labels, **sizes):
        super().__init__()
        self.transformer = GPT2Model(**sizes)
        self.score = nn.Linear(sizes["dim"], num_labels, bias=False)

    def forward(self, x):
        return self.score(self.transformer(x)[:, -1])


def arrays(model):
    return {name: value.detach().numpy().copy() for name, value in model.state_dict().items() if value.dtype.is_floating_point}


def kernels(model, state, X):
    model.load_state_dict({name: torch.tensor(value) for name, value in state.items()}, strict=False)
    model.double().eval()
    outputs = model(X)
    parameters = dict(model.named_parameters())
    rows = [torch.autograd.grad(output, list(parameters.values()), retain_graph=True) for output in outputs.flatten()]
    J = {name: torch.stack([row[k].flatten() for row in rows]) for k, name in enumerate(parameters)}
    return outputs.detach().numpy(), {name: (j @ j.T).numpy() for name, j in J.items()}


def patterns(model, X):
    """Which units of each ReLU are on, in the order in which they are used."""
    found = []
    hooks = [m.register_forward_pre_hook(lambda _, z: found.append((z[0] >= 0).numpy())) for m in model.modules() if isinstance(m, nn.ReLU)]
    model(X)
    for hook in hooks:
        hook.remove()
    return found


def distance(a, b):
    return 1 - (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum())


def make(name, model, X, y, steps, rate):
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.LayerNorm)):
            nn.init.normal_(module.weight, 1, 0.1)
            nn.init.normal_(module.bias, 0, 0.1)
    model.train()
    with torch.no_grad():
        for _ in range(20):
            model(X)
    before = arrays(model)
    optimiser = torch.optim.SGD(model.parameters(), lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        nn.functional.cross_entropy(model(X), y).backward()
        optimiser.step()
    after = arrays(model)
    X64 = X if X.dtype == torch.int64 else X.double()
    outputs, one = kernels(model, before, X64)
    on = patterns(model, X64)
    _, two = kernels(model, after, X64)
    on_after = patterns(model, X64)
    whole, whole_after = sum(one.values()), sum(two.values())
    # attention does not feel the bias of its keys, and what is left of a zero is no number
    felt = lambda k: np.trace(k) > 1e-20 * np.trace(whole)
    found = {
        "kernelDistance": distance(whole, whole_after),
        "kernelDistanceByParameter": {key: distance(one[key], two[key]) if felt(one[key]) else None for key in one},
        "kernelShareBefore": {key: np.trace(k) / np.trace(whole) for key, k in one.items()},
        "kernelShareAfter": {key: np.trace(k) / np.trace(whole_after) for key, k in two.items()},
    }
    if on:
        found["activationChange"] = [float(np.mean(a != b)) for a, b in zip(on, on_after)]
    np.savez_compressed(f"{name}-before.npz", **before)
    np.savez_compressed(f"{name}-after.npz", **after)
    np.savez_compressed(f"{name}-data.npz", X=X.numpy(), outputsBefore=outputs)
    with open(f"{name}-expected.json", "w") as file:
        json.dump(found, file, indent=1)
    print(name, found["kernelDistance"], sum(p.numel() for p in model.parameters()))


resnet = ResNet18([4, 5, 6, 7], 3)
make("resnet18", resnet, torch.randn(6, 3, 32, 32), torch.arange(6) % 3, 5, 0.05)
resnet.load_state_dict({key: torch.tensor(value) for key, value in np.load("resnet18-before.npz").items()}, strict=False)
torch.onnx.export(
    resnet.float().eval(), torch.randn(1, 3, 32, 32), "resnet18-before.onnx", training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False
)
make("vit", VisionTransformer(8, 4, 6, 2, 2, 3), torch.randn(6, 3, 8, 8), torch.arange(6) % 3, 10, 0.1)
make("gpt2", GPT2ForSequenceClassification(2, vocabulary=11, positions=7, dim=6, heads=2, depth=2), torch.randint(0, 11, (6, 5)), torch.arange(6) % 2, 10, 0.1)


class SpelledOut(nn.Module):
    """What PyTorch 1.13 exports as several nodes, or with one of no effect: LayerNorm and mean pooling."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 3, 3)
        self.pool = nn.AvgPool2d(2)
        self.a = nn.Linear(27, 5)
        self.norm = nn.LayerNorm(5)
        self.b = nn.Linear(5, 2)

    def forward(self, x):
        return self.b(self.norm(self.a(self.pool(self.conv(x).tanh()).flatten(1))).relu())


spelled_out = SpelledOut()
nn.init.normal_(spelled_out.norm.weight, 1, 0.1)
nn.init.normal_(spelled_out.norm.bias)
X = torch.randn(4, 1, 8, 8)
torch.onnx.export(spelled_out, X[:1], "spelledOut.onnx", training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
np.savez_compressed("spelledOut-data.npz", X=X.numpy(), outputs=spelled_out.double()(X.double()).detach().numpy())
