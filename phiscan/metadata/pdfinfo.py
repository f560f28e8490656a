"""What a PDF says beside its pages' pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phiscan.errors import UnreadableError
from phiscan.load import LoadedFile
from phiscan.load.pdfs import open_document
from phiscan.load.pictures import DECODE_ERRORS
from phiscan.metadata._fields import Field, Meaning
from phiscan.metadata.texts import text_fields
from phiscan.metadata.xmp import xmp_fields

_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def pdf_fields(file: LoadedFile, max_pages: int) -> Iterator[Field]:
    """Yield document information, XMP, earlier versions, and the text that can be copied out."""
    for packet in _XMP.findall(file.data):
        yield from xmp_fields(packet)
    # A linearized file ends twice by design; any further end is an earlier version of it.
    ends = file.data.count(b"startxref") - (b"/Linearized" in file.data[:1024])
    if ends > 1:
        yield Field("earlier version", Meaning.PREVIEW)
    try:
        with open_document(file.data) as document:
            info = dict(document.get_metadata_dict(skip_empty=True))
            layer = [document[n].get_textpage().get_text_bounded()
                     for n in range(min(len(document), max_pages))]  # fmt: skip
    except (UnreadableError, *DECODE_ERRORS):
        yield Field("PDF", Meaning.DAMAGED)
        return
    for key, value in info.items():
        yield from text_fields("PDF information", key, str(value))
    for text in layer:
        if text.strip():
            yield Field("PDF text", Meaning.COMMENT, text)
