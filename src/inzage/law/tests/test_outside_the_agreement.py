"""No combination outside a reporting agreement passes, whatever else is in order (6.agreement)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.law.decisions import decide
from inzage.law.decisions.release_report import ReleaseReport, ReportingTerms
from inzage.law.policy import MODEL, load_policy
from inzage.law.policy.blocks import Form
from inzage.law.tests.test_release_report import AT, FULL

POLICY = load_policy(MODEL)
NEVER = frozenset(POLICY.health.never_to_sponsor)
CATEGORIES = sorted(set(POLICY.reporting.categories) - NEVER - POLICY.health_categories())
FORMS: tuple[Form, ...] = ("written", "oral")
DAYS = st.integers(-400, 400).map(lambda days: AT.date() + timedelta(days=days))


def some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1)


TERMS = st.builds(
    ReportingTerms,
    recipients=some(["hr", "boss", "doctor"]),
    categories=some(CATEGORIES),
    kinds=some(["progress", "full"]),
    forms=some(["written", "oral"]),
    from_on=DAYS,
    until_on=st.none() | DAYS,
    told_at=st.none() | st.sampled_from([AT - timedelta(days=3), AT, AT + timedelta(seconds=1)]),
    response=st.sampled_from(["none", "acknowledged", "refused"]),
)
REPORTS = st.builds(
    lambda terms, recipient, kind, form, categories: replace(
        FULL,
        agreement=terms,
        recipient=recipient,
        report_kind=kind,
        form=form,
        channel=None if form == "oral" else "email_pdf",
        note_id="note-1" if form == "oral" else None,
        categories=categories,
    ),
    st.none() | TERMS,
    st.sampled_from(["hr", "boss", "doctor"]),
    st.sampled_from(["progress", "full"]),
    st.sampled_from(["written", "oral"]),
    st.frozensets(st.sampled_from([*CATEGORIES, ""])),
)


def is_covered(report: ReleaseReport) -> bool:
    """Whether each of the five things is as agreed and told: worked out apart from the rule."""
    terms = report.agreement
    return (
        terms is not None
        and terms.told_at is not None
        and terms.told_at <= report.at
        and report.recipient in terms.recipients
        and report.report_kind in terms.kinds
        and report.form in terms.forms
        and bool(report.categories)
        and report.categories <= terms.categories
        and terms.from_on <= AT.date()
        and (terms.until_on is None or AT.date() <= terms.until_on)
    )


def refused_by(report: ReleaseReport) -> set[str]:
    """The articles of every reason against a report."""
    reasons = decide("release_report", report, POLICY).reasons
    return {str(ref) for reason in reasons if reason.effect != "permit" for ref in reason.articles}


@pytest.mark.article("6.agreement")
@settings(max_examples=1500, deadline=None)
@given(REPORTS)
def test_what_is_outside_is_refused_with_the_article_and_what_is_inside_is_not(report: ReleaseReport) -> None:
    decision = decide("release_report", report, POLICY)
    assert ("6.agreement" in refused_by(report)) == (not is_covered(report))
    if not is_covered(report):
        assert not decision.allowed
        assert decision.remedy is not None


@st.composite
def covered(draw: st.DrawFn) -> ReleaseReport:
    """A report inside an agreement that the client was told of."""
    terms = replace(draw(TERMS), told_at=AT - timedelta(days=3), from_on=AT.date(), until_on=None)
    form = draw(st.sampled_from(sorted(terms.forms)))
    return replace(
        FULL,
        agreement=terms,
        recipient=draw(st.sampled_from(sorted(terms.recipients))),
        report_kind=draw(st.sampled_from(sorted(terms.kinds))),
        form=form,
        channel=None if form == "oral" else "email_pdf",
        note_id="note-1" if form == "oral" else None,
        categories=draw(some(sorted(terms.categories))),
    )


@pytest.mark.article("6.agreement")
@given(covered(), st.sampled_from(["recipient", "kind", "form", "data", "no data", "period", "told", "agreement"]))
def test_one_thing_outside_is_enough(report: ReleaseReport, thing: str) -> None:
    terms = report.agreement
    assert terms is not None
    assert is_covered(report)
    assert "6.agreement" not in refused_by(report)
    late, day = AT + timedelta(seconds=1), timedelta(days=1)
    changed = {
        "recipient": {"recipient": "stranger"},
        "kind": {"report_kind": "assessment"},
        "form": {"agreement": replace(terms, forms=frozenset(form for form in FORMS if form != report.form))},
        "data": {"agreement": replace(terms, categories=terms.categories - report.categories)},
        "no data": {"categories": report.categories | {""}},
        "period": {"agreement": replace(terms, from_on=AT.date() - 2 * day, until_on=AT.date() - day)},
        "told": {"agreement": replace(terms, told_at=late)},
        "agreement": {"agreement": None},
    }[thing]
    outside = replace(report, **changed)  # type: ignore[arg-type]
    assert "6.agreement" in refused_by(outside)
    assert not decide("release_report", outside, POLICY).allowed
