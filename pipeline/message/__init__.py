"""Email → RFC 5322: headers, and the message compiled into segments and slots."""

from pipeline.message.addresses import address
from pipeline.message.compile import template
from pipeline.message.envelope import Envelope
from pipeline.message.images import TYPES as IMAGE_TYPES
from pipeline.message.sizes import html_bytes
from pipeline.message.splice import MessageTemplate

__all__ = ["IMAGE_TYPES", "Envelope", "MessageTemplate", "address", "html_bytes", "template"]
