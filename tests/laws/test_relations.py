"""Foreign keys follow the order of the rooms, as imports do; across rooms nothing leads back, and no signal either."""

import tomllib
from collections.abc import Iterator
from typing import Any
from weakref import ReferenceType

import pytest
from django.apps import apps
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import models
from django.db.models.signals import (
    class_prepared,
    m2m_changed,
    post_delete,
    post_init,
    post_migrate,
    post_save,
    pre_delete,
    pre_init,
    pre_migrate,
    pre_save,
)
from django.dispatch import Signal

from inzage.access.declaration import own_models
from tests.laws.sources import ROOT, imported, sources

RELATIONS = [
    field
    for model in own_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey | models.ManyToManyField)
]
SIGNALS = (
    class_prepared, m2m_changed, post_delete, post_init, post_migrate, post_save, pre_delete, pre_init, pre_migrate,
    pre_save, got_request_exception, request_finished, request_started,
)  # fmt: skip


def order() -> dict[str, int]:
    """Each room's height, the lowest 0; neighbours have the same."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [layers] = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    return {room.strip(): height for height, line in enumerate(reversed(layers)) for room in line.split("|")}


def faults(field: Any) -> Iterator[str]:
    """What is wrong with a relation from a model of ours."""
    here, there = field.model._meta.app_label, field.remote_field.model._meta.app_label
    heights = order()
    if there not in heights:
        yield f"leads to {there}, which is no room"
        return
    if here == there:
        return
    if heights[there] >= heights[here]:
        yield f"leads from {here} up or aside to {there}"
    if field.remote_field.related_name != "+":
        yield f"leads back from {there} to {here}"
    if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.DO_NOTHING:
        yield "deletes or changes rows in another room"


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_a_relation_follows_the_order_of_the_rooms(field: Any) -> None:
    assert list(faults(field)) == []


def test_there_are_relations_to_judge() -> None:
    assert len(RELATIONS) > 30


def test_a_relation_upwards_is_found() -> None:
    class Stray(models.Model):
        """In the lowest room with tables, pointing to the work and back."""

        report = models.ForeignKey("work.Report", models.CASCADE, related_name="stray_set")

        class Meta:
            app_label = "access"
            managed = False

    try:
        found = " ".join(faults(Stray._meta.get_field("report")))
        assert "up or aside" in found
        assert "leads back" in found
        assert "deletes" in found
    finally:
        apps.all_models["access"].pop("stray", None)
        apps.clear_cache()


def test_no_file_connects_to_a_signal() -> None:
    found = {
        path: signals
        for path, tree in sources().items()
        if (signals := [name for name in imported(tree) if ".signals" in name or name.startswith("django.dispatch")])
    }
    assert found == {}


def test_nothing_of_ours_listens_to_django() -> None:
    for signal in SIGNALS:
        ours = [each for each in _listeners(signal) if getattr(each, "__module__", "").startswith("inzage")]
        assert ours == []


def _listeners(signal: Signal) -> Iterator[object]:
    for entry in signal.receivers:
        listener = entry[1]
        yield listener() if isinstance(listener, ReferenceType) else listener
