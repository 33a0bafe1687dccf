"""What gunicorn serves; `INZAGE_PROCESS` decides whether that is the desk or the public sites."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
