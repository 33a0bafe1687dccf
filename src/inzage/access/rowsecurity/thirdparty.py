"""The tables of other people's packages: which role may do what with them, and why that is safe."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Table privileges of process roles on a table that is not ours."""

    table: str
    roles: tuple[str, ...]
    privileges: tuple[str, ...]
    reason: str


ALL = ("select", "insert", "update", "delete")
LOGIN_ONLY = "logins, sessions and second factors: the role that serves pages has no privilege here"
JOBS = "jobs carry ids only"

TABLES = (
    *(
        ThirdParty(table, ("login",), ALL, LOGIN_ONLY)
        for table in (
            "account_emailaddress",
            "account_emailconfirmation",
            "mfa_authenticator",
            "access_cache",
        )
    ),
    ThirdParty("django_content_type", ("login",), ("select",), "names of models"),
    ThirdParty("auth_permission", (), (), "Django makes it; nothing here uses it"),
    ThirdParty("auth_group", (), (), "Django makes it; nothing here uses it"),
    ThirdParty("auth_group_permissions", (), (), "Django makes it; nothing here uses it"),
    ThirdParty("django_migrations", ("desk", "worker", "public"), ("select",), "which migrations ran"),
    *(
        ThirdParty(table, ("worker",), ALL, JOBS)
        for table in (
            "procrastinate_jobs",
            "procrastinate_events",
            "procrastinate_periodic_defers",
            "procrastinate_workers",
        )
    ),
    *(
        ThirdParty(table, ("desk",), ("select", "insert"), "pages add jobs; they change and remove none")
        for table in ("procrastinate_jobs", "procrastinate_events")
    ),
)
