"""The noise model and the rule of verdicts, written independently of the program that is tested: moderated variances
(Smyth 2004) by maximum likelihood, Welch's test, Benjamini and Hochberg, chances by a mixture of normals (Stephens 2017).
Needs python3-scipy. What the reference programs beside it import; noise_vectors.json was computed by the same functions.

Larger is better. An experiment is the list of the finite values of its repeats."""
import math

from scipy.stats import norm, t as student

PRIOR_DEGREES = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, math.inf]
MIXTURE = [0, 0.25, 0.5, 1, 2, 4, 8, 16, 32]  # deviations of effects, in median standard errors


def t_quantile(p, dof):
    """scipy's ppf is right to nine digits or ten; Newton steps on sf, which is right to fifteen."""
    q = student.ppf(p, dof)
    for _ in range(3):
        q += (student.sf(q, dof) - (1 - p)) / student.pdf(q, dof)
    return float(q)


def two_sided(t, dof):
    return float(2 * student.sf(abs(t), dof))


def spread(values):
    """n, mean, variance."""
    n = len(values)
    mean = values[0] if min(values) == max(values) else math.fsum(values) / n
    return n, mean, math.fsum((x - mean) ** 2 for x in values) / (n - 1) if n > 1 else math.nan


def step_of(experiments):
    values = sorted(x for one in experiments for x in one)
    scale = max((abs(x) for x in values), default=0)
    return min((b - a for a, b in zip(values, values[1:]) if b - a > 1e-12 * scale), default=0.0)


def typical_variance(degrees, squares, d0):
    """The root of sum(-d + (d + d0) ss / (d0 s + ss)) in s; squares are d times the variance."""
    if math.isinf(d0):
        return math.fsum(squares) / math.fsum(degrees)
    high = math.log(max(ss / d for ss, d in zip(squares, degrees))) + 5
    low = high - 65
    for _ in range(200):
        s = math.exp((low + high) / 2)
        if math.fsum(-d + (d + d0) * ss / (d0 * s + ss) for d, ss in zip(degrees, squares)) > 0:
            low = (low + high) / 2
        else:
            high = (low + high) / 2
    return math.exp((low + high) / 2)


def log_likelihood(degrees, squares, d0, s):
    if math.isinf(d0):
        return math.fsum(-d / 2 * math.log(s) - ss / (2 * s) for d, ss in zip(degrees, squares))
    return math.fsum(math.lgamma((d + d0) / 2) - math.lgamma(d0 / 2) - d / 2 * math.log(d0 * s / 2)
                     - (d + d0) / 2 * math.log1p(ss / (d0 * s)) for d, ss in zip(degrees, squares))


def fit_noise(experiments):
    """D, k, d0, s0 (a variance), step, equal; d0 and s0 None where the noise is not known."""
    step = step_of(experiments)
    spreads = [spread(one) for one in experiments if len(one) > 1]
    moving = [(n - 1, v) for n, _, v in spreads if v > 0]
    pooled = math.fsum(d * v for d, v in moving) / sum(d for d, _ in moving) if moving else 0
    counted = pooled > 0 and step**2 / 12 > 1e-3 * pooled
    kept = [(n - 1.0, max(v, step**2 / 12)) for n, _, v in spreads if v > 0 or counted]
    degrees, squares = [d for d, _ in kept], [d * v for d, v in kept]
    noise = dict(D=sum(degrees), k=len(kept), step=step, equal=len(spreads) - len(kept), d0=None, s0=None)
    if noise["D"] < 3:
        return noise
    best = -math.inf
    for d0 in PRIOR_DEGREES if len(kept) >= 3 else [2.0]:
        s0 = typical_variance(degrees, squares, d0)
        likelihood = log_likelihood(degrees, squares, d0, s0)
        if likelihood > best + 1e-9:
            best = likelihood
            noise.update(d0=d0, s0=s0)
    return noise


