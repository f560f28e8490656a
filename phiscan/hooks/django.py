"""Django: validators for a form's or model's photo and caption, and an upload handler.

    class PhotoForm(forms.Form):
        photo = forms.ImageField(validators=[validate_photo])
        caption = forms.CharField(validators=[validate_caption])

The validator tells the person why. The handler keeps what is not let through from ever reaching a
disk; put it first for the views that take photos (Django's documentation, "Modifying upload
handlers on the fly"), or alone in FILE_UPLOAD_HANDLERS of a site that takes nothing else.
Django REST framework's serializer fields take the same validators.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from phiscan.hooks.answers import told
from phiscan.hooks.gate import MOST_BYTES, BusyError, Upload, shared_gate
from phiscan.scanner import failed
from phiscan.types import ScanResult

CODE = "phi"
"""The code of the validation errors."""


def validate_photo(file: Any) -> None:
    """Raise ValidationError unless an uploaded file is a photo that is let through."""
    checked = getattr(file, "phiscan_result", None)  # the handler has looked at it already
    if checked is None:
        file.seek(0)
        data = file.read(_most_bytes() + 1)
        file.seek(0)
        name = file.name or "photo"
        is_whole = len(data) <= _most_bytes()
        checked = _check(data, name) if is_whole else failed(name, "the upload is too large")
    _raise_unless_clean(checked)


def validate_caption(text: str) -> None:
    """Raise ValidationError for a caption that holds an identifier."""
    _raise_unless_clean(shared_gate().judge_words("caption", text))


class PhotoGateHandler(FileUploadHandler):  # type: ignore[misc]  # Django has no types
    """Holds an upload in memory until it was looked at; a refused one never becomes a file.

    `refusals(request)` tells the view which were refused, and why.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._chunks: list[bytes] = []
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part of the file, and keep it from the handlers behind this one."""
        self._size += len(raw_data)
        if self._size > _most_bytes():
            self._refuse(failed(self.file_name or "photo", "the upload is too large"))
            raise StopUpload(connection_reset=True)
        self._chunks.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file when it is let through; StopUpload drops it and the rest of the form."""
        data = b"".join(self._chunks)
        self._chunks = []
        result = _check(data, self.file_name or "photo")
        if not result.is_clean:
            self._refuse(result)
            raise StopUpload
        file = InMemoryUploadedFile(
            io.BytesIO(data),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
        file.phiscan_result = result
        return file

    def _refuse(self, result: ScanResult) -> None:
        refused = getattr(self.request, "phiscan_refused", ())
        self.request.phiscan_refused = (*refused, result)


def refusals(request: Any) -> list[str]:
    """Return a sentence for each upload that the handler refused in a request."""
    request.FILES  # noqa: B018  the handler runs when they are asked for
    return [told(result) for result in getattr(request, "phiscan_refused", ())]


def _most_bytes() -> int:
    return min(MOST_BYTES, shared_gate().scanner.options.max_bytes)


def _check(data: bytes, name: str) -> ScanResult:
    try:
        return shared_gate().scan(Upload(data, name))
    except BusyError as error:  # refused like any photo that was not looked at
        return failed(name, str(error))


def _raise_unless_clean(result: ScanResult) -> None:
    if not result.is_clean:
        raise ValidationError(told(result), code=CODE)
