"""What a page may load: our own files and nothing else. No inline script, no inline style, no frame, no plug-in."""

from csp.constants import NONE, SELF

# the directives, as django-csp reads them
POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    # Tabler's style sheet draws check marks and arrows from data: images
    "img-src": [SELF, "data:"],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}
