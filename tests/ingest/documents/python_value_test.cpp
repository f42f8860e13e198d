/// generator/ingest/python_value.h. The texts are what Python 3's str() and repr() print.

#include "ingest/documents/python_value.h"

#include <gtest/gtest.h>

#include <string>

namespace {

std::string read_back(const char* text) {
  return base::write_json(ingest::read_python_value(text));
}

TEST(PythonValue, ReadsBackWhatStrPrinted) {
  EXPECT_EQ(read_back("0.001"), "0.001");
  EXPECT_EQ(read_back("1e-05"), "1e-05");
  EXPECT_EQ(read_back("9007199254740993"), "9007199254740993");
  EXPECT_EQ(read_back("True"), "true");
  EXPECT_EQ(read_back("None"), "null");
  EXPECT_EQ(read_back("nan"), "\"NaN\"");
  EXPECT_EQ(read_back("[64, 32]"), "[64,32]");
  EXPECT_EQ(read_back("(1,)"), "[1]");
  EXPECT_EQ(read_back("{'a': 1.0, 'b': [None, \"it's\"]}"), "{\"a\":1.0,\"b\":[null,\"it's\"]}");
}

TEST(PythonValue, KeepsEverythingElseAsItStands) {
  EXPECT_EQ(read_back(""), "\"\"");
  EXPECT_EQ(read_back("NA"), "\"NA\"");
  EXPECT_EQ(read_back("1.2.3"), "\"1.2.3\"");
  EXPECT_EQ(read_back("tensor(0.5)"), "\"tensor(0.5)\"");
  EXPECT_EQ(read_back("[1, 2"), "\"[1, 2\"");
  EXPECT_EQ(read_back("{'model': Net()}"), "\"{'model': Net()}\"");
}

}  // namespace
