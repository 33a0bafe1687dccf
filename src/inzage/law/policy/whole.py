"""The whole policy: every section, the text beside it, and the questions that other rooms ask of it."""

from collections.abc import Mapping
from typing import get_args

from inzage.law.policy.blocks import DossierKind, DutyCode, PurposeCode, Relation, Role, ServiceCode
from inzage.law.policy.inward import InwardSections, Purpose, Service
from inzage.law.policy.needs import ClientNeeds, SponsorNeeds
from inzage.law.policy.outward import OutwardSections
from inzage.law.policy.owed import Clock, ClockName, OwedSections


class Policy(InwardSections, OutwardSections, OwedSections):
    """A bureau's regulation as data. `text` is its text.md; `digest` is the SHA-256 (hex) of both files together."""

    text: str
    digest: str

    def rights(self, role: str, relation: str, dossier_kind: str) -> Mapping[str, frozenset[str]]:
        """Which parts of a dossier a role needs on a relation, and for which purposes (articles 3, 5.need and 6.need).

        relation: "office" (bureau-wide), "assigned" (a grant on this dossier), "exception" (a grant with reason and
        end), "sample" (an auditor's); the last three include what the role has office-wide. dossier_kind: "client" or
        "sponsor". Anything unknown needs nothing: the empty mapping.
        """
        if dossier_kind not in get_args(DossierKind) or relation not in get_args(Relation):
            return {}
        found: dict[str, frozenset[str]] = {}
        for name, need in self.needs_of(dossier_kind).items():
            if name not in {"office", relation}:
                continue
            for holder, parts in need.parts.items():
                for part in parts if holder == role else ():
                    purposes = frozenset[str](need.purposes[holder]) & self.served(dossier_kind)[part]
                    found[part] = found.get(part, frozenset()) | purposes
        return found

    def parts(self, role: str, relation: str, dossier_kind: str) -> frozenset[str]:
        """Which parts of a dossier a role needs on a relation, whatever the purpose; see `rights`."""
        return frozenset(self.rights(role, relation, dossier_kind))

    def needs_of(self, dossier_kind: str) -> Mapping[str, ClientNeeds | SponsorNeeds]:
        """The needs of one kind of dossier ("client" or "sponsor"), by relation."""
        needs = self.needs.client.items() if dossier_kind == "client" else self.needs.sponsor.items()
        return {str(relation): need for relation, need in needs}

    def served(self, dossier_kind: str) -> Mapping[str, frozenset[str]]:
        """For which purposes each part of one kind of dossier ("client" or "sponsor") may be opened at all."""
        parts = self.serves.client.items() if dossier_kind == "client" else self.serves.sponsor.items()
        return {part: frozenset(purposes) for part, purposes in parts}

    def service(self, code: str) -> Service | None:
        """The service named `code` (article 2), or None when the policy has none."""
        return next((service for name, service in self.services.items() if name == code), None)

    def purpose(self, code: str) -> Purpose | None:
        """The purpose "3.a" … "3.j" or the duty "4.2", "5", "11", "13", "14", "15"; None for any other (article 3)."""
        return self.every_purpose().get(code)

    def every_purpose(self) -> Mapping[str, Purpose]:
        """The ten purposes and the duties by their code, in the policy's order (article 3)."""
        found: dict[str, Purpose] = {}
        found.update(self.purposes.agreed.items())
        found.update(self.purposes.duties.items())
        return found

    def clock(self, name: ClockName) -> Clock:
        """The clock named `name`; each is in every policy."""
        return self.clocks[name]

    def health_categories(self) -> frozenset[str]:
        """The categories of information that are health data (article 6.health)."""
        return frozenset(code for code, category in self.reporting.categories.items() if category.health)


ROLES: tuple[str, ...] = get_args(Role)
PURPOSES: tuple[str, ...] = get_args(PurposeCode)
DUTIES: tuple[str, ...] = get_args(DutyCode)
SERVICES: tuple[str, ...] = get_args(ServiceCode)
