"""Prints formulas.json: what PyTorch's optimisers, learning-rate schedules and
label smoothing give on small inputs.

    python3 formulas.py > formulas.json

These numbers are NOT PyTorch's own. They come from the pseudo-code and formulas
in PyTorch's documentation, whose pages are named below, followed step by step
in double precision with nothing but Python's standard library. So they check
the formulas and not PyTorch's rounding. The page of OneCycleLR says what its
numbers mean and leaves the two cosines to the source it links to.

The exponential moving average is not PyTorch's (see EMA in nn/optim/ema.go): it is
summed here as it is defined.
"""

import json
import math

DOC = "https://docs.pytorch.org/docs/stable/generated/"
STEPS = 12
PARAMS = [1.0, -0.5, 0.25, 2.0, 0.0]
# Gradients that change sign, one of them always 0, and rates that change.
GRADS = [[round(math.sin(3 * t + 5 * i) * (1 + i), 3) if i < 4 else 0.0 for i in range(5)] for t in range(STEPS)]
RATES = [round(0.1 / (1 + t % 3), 3) for t in range(STEPS)]


def sgd(momentum=0.0, nesterov=False, weight_decay=0.0):
    """torch.optim.SGD.html, with dampening (tau) 0."""
    theta, b, after = list(PARAMS), [None] * len(PARAMS), []
    for t in range(1, STEPS + 1):
        gamma = RATES[t - 1]
        for i in range(len(theta)):
            g = GRADS[t - 1][i]
            if weight_decay != 0:
                g = g + weight_decay * theta[i]
            if momentum != 0:
                if t > 1:
                    b[i] = momentum * b[i] + g
                else:
                    b[i] = g
                if nesterov:
                    g = g + momentum * b[i]
                else:
                    g = b[i]
            theta[i] = theta[i] - gamma * g
        after.append(list(theta))
    return after


def adam(beta1=0.9, beta2=0.999, epsilon=1e-8, weight_decay=0.0, decoupled=False):
    """torch.optim.Adam.html, and torch.optim.AdamW.html if decoupled."""
    theta, after = list(PARAMS), []
    m, v = [0.0] * len(theta), [0.0] * len(theta)
    for t in range(1, STEPS + 1):
        gamma = RATES[t - 1]
        for i in range(len(theta)):
            g = GRADS[t - 1][i]
            if decoupled:
                theta[i] = theta[i] - gamma * weight_decay * theta[i]
            elif weight_decay != 0:
                g = g + weight_decay * theta[i]
            m[i] = beta1 * m[i] + (1 - beta1) * g
            v[i] = beta2 * v[i] + (1 - beta2) * g**2
            m_hat = m[i] / (1 - beta1**t)
            v_hat = v[i] / (1 - beta2**t)
            theta[i] = theta[i] - gamma * m_hat / (math.sqrt(v_hat) + epsilon)
        after.append(list(theta))
    return after


def optimizers():
    cases = []
    for settings in [
        {},
        {"weight_decay": 0.2},
        {"momentum": 0.9},
        {"momentum": 0.9, "weight_decay": 0.2},
        {"momentum": 0.9, "nesterov": True},
        {"momentum": 0.8, "nesterov": True, "weight_decay": 0.2},
    ]:
        cases.append({"kind": "sgd", **settings, "after": sgd(**settings)})
    for settings in [
        {},
        {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3},
        {"weight_decay": 0.2},
    ]:
        cases.append({"kind": "adam", **settings, "after": adam(**settings)})
        cases.append({"kind": "adamw", **settings, "after": adam(**settings, decoupled=True)})
    return {"params": PARAMS, "grads": GRADS, "rates": RATES, "cases": cases}


def ema(decay=0.9):
    """The average after each step of the parameters of SGD with momentum."""
    params, averages = sgd(momentum=0.9), []
    for n in range(1, STEPS + 1):
        weights = [decay ** (n - i) for i in range(1, n + 1)]
        averages.append(
            [sum(w * params[i][k] for i, w in enumerate(weights)) / sum(weights) for k in range(len(PARAMS))]
        )
    return {"decay": decay, "params": params, "averages": averages}


