"""The networks under test: a stack of convolution stages (none for the perceptron), then dense layers."""

import torch
from torch import nn


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return torch.relu(x + self.second(torch.relu(self.first(x))))


def convolution(inputs, outputs):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU())


def depthwise(inputs, outputs, stride):
    return nn.Sequential(nn.Conv2d(inputs, inputs, 3, stride=stride, padding=1, groups=inputs),
                         nn.Conv2d(inputs, outputs, 1), nn.ReLU())


STAGES = {
    "mlp": lambda: [],
    "cnn-small": lambda: [convolution(1, 16), nn.Sequential(convolution(16, 32), nn.MaxPool2d(2))],
    "cnn-residual": lambda: [convolution(1, 32), Residual(32), nn.Sequential(nn.MaxPool2d(2), Residual(32))],
    "mobile": lambda: [nn.Sequential(nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU()), depthwise(8, 16, 1),
                       depthwise(16, 32, 2)],
}


class Network(nn.Module):
    """frozen_layers: how many stages, from the input on, keep their weights."""

    def __init__(self, params):
        super().__init__()
        self.stages = nn.Sequential(*STAGES[params["base_model"]]())
        size = params["img_size"]
        with torch.no_grad():
            width = self.stages(torch.zeros(1, 1, size, size)).numel()
        layers = [nn.Flatten()]
        for units, rate in zip(params["dense_units"], params["dropout_rates"], strict=True):
            layers += [nn.Linear(width, units), nn.ReLU(), nn.Dropout(rate)]
            width = units
        self.dense = nn.Sequential(*layers, nn.Linear(width, 10))
        frozen = params["frozen_layers"]
        if frozen > len(self.stages):
            raise ValueError(f"{frozen} layers to freeze, {params['base_model']} has {len(self.stages)}")

    def freeze(self, frozen_layers):
        for stage in self.stages[:frozen_layers]:
            stage.requires_grad_(False)

    def forward(self, x):
        return self.dense(self.stages(x))
