"""The addresses that readers can open. They are a promise: none is ever given another meaning."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from archive.public.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
]
