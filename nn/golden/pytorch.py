"""Prints pytorch.json: what PyTorch 1.13 itself gives on small inputs, in double
precision unless said otherwise.

    python3 pytorch.py > pytorch.json
"""

import json
import math

import torch
from torch import nn

torch.set_num_threads(1)
torch.set_default_dtype(torch.double)
torch.manual_seed(1)


def numbers(t):
    """The elements of a tensor, with more digits than float32 has."""
    return [float(f"{v:.9g}") for v in t.detach().flatten().tolist()]


def halves():
    """16-bit patterns, and the bits of the float32 of the same value."""
    bits = sorted({*range(0, 65536, 331), 0x0001, 0x03FF, 0x0400, 0x7BFF, 0x7C00, 0x7E00, 0x8000, 0xFC00, 0xFFFF})
    short = torch.tensor([b - 65536 if b > 32767 else b for b in bits], dtype=torch.int16)
    as_float = lambda dtype: [v & 0xFFFFFFFF for v in short.view(dtype).float().view(torch.int32).tolist()]
    return {"bits": bits, "f16": as_float(torch.float16), "bf16": as_float(torch.bfloat16)}


def rmsprop():
    """Parameters after each of twelve steps, by gradients that change sign, one
    of them always 0, and rates that change."""
    steps, start = 12, [1.0, -0.5, 0.25, 2.0, 0.0]
    grads = [[round(math.sin(3 * t + 5 * i) * (1 + i), 3) if i < 4 else 0.0 for i in range(5)] for t in range(steps)]
    rates = [round(0.1 / (1 + t % 3), 3) for t in range(steps)]
    cases = []
    for given in [
        {},
        {"alpha": 0.9, "eps": 1e-3},
        {"weight_decay": 0.2},
        {"momentum": 0.9},
        {"alpha": 0.95, "momentum": 0.8, "weight_decay": 0.2},
    ]:
        p = nn.Parameter(torch.tensor(start))
        optimizer, after = torch.optim.RMSprop([p], lr=1, **given), []
        for g, rate in zip(grads, rates):
            p.grad, optimizer.param_groups[0]["lr"] = torch.tensor(g), rate
            optimizer.step()
            after.append(p.tolist())
        cases.append({**given, "after": after})
    return {"params": start, "grads": grads, "rates": rates, "cases": cases}


def dummy(rate):
    return torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=rate)


def linear():
    """LinearLR to 0, stepped once a batch; warm-up is LinearLR too, see
    sequential_lr in formulas.py."""
    peak, per_epoch, cases = 0.4, 10, []
    for steps, warmup in [(30, 0.0), (30, 0.5), (3, 0.0), (1, 0.0)]:
        w = round(warmup * per_epoch)
        o = dummy(peak)
        fall = torch.optim.lr_scheduler.LinearLR(o, 1, 0, steps - w)
        if w > 0:
            o = dummy(peak)
            rise = torch.optim.lr_scheduler.LinearLR(o, 1 / (w + 1), 1, w)
            fall = torch.optim.lr_scheduler.LinearLR(o, 1, 0, steps - w)
            fall = torch.optim.lr_scheduler.SequentialLR(o, [rise, fall], [w])
        rates = []
        for _ in range(steps):
            rates.append(o.param_groups[0]["lr"])
            o.step()
            fall.step()
        cases.append({"steps": steps, "warmup": warmup, "rates": rates})
    return {"peak": peak, "steps_per_epoch": per_epoch, "cases": cases}


def plateau():
    """The rate after each epoch, given its validation loss."""
    losses = [0.5, 0.4, 0.41, 0.4, 0.39997, 0.3999, 0.39, 0.5, 0.5, 0.5, 0.5, 0.5, 0.2] + [0.3] * 30
    cases = []
    for given in [{}, {"factor": 0.5, "patience": 1}, {"factor": 0.1, "patience": 2}, {"factor": 0.3, "patience": 5}]:
        o = dummy(0.4)
        schedule, rates = torch.optim.lr_scheduler.ReduceLROnPlateau(o, **given), []
        for loss in losses:
            schedule.step(loss)
            rates.append(o.param_groups[0]["lr"])
        cases.append({"factor": schedule.factor, "patience": schedule.patience, "rates": rates})
    return {"peak": 0.4, "losses": losses, "cases": cases}


class Normalize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean, self.std = mean, std

    def forward(self, x):  # torchvision.transforms.Normalize
        return (x - self.mean) / self.std


def network(layers, shape, outputs=10):
    """Outputs, loss and gradients of layers that stand as the project writes
    them, on random values."""
    modules, counts, names, x = [], {}, [], torch.randn(3, *shape, requires_grad=True)
    value = x
    for text in layers.split(", "):
        kind, *words = text.split()
        after = lambda word, default: int(words[words.index(word) + 1]) if word in words else default
        if kind == "conv":
            side = int(words[1])
            module = nn.Conv2d(value.shape[1], int(words[0]), side, stride=after("stride", 1), padding=after("pad", side // 2))
        elif kind == "linear":
            value = value.flatten(1)
            module = nn.Linear(value.shape[1], int(words[0]) if words else outputs)
        elif kind == "avgpool":
            module = nn.AvgPool2d(int(words[0]))
        elif kind == "normalize":
            module = Normalize(float(words[0]), float(words[1]))
        else:
            module = {"relu": nn.ReLU(), "gelu": nn.GELU(), "sigmoid": nn.Sigmoid()}[kind]
        counts[kind] = counts.get(kind, 0) + 1
        names.append("fc" if kind == "linear" and layers.count("linear") == 1 else kind.replace("linear", "fc") + str(counts[kind]))
        for p in module.parameters():
            p.data = p.data.float().double()
        modules.append(module)
        value = module(value)
    labels = [(7 * i + 3) % outputs for i in range(len(x))]
    loss = nn.functional.cross_entropy(value, torch.tensor(labels))
    loss.backward()
    parameters = [
        {"name": f"{name}.{p}", "values": numbers(v), "gradient": numbers(v.grad)}
        for name, module in zip(names, modules)
        for p, v in module.named_parameters()
    ]
    return {
        "layers": layers, "shape": shape, "x": numbers(x), "labels": labels, "outputs": numbers(value),
        "loss": loss.item(), "x_gradient": numbers(x.grad), "parameters": parameters,
    }


print(
    json.dumps(
        {
            "source": "pytorch.py, by PyTorch " + torch.__version__,
            "halves": halves(),
            "rmsprop": rmsprop(),
            "linear": linear(),
            "plateau": plateau(),
            "networks": [
                network("normalize 0.1307 0.3081, conv 3 3 stride 2, gelu, avgpool 2, linear", [1, 8, 8]),
                network("conv 2 3 pad 0 stride 2, sigmoid, conv 3 2 pad 1 stride 3, gelu, linear", [2, 9, 7]),
                network("conv 2 1 stride 4, sigmoid, linear 4, gelu, linear", [1, 7, 6]),
                network("avgpool 3, gelu, linear 6, sigmoid, linear", [2, 6, 9]),
                network("conv 8 1, conv 8 5 stride 2, relu, avgpool 2, linear", [1, 8, 8]),
            ],
        }
    )
)
