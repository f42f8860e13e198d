"""The UCI digits that come with scikit-learn: 1,797 grey images of 8 × 8, split once and for all, and augmented."""

import dataclasses
import math

import numpy
import sklearn.datasets
import sklearn.model_selection
import torch

SPLIT_SEED = 7
TRAIN_IMAGES, VALIDATION_IMAGES, TEST_IMAGES = 300, 500, 500
PRETRAINING_DIGITS = (0, 1, 2, 3, 4)


@dataclasses.dataclass
class Images:
    pixels: torch.Tensor  # n × 1 × size × size, 0 (paper) to 1 (ink)
    labels: torch.Tensor  # n, 0 to 9

    def __len__(self):
        return len(self.labels)


@dataclasses.dataclass
class Split:
    train: Images
    validation: Images
    test: Images
    pretraining: Images  # of what is left, the digits 0 to 4


def load(img_size):
    """The same images in each part whatever the size; every part holds the ten digits in equal shares."""
    digits = sklearn.datasets.load_digits()
    rest = numpy.arange(len(digits.target))
    parts = []
    for count in (TRAIN_IMAGES, VALIDATION_IMAGES, TEST_IMAGES):
        part, rest = sklearn.model_selection.train_test_split(
            rest, train_size=count, stratify=digits.target[rest], random_state=SPLIT_SEED)
        parts.append(part)
    parts.append(rest[numpy.isin(digits.target[rest], PRETRAINING_DIGITS)])
    return Split(*(_images(digits, part, img_size) for part in parts))


def _images(digits, indices, img_size):
    pixels = torch.tensor(digits.images[indices] / 16.0, dtype=torch.float32).unsqueeze(1)
    if img_size != pixels.shape[-1]:
        pixels = torch.nn.functional.interpolate(pixels, size=(img_size, img_size), mode="bilinear",
                                                 align_corners=False)
    return Images(pixels, torch.tensor(digits.target[indices], dtype=torch.int64))


def augment(pixels, settings):
    """Each image turned, scaled and mirrored at random.

    rotation_range: fraction of a full turn, either way: 0.1 is up to ±36°
    zoom_range:     fraction of the size, either way: 0.15 is 85 % to 115 %
    horizontal_flip: mirrored in half of the cases
    """
    if not (settings["rotation_range"] or settings["zoom_range"] or settings["horizontal_flip"]):
        return pixels
    count = len(pixels)
    angle = (torch.rand(count) * 2 - 1) * settings["rotation_range"] * 2 * math.pi
    scale = 1 + (torch.rand(count) * 2 - 1) * settings["zoom_range"]
    mirror = 1 - 2 * (torch.rand(count) < 0.5).float() if settings["horizontal_flip"] else torch.ones(count)
    matrix = torch.zeros(count, 2, 3)
    matrix[:, 0, 0] = mirror * torch.cos(angle) / scale
    matrix[:, 0, 1] = -torch.sin(angle) / scale
    matrix[:, 1, 0] = mirror * torch.sin(angle) / scale
    matrix[:, 1, 1] = torch.cos(angle) / scale
    grid = torch.nn.functional.affine_grid(matrix, list(pixels.shape), align_corners=False)
    return torch.nn.functional.grid_sample(pixels, grid, align_corners=False)