def side(noise, values):
    """n, mean, variance, degrees of freedom."""
    n, mean, variance = spread(values)
    d, rounding = n - 1, noise["step"] ** 2 / 12
    own = 0.0 if d == 0 else variance
    if variance == 0 and rounding > 0:
        own = min(rounding, noise["s0"])
    if d and variance == 0 and noise["equal"] and rounding <= 1e-3 * noise["s0"]:
        n, d, own = 1, 0, 0.0  # the same run again and again
    if math.isinf(noise["d0"]):
        moderated, dof = noise["s0"], noise["D"]
    else:
        moderated = (noise["d0"] * noise["s0"] + d * own) / (noise["d0"] + d)
        dof = min(noise["d0"] + d, noise["D"])
    return n, mean, max(moderated, own), dof


def compare(noise, before, after, smallest=0.0):
    """estimate, low, high, p, p_of_none, df, se; the estimate alone where nothing can be tested."""
    result = dict(estimate=spread(after)[1] - spread(before)[1], p=None)
    if noise["s0"] is None or (min(len(before), len(after)) == 1 and noise["k"] < 3):
        return result
    n1, _, v1, dof1 = side(noise, before)
    n2, _, v2, dof2 = side(noise, after)
    a, b = v1 / n1, v2 / n2
    se = math.sqrt(a + b)
    dof = min((a + b) ** 2 / (a * a / dof1 + b * b / dof2), noise["D"])
    half, size = t_quantile(0.975, dof) * se, abs(result["estimate"])
    result.update(low=result["estimate"] - half, high=result["estimate"] + half, se=se, df=dof)
    result.update(p=two_sided(max(0.0, size - smallest) / se, dof), p_of_none=two_sided(size / se, dof))
    return result


def adjust(p):
    """Benjamini and Hochberg."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    adjusted, lowest = [0.0] * len(p), 1.0
    for rank in range(len(p), 0, -1):
        lowest = min(lowest, p[order[rank - 1]] * len(p) / rank)
        adjusted[order[rank - 1]] = lowest
    return adjusted


def chances(differences, smallest=0.0):
    """That each is beyond `smallest` in the direction that was seen."""
    errors = []
    for one in differences:
        z = -norm.ppf(max(one["p_of_none"], 1e-300) / 2)
        errors.append(abs(one["estimate"]) / z if z > 1e-6 and one["estimate"] else one["se"])
    ordered, half = sorted(errors), len(errors) // 2
    median = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    variances = [(c * median) ** 2 for c in MIXTURE]
    likelihoods = []
    for one, error in zip(differences, errors):
        logs = [-one["estimate"] ** 2 / (2 * (error**2 + v)) - math.log(error**2 + v) / 2 for v in variances]
        likelihoods.append([math.exp(x - max(logs)) for x in logs])
    weights = [1 / len(MIXTURE)] * len(MIXTURE)

    def shares():
        weighted = [[w * x for w, x in zip(weights, row)] for row in likelihoods]
        return [[x / math.fsum(row) for x in row] for row in weighted]

    for _ in range(100):
        rows = shares()
        counts = [math.fsum(row[j] for row in rows) + (1.0 if j == 0 else 0.1) for j in range(len(MIXTURE))]
        weights = [c / math.fsum(counts) for c in counts]
    result = []
    for one, error, row in zip(differences, errors, shares()):
        chance = 0.0
        for v, share in zip(variances, row):
            if v > 0:
                mean, sd = abs(one["estimate"]) * v / (error**2 + v), math.sqrt(v * error**2 / (error**2 + v))
                chance += share * norm.sf((smallest - mean) / sd)
        result.append(float(chance))
    return result


def judge(noise, pairs, smallest=0.0, level=0.05):
    """One family: differences with q, chance and verdict."""
    result = [compare(noise, before, after, smallest) for before, after in pairs]
    for one in result:
        one.update(verdict="not tested", q=None, chance=None)
    tested = [one for one in result if one["p"] is not None]
    for one, q, chance in zip(tested, adjust([one["p"] for one in tested]), chances(tested, smallest) if tested else []):
        word, any_difference = "better" if one["estimate"] > 0 else "worse", one["estimate"] != 0
        one.update(q=q, chance=chance, verdict="too close to call")
        if any_difference and q <= level and chance >= 0.8:
            one["verdict"] = "clearly " + word
        elif smallest > 0 and -smallest < one["low"] and one["high"] < smallest:
            one["verdict"] = "no difference that matters"
        elif any_difference and (q <= level or chance >= 0.75):
            one["verdict"] = "probably " + word
    return result
