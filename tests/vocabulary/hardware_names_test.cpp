#include "vocabulary/hardware_names.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace vocabulary {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string machine(const Pairs& leaves) {
  return machine_name({.hardware = leaves});
}

std::string framework(const Pairs& leaves) {
  return framework_name({.software = leaves});
}

TEST(MachineName, AnAcceleratorWithItsNumber) {
  EXPECT_EQ(machine({{"cpu_count", "28"}, {"gpu", "Tesla P100-PCIE-16GB"}, {"gpu_count", "8"}}),
            "8 × Tesla P100-PCIE-16GB");
  EXPECT_EQ(machine({{"gpu", "Tesla T4"}, {"gpu_count", "1"}}), "Tesla T4");
  EXPECT_EQ(machine({{"gpu_devices", R"(["NVIDIA A100","NVIDIA A100"])"}, {"num_gpus", "2"}}), "2 × NVIDIA A100");
}

TEST(MachineName, AProcessorWhereThereIsNoAccelerator) {
  EXPECT_EQ(machine({{"cpu", "Intel(R) Core(TM) i7-6700HQ CPU @ 2.60GHz"}, {"gpu", "none"}, {"ram_bytes", "16"}}),
            "Intel Core i7-6700HQ CPU @ 2.60GHz");
  EXPECT_EQ(machine({{"device", "cpu"}, {"cpu_count", "4"}, {"gpu_memory", "16 GB"}}), "");
  EXPECT_EQ(machine({}), "");
}

TEST(FrameworkName, LibrariesWithVersionsElsePython) {
  EXPECT_EQ(framework({{"numpy", "1.24.2"}, {"os", "Linux"}, {"python", "3.11.2"}, {"torch", "1.13.0a0"}}),
            "torch 1.13.0a0");
  EXPECT_EQ(framework({{"dependencies", R"(["numpy==1.18.1","sacred==0.8.1","torch==1.5.1"])"}}), "torch 1.5.1");
  EXPECT_EQ(framework({{"lib.tensorflow_version", "2.9.0"}}), "tensorflow 2.9.0");
  EXPECT_EQ(framework({{"os", "Linux"}, {"python_version", "3.8.5"}}), "Python 3.8.5");
  EXPECT_EQ(framework({{"framework", "torch"}}), "");
}

TEST(HardwareNames, WhatALeafIsAbout) {
  for (const char* path : {"gpu.name", "cpu_count", "hardware.ram_gb", "TPU"}) {
    EXPECT_EQ(environment_part(path), EnvironmentPart::hardware) << path;
  }
  for (const char* path : {"torch", "gpu.driver", "cudnn_version", "python"}) {
    EXPECT_EQ(environment_part(path), EnvironmentPart::software) << path;
  }
  for (const char* path : {"hostname", "gpu.utilization", "git.commit", "cpu load"}) {
    EXPECT_EQ(environment_part(path), EnvironmentPart::passing) << path;
  }
}

}  // namespace
}  // namespace vocabulary
