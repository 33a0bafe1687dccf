"""What gunicorn serves; `INZAGE_PROCESS` decides whether that is the desk or the public sites."""

import sys

from django.core.wsgi import get_wsgi_application

from inzage.front.processes import environment
from inzage.front.processes.safety import refuse_unsafe
from inzage.front.processes.unusable import Unusable

try:
    refuse_unsafe(environment.read())
    application = get_wsgi_application()
except Unusable as fault:  # one line for the operator, no traceback
    sys.exit(f"inzage: {fault}")
