#pragma once
/// JSON documents that Trialpress itself writes and reads back, by nlohmann/json: data files, chart specifications, the
/// manifest, the data of the previous site. What loggers wrote is read by json.h, which has places, NaN and digits as
/// they were written.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/json/document_fwd.h"
#include "base/json/json.h"
#include "base/result.h"

namespace base {

/// A value of a document that was read. Members are found by key in logarithmic time, whoever wrote the document;
/// their order is not kept.
using ReadDocument = nlohmann::json;

/// A number: whole ones below 2^53 are spelled without a point, others by the shortest digits that read back equal;
/// "NaN", "Infinity", "-Infinity" are texts, since JSON has no such numbers.
Document document_number(double value);
/// The same of a number that was written as `text`: whole ones that fit 64 bits are exact.
Document document_number(double value, const std::string& text);
/// The same value; numbers as above.
Document document_of(const Json& value);
/// Adds a member without looking for its key. REQUIRES: `object` is an object without this key. O(1).
void add_member(Document& object, std::string key, Document value);

/// indented: two blanks, final newline.
enum class DocumentStyle { compact, indented };
/// Strict JSON in UTF-8; control characters, U+2028, U+2029, <, > and & are \u escapes, so that the text can stand in
/// an HTML script element. Bytes that are not UTF-8 become U+FFFD. REQUIRES: depth at most kMaxJsonDepth.
std::string write_document(const Document& document, DocumentStyle style = DocumentStyle::compact);
/// Appends the compact form to `out`.
void append_document(std::string& out, const Document& document);

/// Error::Kind::invalid if this is not one strict JSON document, Error::Kind::limit if it is deeper than kMaxJsonDepth.
/// Never throws.
Result<ReadDocument> read_document(std::string_view text);
/// The member called `key` if it is a string, else an empty text (also when this is no object).
std::string text_at(const ReadDocument& object, const char* key);
/// The member called `key` if it is a number, else NaN (also when this is no object).
double number_at(const ReadDocument& object, const char* key);

}  // namespace base
