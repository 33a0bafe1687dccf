"""The words of a searched table as PostgreSQL's full text sees them, with Dutch stemming: for indexes and questions.

A model says in `class PersonalData` which fields are searched (`search`), which day a hit is of (`search_date`), and
by which field it belongs to its entry on the time line (`search_subject`, its own key unless said).
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connections
from django.db.models import DateTimeField, Func, JSONField, Model, TextField
from django.db.models.sql import Query

CONFIG = "dutch"


class JsonWords(Func):
    """Every `text` in a JSON document as words."""

    template = (
        "jsonb_to_tsvector('dutch'::regconfig, jsonb_path_query_array(%(expressions)s, '$.**.text'), '[\"string\"]')"
    )
    output_field = SearchVectorField()


class JsonText(Func):
    """Every `text` in a JSON document, one under the other."""

    template = (
        "array_to_string(array(select jsonb_array_elements_text("
        "jsonb_path_query_array(%(expressions)s, '$.**.text'))), E'\\n')"
    )
    output_field = TextField()


def words(model: type[Model], fields: tuple[str, ...]) -> Any:
    """The words of these fields of a model: of one JSON field, or of text fields together."""
    if isinstance(model._meta.get_field(fields[0]), JSONField):
        return JsonWords(fields[0])
    return SearchVector(*fields, config=CONFIG)


def day_sql(model: type[Model], field: str) -> str:
    """The day of a row as SQL: a moment counts on the bureau's own day."""
    found = model._meta.get_field(field)
    column = f'"{model._meta.db_table}"."{field}"'
    return f"({column} at time zone '{settings.TIME_ZONE}')::date" if isinstance(found, DateTimeField) else column


def as_sql(model: type[Model], fields: tuple[str, ...]) -> str:
    """The same as SQL over the columns of the model's table, for the gate."""
    connection = connections["default"]
    query = Query(model)
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.compile(words(model, fields).resolve_expression(query))
    quoted = tuple("'" + str(value).replace("'", "''") + "'" for value in params)
    return str(sql % quoted)
