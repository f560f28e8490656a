"""Django in one file: a form whose photo and caption are judged, behind the upload handler.

python tests/examples/django_app/app.py 8003
"""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    # Alone, since this site takes nothing but photos: what is refused never reaches a disk.
    FILE_UPLOAD_HANDLERS=["phiscan.hooks.django.PhotoGateHandler"],
)

from django import forms, setup  # noqa: E402  Django wants its settings first
from django.http import HttpRequest, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402

from phiscan.hooks.django import refusals, validate_caption, validate_photo  # noqa: E402

kept: list[bytes] = []


class PhotoForm(forms.Form):
    """What may be posted."""

    file = forms.ImageField(validators=[validate_photo])
    caption = forms.CharField(validators=[validate_caption], required=False)


def photos(request: HttpRequest) -> JsonResponse:
    """Keep a photo, or tell why not; GET tells how many were kept."""
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)
        refused = refusals(request)
        if refused or not form.is_valid():
            return JsonResponse({"refused": refused, "errors": form.errors}, status=422)
        kept.append(form.cleaned_data["file"].read())
    return JsonResponse({"kept": len(kept)})


urlpatterns = [path("photos", photos)]

if __name__ == "__main__":
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import WSGIServer, run

    sys.modules["__main__"].__file__ = str(Path(__file__))
    setup()
    run("127.0.0.1", int(sys.argv[1]), WSGIHandler(), threading=True, server_cls=WSGIServer)
