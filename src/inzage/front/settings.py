"""The settings of every process; `INZAGE_PROCESS` picks the database role and the addresses. No secret stands here."""

from pathlib import Path
from typing import Any

from csp.constants import NONE
from django.utils.translation import gettext_lazy as _

from inzage.front.processes import environment
from inzage.front.processes.environment import Process, Role
from inzage.kit.csp import POLICY as CONTENT_SECURITY
from inzage.law.articles import ARTICLES as ALL_ARTICLES
from inzage.law.policy import MODEL, load_policy

ENVIRONMENT = environment.read()
PROCESS = ENVIRONMENT.process
DEMO = ENVIRONMENT.demo
SRC = Path(__file__).resolve().parents[1]

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
POLICY = load_policy(ENVIRONMENT.policy or MODEL)
PRODUCT_NAME = "Inzage"
BUREAU_NAME = ENVIRONMENT.bureau.name
BUREAU_ADDRESS = ENVIRONMENT.bureau.address
BUREAU_CONTACT = ENVIRONMENT.bureau.contact
ARTICLES = ALL_ARTICLES
TOKEN_KEY = ENVIRONMENT.token_key
VAULT_KEY = ENVIRONMENT.vault_key
LEDGER_KEY = ENVIRONMENT.ledger_key
WITNESS = ENVIRONMENT.witness
DATA_FOLDER = ENVIRONMENT.data
PUBLIC_ADDRESS = ENVIRONMENT.public_address

ROOMS = ("front", "oversight", "duties", "sharing", "work", "clients", "sponsors", "websites", "access", "kit")
INSTALLED_APPS = [
    *(f"inzage.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "template_partials",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inzage.kit.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
# Visitors have no login, no session and no cookie.
PUBLIC_MIDDLEWARE = [
    name for name in MIDDLEWARE if not any(word in name for word in ("contrib.auth", "session", "message"))
]
if PROCESS is Process.PUBLIC:
    MIDDLEWARE = PUBLIC_MIDDLEWARE

ROOT_URLCONF = "inzage.front.public_urls" if PROCESS is Process.PUBLIC else "inzage.front.urls"
WSGI_APPLICATION = "inzage.front.wsgi.application"

_REQUEST_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.csrf",
    "django.template.context_processors.i18n",
    "inzage.kit.context.product",
]
_DESK_PROCESSORS = ["django.contrib.messages.context_processors.messages", "inzage.front.context.frame"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(folder) for folder in sorted(SRC.glob("*/*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": _REQUEST_PROCESSORS + ([] if PROCESS is Process.PUBLIC else _DESK_PROCESSORS),
        },
    }
]
FORM_RENDERER = "inzage.kit.forms.KitRenderer"


def _database(role: Role, **options: Any) -> dict[str, Any]:
    """One alias: the place of the role's database, its name and password, a small pool of connections."""
    place = ENVIRONMENT.keys if role is Role.KEYS else ENVIRONMENT.database
    pooled = {"min_size": 1, "max_size": 8, "timeout": 10} if PROCESS in {Process.DESK, Process.PUBLIC} else False
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": place.host,
        "PORT": str(place.port),
        "NAME": place.name,
        "USER": ENVIRONMENT.role(role),
        "PASSWORD": ENVIRONMENT.passwords.get(role, ""),
        "OPTIONS": {"pool": pooled, **options},
    }


_DEFAULT = {
    Process.DESK: Role.DESK,
    Process.PUBLIC: Role.PUBLIC,
    Process.WORKER: Role.WORKER,
    Process.OWNER: Role.OWNER,
}
DATABASES = {"default": _database(_DEFAULT[PROCESS])}
if PROCESS is not Process.PUBLIC:
    DATABASES |= {
        "login": _database(Role.LOGIN),
        "opener": _database(Role.OPENER),
        "keys": _database(Role.KEYS),
    }
DATABASE_ROUTERS = [] if PROCESS in {Process.OWNER, Process.PUBLIC} else ["inzage.access.routers.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# It counts attempts at logging in; so large that a flood of them cannot push earlier counts out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
    if PROCESS is not Process.PUBLIC
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

AUTH_USER_MODEL = "access.Login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "inzage.access.people.adapters.LoginAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# The address that attempts are counted by is the last one that our own proxy wrote; without one nobody is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.https else 0
MFA_ADAPTER = "inzage.access.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # whoever finds a key cannot use it
# by address only, and a whole bureau may have one; there is no secret that guessing could find
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "add_webauthn": "inzage.access.people.forms_passkeys.AddForm",
    "login_webauthn": "inzage.access.people.forms_passkeys.LoginForm",
    "authenticate_webauthn": "inzage.access.people.forms_passkeys.SecondStepForm",
    "reauthenticate_webauthn": "inzage.access.people.forms_passkeys.ProveForm",
}
# The host that passkeys are bound to; over http browsers make them for localhost only.
PASSKEY_HOST = ALLOWED_HOSTS[0].lstrip(".")
MFA_TOTP_ISSUER = "Inzage"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the bureau gives the addresses, and the mailed link of the invitation proves them

SESSION_ENGINE = "inzage.access.identity.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "inzage.front.errors.expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": [NONE], **CONTENT_SECURITY}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LOCALE_PATHS = [str(folder) for folder in sorted(SRC.glob("*/locale"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

EMAIL_BACKEND = "inzage.sharing.post.backend.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail.sender
MAIL = ENVIRONMENT.mail
REPLIES = ENVIRONMENT.replies
CLAMAV = ENVIRONMENT.clamav
DIRECTORY = ENVIRONMENT.directory
SEAL_FOLDER = DATA_FOLDER / "seal"

PROCRASTINATE_IMPORT_PATHS = [
    "inzage.access.ledger.jobs",
    "inzage.access.people.jobs",
    "inzage.access.reviews.jobs",
    "inzage.clients.referrals.jobs",
    "inzage.sharing.tasks",
    "inzage.oversight.log.jobs",
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "formatters": {"line": {"()": "inzage.front.logs.LineFormatter"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
