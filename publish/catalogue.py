"""From a profile to the catalogue of a release: everything that is said, in published words."""

from collections.abc import Mapping, Sequence
from typing import Final

from publish.precision import precision, published_axis
from publish.profile import (
    UNLOCATED,
    UNSPECIFIED,
    Codelist,
    Dataset,
    Family,
    Profile,
    Text,
    View,
)
from publish.protection.lattice import REPEAT_EXCESS, plan
from publish.reference import listed, stated
from publish.reference.lens import ledger_of, seen_by
from publish.release import model

_MISSING: Final = frozenset({UNLOCATED, UNSPECIFIED})
_COUNT: Final = model.Text(zh="件数", en="Tickets")
_EVENTS: Final = model.Text(zh="件数", en="Events")
_EXCESS: Final = model.Text(
    zh="同一来电人超出上限、未计入街乡镇的件数",
    en="Tickets of one caller above the cap, left out at streets",
)


def catalogue(
    profile: Profile,
    *,
    months: Sequence[str],
    years: Sequence[str],
    coverage: Sequence[model.CoverageRow],
    as_of: str,
    next_due: str | None,
    demonstration: bool,
    gaps: Mapping[str, Mapping[str, tuple[str, ...]]],
    lists: Sequence[listed.List] = (),
) -> model.Catalogue:
    """Return the catalogue of a release of *profile* that holds those *months* and *years*.

    *gaps* names by table and period the measures that the source did not collect; *lists*
    are the public facts of reference files, which are told as documents.
    """
    # Tickets first: a reader who takes the first that fits is to meet demands, not meetings.
    ordered = sorted(profile.datasets.values(), key=lambda one: (one.ledger is not None, one.id))
    datasets = tuple(_dataset(profile, dataset, gaps) for dataset in ordered)
    return model.Catalogue(
        profile=profile.id,
        city=model.Text(zh=profile.zh, en=profile.en),
        series=profile.series,
        demonstration=demonstration,
        as_of=as_of,
        months=tuple(months),
        years=tuple(years),
        next_due=next_due,
        codelists=tuple(
            _codelist(profile.codelists[name]) for name in sorted(_public_codelists(profile))
        ),
        datasets=datasets,
        mechanisms=tuple(
            model.Mechanism(
                id=mechanism.id,
                title=_text(mechanism.title),
                articles=mechanism.articles,
                answers=tuple(model.Answer(kind=a.kind, id=a.id) for a in mechanism.answers),
            )
            for mechanism in profile.mechanisms
        ),
        documents=(
            *(
                model.Document(id=name, title=_text(document.title), body=_text(document.body))
                for name, document in sorted(profile.documents.items())
            ),
            *(listed.document(profile, one) for one in lists),
        ),
        coverage=tuple(coverage),
        licence=_text(profile.licence),
        licence_url=profile.licence_url,
        publisher=_text(profile.publisher),
        contact=_text(profile.contact),
        footer=profile.footer,
        statement=_text(profile.statement),
        languages=profile.languages,
    )


def _public_codelists(profile: Profile) -> set[str]:
    """Return the codelists that a view's axis or a mechanism's answer refers to."""
    used = {
        seen_by(profile, dataset).dimensions[dimension].codelist
        for dataset in profile.datasets.values()
        for view in dataset.views
        for dimension in view.keys
    }
    answered = {
        answer.id
        for mechanism in profile.mechanisms
        for answer in mechanism.answers
        if answer.kind == "codelist"
    }
    return used | (answered & set(profile.codelists))


def _dataset(
    profile: Profile, dataset: Dataset, gaps: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> model.Dataset:
    return model.Dataset(
        id=dataset.id,
        chapter=dataset.chapter,
        title=_text(dataset.title),
        description=_text(dataset.description),
        notes=(_text(profile.statement), *map(_text, dataset.notes)),
        withheld=tuple(map(_text, dataset.withheld)),
        mechanisms=dataset.mechanisms,
        access_class=dataset.access_class,
        measures=tuple(_measures(profile, dataset)),
        views=tuple(_view(profile, dataset, view, gaps) for view in dataset.views),
        rates=_rates(profile, dataset),
    )


def _measures(profile: Profile, dataset: Dataset) -> list[model.Measure]:
    ledger = ledger_of(profile, dataset)
    if ledger is not None and ledger.kind == "stated":
        columns = [ledger.column(name) for name in stated.measures(ledger)]
        return [
            model.Measure(id=column.name, title=model.Text(zh=column.zh, en=column.en))
            for column in columns
        ]
    families = dict.fromkeys(
        name for view in dataset.views for name in view.measures if name != "n"
    )
    known = seen_by(profile, dataset).families
    found = [model.Measure(id="n", title=_COUNT if ledger is None else _EVENTS)]
    for name in families:
        if name == REPEAT_EXCESS:
            found.append(model.Measure(id=name, title=_EXCESS))
        else:
            found += [_measure(known[name], part) for part in known[name].parts]
    return found


def _view(
    profile: Profile,
    dataset: Dataset,
    view: View,
    gaps: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> model.View:
    table = f"{dataset.id}/{view.id}"
    lens, ledger = seen_by(profile, dataset), ledger_of(profile, dataset)
    if ledger is not None and ledger.kind == "stated":
        worked_out = stated.axes_of(profile, dataset, view)
        names, errors = view.measures, stated.precision(worked_out, view)
    else:
        worked_out = plan(lens, view)
        names, errors = worked_out.measures, precision(lens, view)
    return model.View(
        id=view.id,
        table=table,
        axes=tuple(published_axis(one) for one in worked_out.axes),
        measures=names,
        precision=errors,
        vintages=view.vintages,
        periods=view.periods,
        not_collected=dict(sorted(gaps.get(table, {}).items())),
    )


def _rates(profile: Profile, dataset: Dataset) -> tuple[model.Rate, ...]:
    if dataset.rulebook is None:
        return ()
    rulebook = profile.rulebooks[dataset.rulebook]
    return tuple(
        model.Rate(
            id=rate.id,
            title=_text(rate.title),
            rulebook=rulebook.id,
            version=rulebook.version,
            family=rate.family,
            base_excludes=rate.base_excludes,
            credit=rate.credit,
            min_n=rate.min_n,
            coded_below=rate.coded_below,
            valid_from=rulebook.valid_from,
            valid_to=rulebook.valid_to,
        )
        for rate in rulebook.rates
        if rate.id in dataset.rates
    )


def _measure(family: Family, part: str) -> model.Measure:
    label = family.labels.get(part)
    return model.Measure(
        id=family.measure(part),
        title=model.Text(
            zh=f"{family.zh}：{label.zh if label else part}",
            en=f"{family.en}: {label.en if label else part}",
        ),
        family=family.id,
        part=part,
        reference=part == family.reference,
    )


def _codelist(codelist: Codelist) -> model.Codelist:
    return model.Codelist(
        id=codelist.id,
        title=model.Text(zh=codelist.zh, en=codelist.en),
        levels=codelist.levels,
        codes=tuple(
            model.Code(
                code=code.code,
                level=code.level,
                zh=code.zh,
                en=code.en,
                parent=code.parent,
                kind=code.kind,
                # How sources spell what is missing is no name that a reader looks for.
                aliases=() if code.kind in _MISSING else code.aliases,
                valid_from=code.valid_from,
                valid_to=code.valid_to,
            )
            for code in codelist.codes
        ),
    )


def _text(text: Text) -> model.Text:
    return model.Text(zh=text.zh, en=text.en)
