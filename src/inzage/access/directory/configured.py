"""What an installation says of the bureau's directory."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Where staff may sign in: its address, what we are called there, our secret, its name on the button.

    `second_factor` are the values of the claims amr or acr that say that the directory asked a second factor; empty
    when Inzage asks its own. `local` allows http to this machine, for a demo.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str
    second_factor: frozenset[str]
    local: bool
