"""Every table says whose data it holds, for which purposes, how long, and what one needs to see it (1.scope)."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from inzage.access.declaration import Declaration, UndeclaredError, own_models, read
from inzage.access.rowsecurity.policies import rules
from inzage.access.rowsecurity.thirdparty import TABLES
from tests.laws.expected import policy

MODELS = list(own_models())
PERSONAL = [read(model) for model in MODELS if hasattr(model, "PersonalData")]
CATEGORIES = frozenset(
    {
        "people", "logins", "dossiers", "log", "documents", "post", "registration", "notes", "contacts", "agreements",
        "engagements", "reporting", "reports", "disclosures", "consents", "notices", "sponsors",
        "objections", "bsn", "representatives", "referrals", "meetings", "health", "correspondence",
    }
)  # fmt: skip
"""The categories of the record of processing (AVG 30). A new one is added here on purpose, not by a slip."""
NOT_EXPORTED = {"access.HandOver", "sharing.Envelope"}


def faults(declaration: Declaration) -> Iterable[str]:
    """What is wrong with what a table says of itself."""
    said = policy()
    purposes = {*said["purposes"]["agreed"], *said["purposes"]["duties"]}
    model = declaration.model
    if not _has(model, declaration.of):
        yield f"of: there is no field {declaration.of}"
    if declaration.retention not in said["retention"]:
        yield f"retention: {declaration.retention} is no rule of the policy; allowed: {', '.join(said['retention'])}"
    if declaration.category not in CATEGORIES:
        yield f"category: {declaration.category}; allowed: {', '.join(sorted(CATEGORIES))}"
    if not declaration.purposes or set(declaration.purposes) - purposes:
        yield f"purposes: {declaration.purposes}; allowed: {', '.join(sorted(purposes))}"
    missing = [name for name in declaration.export if not _has(model, name)]
    if missing:
        yield f"export: there is no field {', '.join(missing)}"
    if declaration.needs in {"grant", "opening"}:
        parts = {
            part for relation in said["needs"][declaration.kind].values() for some in relation["parts"].values()
            for part in some
        }  # fmt: skip
        if declaration.part not in parts:
            yield f"part: nobody has {declaration.part} of a {declaration.kind} dossier"
    if _has(model, declaration.of) and not rules(declaration):
        yield "nobody can do anything with it"


def _has(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


@pytest.mark.article("1.scope")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_table_declares_itself(model: type[models.Model]) -> None:
    assert hasattr(model, "PersonalData") != hasattr(model, "NoPersonalData")
    assert read(model).table == model._meta.db_table


@pytest.mark.article("1.scope")
@pytest.mark.parametrize("declaration", PERSONAL, ids=lambda declaration: declaration.model._meta.label)
def test_what_a_table_says_of_itself_is_true(declaration: Declaration) -> None:
    assert list(faults(declaration)) == []


def test_a_table_is_wholly_card_or_wholly_content() -> None:
    cards = {declaration.model for declaration in PERSONAL if declaration.needs == "grant"}
    for declaration in PERSONAL:
        columns = {field.name for field in declaration.model._meta.fields}
        if declaration.model in cards:
            assert "office" in columns, declaration.table
        if declaration.needs == "opening":
            assert "dossier" in columns, declaration.table


def test_what_is_not_in_a_copy_for_the_person_is_named_here() -> None:
    silent = {declaration.model._meta.label for declaration in PERSONAL if not declaration.export}
    assert silent <= NOT_EXPORTED


def test_no_table_without_personal_data_lacks_a_reason() -> None:
    for model in MODELS:
        if hasattr(model, "NoPersonalData"):
            assert len(read(model).reason) > 10, model


@pytest.mark.article("1.scope")
def test_a_table_that_says_nothing_or_something_wrong_is_found() -> None:
    class Silent(models.Model):
        """Declares nothing."""

        class Meta:
            app_label = "laws"
            managed = False

    class Wrong(models.Model):
        """Declares what is not there."""

        class Meta:
            app_label = "laws"
            managed = False

        class PersonalData:
            of = "nobody"
            category = "secrets"
            purposes = ("9.z",)
            retention = "for ever"
            needs = "opening"
            part = "kitchen"
            export = ("shoe_size",)

    try:
        with pytest.raises(UndeclaredError, match="declares neither"):
            read(Silent)
        found = {fault.partition(":")[0] for fault in faults(read(Wrong))}
        assert found == {"of", "category", "purposes", "retention", "part", "export"}
    finally:
        apps.all_models.pop("laws", None)


def test_every_table_of_others_is_named_with_a_reason(database: str) -> None:
    known = {table.table for table in TABLES} | {model._meta.db_table for model in MODELS}
    others = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("inzage.") and model._meta.managed
    }
    assert others <= known
    assert all(table.reason for table in TABLES)
