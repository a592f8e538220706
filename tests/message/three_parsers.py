"""Three parsers of mail that share no code: the standard library, GMime (C), MIME::tools (Perl).

Debian has the last two as `libgmime-3.0-0` and `libmime-tools-perl`.
"""

import base64
import ctypes
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from pathlib import Path

Tree = tuple[str, "bytes | tuple[Tree, ...]"]


@dataclass(frozen=True)
class Parsed:
    """What a parser sees: names of headers in order, addresses, decoded text, the tree."""

    names: tuple[str, ...]
    subject: str
    sender: tuple[str, str]
    to: tuple[str, ...]
    unsubscribe: str
    tree: Tree

    @property
    def shape(self) -> object:
        """What no value may change."""
        return self.names, self.sender, self.to, shape(self.tree)

    @property
    def leaves(self) -> dict[str, bytes]:
        return dict(_leaves(self.tree))


def shape(tree: Tree) -> object:
    kind, content = tree
    return kind if isinstance(content, bytes) else (kind, tuple(shape(part) for part in content))


def _leaves(tree: Tree) -> Iterator[tuple[str, bytes]]:
    kind, content = tree
    if isinstance(content, bytes):
        yield kind, content
    else:
        for part in content:
            yield from _leaves(part)


def _leaf(kind: str, content: bytes) -> Tree:
    return kind, content.replace(b"\r\n", b"\n") if kind.startswith("text/") else content


# The standard library ----------------------------------------------------------------------


def standard(message: bytes) -> Parsed:
    parsed = message_from_bytes(message, policy=policy.compat32)
    assert not parsed.defects
    return Parsed(
        names=tuple(parsed.keys()),
        subject=_decoded(parsed["Subject"]),
        sender=(_decoded(parseaddr(parsed["From"])[0]), parseaddr(parsed["From"])[1]),
        to=tuple(address for _, address in getaddresses(parsed.get_all("To"))),
        unsubscribe=_unfolded(parsed["List-Unsubscribe"]),
        tree=_standard_tree(parsed),
    )


def _standard_tree(part: Message) -> Tree:
    kind = part.get_content_type()
    if part.is_multipart():
        return kind, tuple(_standard_tree(one) for one in part.get_payload())
    return _leaf(kind, part.get_payload(decode=True))


def _decoded(value: str) -> str:
    return str(make_header(decode_header(_unfolded(value))))


def _unfolded(value: str) -> str:
    return value.replace("\r\n", "").replace("\n", "")


# GMime -------------------------------------------------------------------------------------


class _ByteArray(ctypes.Structure):
    _fields_ = (("data", ctypes.POINTER(ctypes.c_ubyte)), ("len", ctypes.c_uint))