def cross_entropy(logits, label, smoothing):
    """torch.nn.CrossEntropyLoss.html, the loss of one sample with class
    probabilities as target; label_smoothing mixes them with even ones."""
    total = sum(math.exp(x) for x in logits)
    loss = 0.0
    for c, x in enumerate(logits):
        y = (1 - smoothing) * (1.0 if c == label else 0.0) + smoothing / len(logits)
        loss -= math.log(math.exp(x) / total) * y
    return loss


def label_smoothing():
    logits = [[round(2 * math.sin(7 * n + c), 3) for c in range(10)] for n in range(3)]
    labels, h = [3, 0, 9], 1e-5
    cases = []
    for smoothing in [0.0, 0.1, 0.5]:
        mean = lambda ys: sum(cross_entropy(y, l, smoothing) for y, l in zip(ys, labels)) / len(ys)
        gradient = []
        for n in range(len(logits)):
            for c in range(10):  # by central differences
                up, down = [list(y) for y in logits], [list(y) for y in logits]
                up[n][c] += h
                down[n][c] -= h
                gradient.append((mean(up) - mean(down)) / (2 * h))
        cases.append({"smoothing": smoothing, "loss": mean(logits), "gradient": gradient})
    return {"logits": sum(logits, []), "labels": labels, "cases": cases}


def step_lr(base, t, size, gamma):
    """torch.optim.lr_scheduler.StepLR.html"""
    return base * gamma ** (t // size)


def cosine_lr(base, t, t_max):
    """torch.optim.lr_scheduler.CosineAnnealingLR.html, with eta_min 0"""
    return base / 2 * (1 + math.cos(t / t_max * math.pi))


def one_cycle_lr(max_lr, t, total, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    """torch.optim.lr_scheduler.OneCycleLR.html, with anneal_strategy "cos",
    three_phase False and cycle_momentum False"""
    initial_lr = max_lr / div_factor
    min_lr = initial_lr / final_div_factor

    def anneal(start, end, pct):
        return end + (start - end) / 2 * (math.cos(math.pi * pct) + 1)

    first_end, second_end = pct_start * total - 1, total - 1
    if t <= first_end:
        return anneal(initial_lr, max_lr, t / first_end)
    return anneal(max_lr, min_lr, (t - first_end) / (second_end - first_end))


def sequential_lr(lr, t, warmup):
    """torch.optim.lr_scheduler.SequentialLR.html: LinearLR.html with
    start_factor 1/(warmup+1) and total_iters warmup, then lr."""
    if t >= warmup:
        return lr(t - warmup)
    start_factor = 1 / (warmup + 1)
    return lr(0) * (start_factor + (1 - start_factor) * t / warmup)


def schedules():
    """The rates of all steps of a run, of ten steps an epoch."""
    peak, per_epoch, cases = 0.4, 10, []

    def add(kind, steps, lr, warmup=0.0, **settings):
        w = round(warmup * per_epoch)
        rates = [sequential_lr(lambda t: lr(t, steps - w), t, w) for t in range(steps)]
        cases.append({"kind": kind, "steps": steps, "warmup": warmup, **settings, "rates": rates})

    for warmup in [0.0, 0.5]:
        add("constant", 12, lambda t, n: peak, warmup)
        add("step", 35, lambda t, n: step_lr(peak, t, 10, 0.1), warmup, step_every=1.0, step_factor=0.1)
        add("step", 35, lambda t, n: step_lr(peak, t, 7, 0.5), warmup, step_every=0.7, step_factor=0.5)
        add("cosine", 30, lambda t, n: cosine_lr(peak, t, n), warmup)
        add("onecycle", 30, lambda t, n: one_cycle_lr(peak, t, n), warmup)
    for steps in [1, 2, 3, 4]:
        add("onecycle", steps, lambda t, n: one_cycle_lr(peak, t, n))
    return {"peak": peak, "steps_per_epoch": per_epoch, "cases": cases}


print(
    json.dumps(
        {
            "source": "formulas.py, from the formulas of " + DOC,
            "optimizers": optimizers(),
            "ema": ema(),
            "label_smoothing": label_smoothing(),
            "schedules": schedules(),
        }
    )
)
