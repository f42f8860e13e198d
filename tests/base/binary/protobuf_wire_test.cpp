/// Messages written by hand after the encoding guide of protocol buffers.

#include "base/binary/protobuf_wire.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using base::WireField;
using base::WireReader;
using base::WireType;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ProtobufWire, ReadsEachTypeOfField) {
  const std::string message("\x08\x96\x01\x11\x00\x00\x00\x00\x00\x00\xf8\x3f\x1a\x02hi\x25\x00\x00\x00\x3f", 21);
  WireReader reader(message);
  WireField field;
  ASSERT_TRUE(reader.next(field));
  EXPECT_TRUE(field.is(1, WireType::varint));
  EXPECT_EQ(field.as_integer(), 150);
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.as_double(), 1.5);
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.content, "hi");
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.as_float(), 0.5F);
  EXPECT_FALSE(reader.next(field));
  EXPECT_FALSE(reader.damaged());
}

TEST(ProtobufWire, ReadsNegativeIntegersOfTenBytes) {
  WireReader reader("\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
  WireField field;
  ASSERT_TRUE(reader.next(field));
  EXPECT_EQ(field.as_integer(), -1);
}

TEST(ProtobufWire, StopsAtDamageAndSaysSo) {
  for (const std::string& message : {std::string("\x1a\x05hi"), std::string("\x08\xff"), std::string("\x25\x01"),
                                     std::string("\x0b"), std::string("\x00\x01", 2)}) {
    WireReader reader(message);
    WireField field;
    EXPECT_FALSE(reader.next(field)) << message;
    EXPECT_TRUE(reader.damaged());
  }
}

TEST(ProtobufWire, GivesRepeatedNumbersPackedOrNot) {
  const WireField packed{.number = 7, .type = WireType::bytes, .content = "\x01\x96\x01"};
  EXPECT_THAT(base::wire_numbers(packed, WireType::varint, 10), ElementsAre(1, 150));
  EXPECT_THAT(base::wire_numbers(packed, WireType::varint, 1), ElementsAre(1));
  const WireField single{.number = 7, .type = WireType::varint, .bits = 9};
  EXPECT_THAT(base::wire_numbers(single, WireType::varint, 10), ElementsAre(9));
  const WireField cut{.number = 7, .type = WireType::bytes, .content = "\x01\x96"};
  EXPECT_THAT(base::wire_numbers(cut, WireType::varint, 10), IsEmpty());
}

}  // namespace