class Gmime:
    """GMime 3, called in this process."""

    POINTERS = (
        "g_mime_stream_mem_new_with_buffer g_mime_stream_mem_new g_mime_parser_new_with_stream "
        "g_mime_parser_construct_message g_mime_object_get_header_list "
        "g_mime_header_list_get_header_at g_mime_message_get_mime_part g_mime_message_get_to "
        "g_mime_message_get_from g_mime_object_get_content_type g_mime_multipart_get_part "
        "g_mime_part_get_content internet_address_list_get_address g_mime_stream_mem_get_byte_array"
    )
    STRINGS = (
        "g_mime_header_get_name g_mime_header_get_value g_mime_message_get_subject "
        "internet_address_get_name internet_address_mailbox_get_addr "
        "g_mime_content_type_get_media_type g_mime_content_type_get_media_subtype"
    )

    def __init__(self) -> None:
        self.lib = ctypes.CDLL("libgmime-3.0.so.0")
        for name in self.POINTERS.split():
            getattr(self.lib, name).restype = ctypes.c_void_p
        for name in self.STRINGS.split():
            getattr(self.lib, name).restype = ctypes.c_char_p
        self.lib.g_mime_init()

    def call(self, name: str, *arguments: object):
        return getattr(self.lib, name)(
            *(ctypes.c_void_p(one) if isinstance(one, int) else one for one in arguments)
        )

    def __call__(self, message: bytes) -> Parsed:
        size = ctypes.c_size_t(len(message))
        stream = self.call("g_mime_stream_mem_new_with_buffer", message, size)
        parser = self.call("g_mime_parser_new_with_stream", stream)
        parsed = self.call("g_mime_parser_construct_message", parser, None)
        try:
            return self.read(parsed)
        finally:
            for one in (parsed, parser, stream):
                self.call("g_object_unref", one)

    def read(self, parsed: int) -> Parsed:
        top = self.call("g_mime_message_get_mime_part", parsed)
        headers = [*self.headers(parsed), *self.headers(top)]
        sender = self.call("g_mime_message_get_from", parsed)
        to = self.call("g_mime_message_get_to", parsed)
        assert self.call("internet_address_list_length", sender) == 1
        first = self.call("internet_address_list_get_address", sender, ctypes.c_int(0))
        return Parsed(
            names=tuple(name for name, _ in headers),
            subject=self.call("g_mime_message_get_subject", parsed).decode(),
            sender=(
                (self.call("internet_address_get_name", first) or b"").decode(),
                self.call("internet_address_mailbox_get_addr", first).decode(),
            ),
            to=tuple(self.addresses(to)),
            unsubscribe=dict(headers)["List-Unsubscribe"],
            tree=self.tree(top),
        )

    def headers(self, part: int) -> Iterator[tuple[str, str]]:
        found = self.call("g_mime_object_get_header_list", part)
        for index in range(self.call("g_mime_header_list_get_count", found)):
            header = self.call("g_mime_header_list_get_header_at", found, ctypes.c_int(index))
            name = self.call("g_mime_header_get_name", header)
            yield name.decode(), self.call("g_mime_header_get_value", header).decode()

    def addresses(self, found: int) -> Iterator[str]:
        for index in range(self.call("internet_address_list_length", found)):
            one = self.call("internet_address_list_get_address", found, ctypes.c_int(index))
            yield self.call("internet_address_mailbox_get_addr", one).decode()

    def tree(self, part: int) -> Tree:
        content_type = self.call("g_mime_object_get_content_type", part)
        media = self.call("g_mime_content_type_get_media_type", content_type).decode()
        subtype = self.call("g_mime_content_type_get_media_subtype", content_type).decode()
        if media == "multipart":
            count = self.call("g_mime_multipart_get_count", part)
            numbers = [ctypes.c_int(index) for index in range(count)]
            parts = [self.call("g_mime_multipart_get_part", part, one) for one in numbers]
            return f"{media}/{subtype}", tuple(self.tree(one) for one in parts)
        return _leaf(f"{media}/{subtype}", self.content(part))

    def content(self, part: int) -> bytes:
        out = self.call("g_mime_stream_mem_new")
        wrapper = self.call("g_mime_part_get_content", part)
        self.call("g_mime_data_wrapper_write_to_stream", wrapper, out)
        address = self.call("g_mime_stream_mem_get_byte_array", out)
        array = ctypes.cast(address, ctypes.POINTER(_ByteArray)).contents
        content = ctypes.string_at(array.data, array.len)
        self.call("g_object_unref", out)
        return content


# MIME::tools -------------------------------------------------------------------------------


class MimeTools:
    """Perl's MIME::tools, in a process of its own that answers a line a message."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("mime_tools.pl")
        subprocess.run(["perl", "-c", script], check=True, capture_output=True)
        self.process = subprocess.Popen(
            ["perl", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __call__(self, message: bytes) -> Parsed:
        self.process.stdin.write(b"%d\n" % len(message) + message)
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        assert len(found["from"]) == 1
        return Parsed(
            names=tuple(found["names"]),
            subject=found["subject"],
            sender=(found["sender"].removeprefix('"').removesuffix('"'), found["from"][0]),
            to=tuple(found["to"]),
            unsubscribe=found["unsubscribe"],
            tree=_perl_tree(found["tree"]),
        )

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=10)


def _perl_tree(tree: list) -> Tree:
    kind, content = tree
    if isinstance(content, list):
        return kind, tuple(_perl_tree(part) for part in content)
    return _leaf(kind, base64.b64decode(content))


@contextmanager
def three_parsers() -> Iterator[list[Callable[[bytes], Parsed]]]:
    """All three. Raises OSError or CalledProcessError where one is not installed."""
    tools = MimeTools()
    try:
        yield [standard, Gmime(), tools]
    finally:
        tools.close()


def lacking(error: Exception) -> str | None:
    """Why the tests are skipped, or None where they must not be."""
    if os.environ.get("CI") == "true":
        return None
    return f"install libgmime-3.0-0 and libmime-tools-perl to compare three parsers: {error}"
