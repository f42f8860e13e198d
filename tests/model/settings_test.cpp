#include "model/settings.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace model {
namespace {

TEST(RoleName, IsTheNameInTheSettingsFile) {
  EXPECT_STREQ(role_name(Role::validation_accuracy), "validation_accuracy");
  EXPECT_STREQ(role_name(Role::training_time), "training_time");
  std::set<std::string> names;
  for (const Role role : kRoles) names.insert(role_name(role));
  EXPECT_EQ(names.size(), std::size(kRoles));
}

}  // namespace
}  // namespace model
