"""The addresses of the public site: Dutch at the root, English under /en/.

The language stands in the address, so that no cookie is needed for it. What programs fetch has no language.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("inzage.websites.proof.urls_texts")),
    *i18n_patterns(
        path("", include("inzage.websites.pages.urls")),
        path("", include("inzage.websites.proof.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "inzage.websites.pages.views.not_found"
handler500 = "inzage.websites.pages.views.broken"
