"""The two binary logs, event files and .wandb, read with nothing but struct: enough to check values against."""

import json
import struct


def event_records(data):
    """The payloads of an event file: length, its checksum, payload, its checksum. A cut tail ends the list."""
    at = 0
    while at + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        if at + 16 + length > len(data):
            return
        yield data[at + 12 : at + 12 + length]
        at += 16 + length


def wandb_records(data):
    """The payloads of a .wandb file: 7 bytes of header, then blocks of 32,768 bytes that hold chunks of records."""
    at, parts = 7, []
    while at < len(data):
        left = 32768 - at % 32768
        if left < 7:
            at += left
            continue
        if at + 7 > len(data):
            return
        _, length, kind = struct.unpack_from("<IHB", data, at)
        if kind == 0 and length == 0:
            at += left
            continue
        if at + 7 + length > len(data):
            return
        if kind in (1, 2):  # a whole record, or its first part
            parts = []
        parts.append(data[at + 7 : at + 7 + length])
        if kind in (1, 4):  # a whole record, or its last part
            yield b"".join(parts)
        at += 7 + length


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """[(number, value)] of a message; fixed ones stay bytes."""
    found, at = [], 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            if kind == 2:
                size, at = varint(data, at)
            else:
                size = {1: 8, 5: 4}[kind]
            value, at = data[at : at + size], at + size
        found.append((number, value))
    return found


def field(data, number, default=None):
    """The last value of a field, as messages are read."""
    return ([value for n, value in fields(data) if n == number] or [default])[-1]


def float_text(four_bytes):
    """The shortest decimal that is this 32-bit float, as a number."""
    (value,) = struct.unpack("<f", four_bytes)
    for digits in range(1, 10):
        short = float(f"{value:.{digits}g}")
        if struct.pack("<f", short) == four_bytes:
            return short
    return value


def event_scalars(data):
    """(wall time of the first event, {tag: [(step, value, wall time)]}) of the scalars, in the order of the file."""
    start, tags = None, {}
    for event in event_records(data):
        (wall,) = struct.unpack("<d", field(event, 1))
        start = wall if start is None else start
        summary = field(event, 5)
        if summary is None:
            continue
        for number, value in fields(summary):
            simple = field(value, 2) if number == 1 else None
            if simple is not None:
                tag = field(value, 1).decode()
                tags.setdefault(tag, []).append((field(event, 2, 0), float_text(simple), wall))
    return start, tags


def item(message):
    """(key, value) of a history or configuration item."""
    nested = [value.decode() for number, value in fields(message) if number == 2]
    return ".".join(nested) or field(message, 1).decode(), json.loads(field(message, 16))


def wandb_run(data):
    """(history rows, configuration, start in ns since 1970) of a .wandb file."""
    rows, config, start_ns = [], {}, None
    for record in wandb_records(data):
        for number, message in fields(record):
            if number == 2:
                rows.append(dict(item(value) for n, value in fields(message) if n == 1))
            elif number == 5:
                config.update(item(value) for n, value in fields(message) if n == 1)
            elif number == 17:
                stamp = field(message, 17)
                start_ns = field(stamp, 1, 0) * 10**9 + field(stamp, 2, 0)
                updates = fields(field(message, 4, b""))
                config.update(item(value) for n, value in updates if n == 1)
    return rows, config, start_ns
