"""What a PDF says beside its pages' pictures."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from phiscan.errors import UnreadableError
from phiscan.load import LoadedFile
from phiscan.load.pdfs import open_document
from phiscan.load.pictures import DECODE_ERRORS
from phiscan.metadata._fields import Field, Meaning
from phiscan.metadata.texts import text_fields
from phiscan.metadata.xmp import xmp_fields

_ANNOTATION_KEYS = (b"Contents", b"T", b"Subj", b"V", b"DV", b"TU")
"""Words of a note and its author; a form field's name, value, first value and explanation."""
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


def pdf_fields(file: LoadedFile, max_pages: int) -> Iterator[Field]:
    """Yield document information, XMP, earlier versions, text that can be copied out, and notes."""
    for packet in _XMP.findall(file.data):
        yield from xmp_fields(packet)
    # A linearized file ends twice by design; any further end is an earlier version of it.
    ends = file.data.count(b"startxref") - (b"/Linearized" in file.data[:1024])
    if ends > 1:
        yield Field("earlier version", Meaning.PREVIEW)
    try:
        with open_document(file.data) as document:
            info = dict(document.get_metadata_dict(skip_empty=True))
            pages = [document[n] for n in range(min(len(document), max_pages))]
            # The whole text, also what lies beside the page or below a black bar.
            layer = [page.get_textpage().get_text_range() for page in pages]
            notes = [note for page in pages for note in _annotation_texts(page)]
    except (UnreadableError, *DECODE_ERRORS):
        yield Field("PDF", Meaning.DAMAGED)
        return
    for key, value in info.items():
        yield from text_fields("PDF information", key, str(value))
    for carrier, texts in (("PDF text", layer), ("PDF note", notes)):
        for text in texts:
            if text.strip():
                yield Field(carrier, Meaning.COMMENT, text)


def _annotation_texts(page: Any) -> Iterator[str]:
    """Yield the texts of a page's notes and form fields (ISO 32000-1, 12.5.2 and 12.7.4)."""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield from (_annotation_text(annotation, key) for key in _ANNOTATION_KEYS)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _annotation_text(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(count)
    room = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annotation, key, room, count)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
