#pragma once
/// What a fallible function returns: a value, or an Error that says where and what.
/// Member names follow std::expected, which GCC 12 has only in C++23 mode.

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace base {

/// Why something could not be done.
struct Error {
  enum class Kind {
    invalid,      ///< the input says something that cannot be used
    missing,      ///< the thing asked for is not there
    unreadable,   ///< the system refused: permission, not a regular file, leads out of the source
    unwritable,   ///< the system refused to write: full, read-only, locked
    unsupported,  ///< understood, but not something this program does
    limit,        ///< larger or deeper than the stated limit
  };
  Kind kind = Kind::invalid;
  std::string where;  ///< "file", "file:line" or "file:line:column"; empty if there is no place
  std::string what;   ///< what was found, what was expected, what to do about it

  bool operator==(const Error&) const = default;
};

/// A T, or the Error that kept it from being made. T is not Error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// REQUIRES: has_value().
  T& value() & {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// REQUIRES: !has_value().
  const Error& error() const {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : failed_(true), error_(std::move(error)) {}
  bool has_value() const { return !failed_; }
  explicit operator bool() const { return has_value(); }
  /// REQUIRES: !has_value().
  const Error& error() const {
    assert(failed_);
    return error_;
  }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace base
