"""Root addresses: the editors' side at /admin/, everything a reader can reach elsewhere.

English pages have no prefix; the other languages stand under /ru/, /kk/, /ky/. The admin has one
address whatever its language, so that it can be guarded by address.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("archive.public.urls")), prefix_default_language=False),
]

handler400 = "archive.public.views.errors.bad_request"
handler404 = "archive.public.views.errors.not_found"
handler500 = "archive.public.views.errors.server_error"
