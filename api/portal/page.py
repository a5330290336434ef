"""GET / and /en: one screen that says what was asked of the city and what came of it."""

from dataclasses import dataclass
from typing import Any

from litestar import MediaType, Request, Response
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Schema

from api import problems
from api.negotiation import prefers_html
from api.portal import words
from api.portal.figures import Headline, Line, headline
from api.portal.html import Lang, document, escape, language, say
from api.releases import Snapshot
from api.rest.route import Documented, read
from publish.release.model import RateValue, Text
from publish.release.reader import Release

_BAR = 240


@dataclass
class StartPage(Documented):
    """The contract of a start page: without a release a browser is answered by a page, too."""

    def __post_init__(self) -> None:
        """Add the page to what 503 may be."""
        super().__post_init__()
        missing: Any = (self.responses or {})["503"]
        page = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
        missing.content = {**missing.content, "text/html": page}


@read(
    "/",
    takes=(),
    operation_id="getStartPage",
    tags=["discovery"],
    media_type=MediaType.HTML,
    responses={400: problems.RESPONSES[400], 503: problems.RESPONSES[503]},
    operation_class=StartPage,
    summary="起始页 / Start page",
)
def get_start_page(
    request: Request[Any, Any, Any], snapshot: NamedDependency[Snapshot]
) -> Response[str]:
    """Show the newest month's figures and where to go, as a page. No script is needed.

    以网页显示最新一个月的主要数字与入口；不需要脚本。
    """
    return _page_or_notice(request, snapshot, language(request.scope["query_string"]))


@read(
    "/en",
    takes=(),
    operation_id="getEnglishStartPage",
    tags=["discovery"],
    media_type=MediaType.HTML,
    responses={400: problems.RESPONSES[400], 503: problems.RESPONSES[503]},
    operation_class=StartPage,
    summary="英文起始页 / English start page",
)
def get_english_start_page(
    request: Request[Any, Any, Any], snapshot: NamedDependency[Snapshot]
) -> Response[str]:
    """Show the same in English.

    同上，英文。
    """
    return _page_or_notice(request, snapshot, "en")


def _page_or_notice(
    request: Request[Any, Any, Any], snapshot: Snapshot, lang: Lang
) -> Response[str]:
    if snapshot.release is None and prefers_html(request.headers.get("accept")):
        return no_release_page(snapshot, lang)
    return start_page(snapshot, lang)


def start_page(snapshot: Snapshot, lang: Lang) -> Response[str]:
    """Return the start page in *lang*; raises Refused (no-release) while there is none."""
    release = snapshot.wanted()
    found = headline(release)
    body = "".join(
        [
            _head(found, release, lang),
            _cards(found, lang),
            _categories(found, lang),
            _districts(found, lang),
            _datasets(release, lang),
            _ways(lang),
            _statement(release.catalogue.statement, lang),
        ]
    )
    return document(_sentence(found, lang), body, lang, snapshot, "/")


def no_release_page(snapshot: Snapshot, lang: Lang) -> Response[str]:
    """Return the page of a service that has nothing to serve yet, in both languages; 503."""
    kind = problems.KINDS["no-release"]
    parts = "".join(
        f'<section lang="{code}"><h1>{escape(title)}</h1><p class="lead">{escape(mend)}</p>'
        f'<p><a href="/docs?lang={name}">{docs}</a> · <a href="/v1/health">/v1/health</a></p>'
        "</section>"
        for code, name, title, mend, docs in (
            ("zh-CN", "zh", kind.title.zh, kind.mend.zh, "接口说明"),
            ("en", "en", kind.title.en, kind.mend.en, "API documentation"),
        )
    )
    page = document(say(lang, kind.title.zh, kind.title.en), parts, lang, snapshot, "/")
    page.status_code = kind.status
    return page


def _sentence(found: Headline, lang: Lang) -> str:
    """Return the headline as one plain sentence."""
    if found.period is None:
        return say(lang, "尚无月份", "No month yet")
    parts = []
    if found.count is not None and (n := found.count.values.get("n")) is not None:
        shown = f"{n / 10000:.1f}万" if lang == "zh" and n >= 100_000 else f"{n:,}"  # noqa: PLR2004
        parts.append(say(lang, f"受理{shown}件", f"{shown} received"))
    for name, value in (found.rates.rates if found.rates else {}).items():
        if value.value is not None and not value.coded:
            title = found.names[name].title
            parts.append(
                say(lang, f"{title.zh}{value.value:.1f}%", f"{title.en.lower()} {value.value:.1f}%")
            )
    return found.period + say(lang, " ", ": ") + say(lang, "；", "; ").join(parts)


def _head(found: Headline, release: Release, lang: Lang) -> str:
    catalogue = release.catalogue
    facts = [
        say(lang, f"截至 {catalogue.as_of}", f"As of {catalogue.as_of}"),
        f'<a href="/v1/releases/{release.id}">{say(lang, "批次", "Release")} {release.id}</a>',
    ]
    if catalogue.next_due:
        facts.append(say(lang, f"下次发布 {catalogue.next_due}", f"Next {catalogue.next_due}"))
    # Not the month of receipt, which is what a reader would take it for.
    facts.append(say(lang, "月份按办结并回访计", "months are those of closing and call-back"))
    return f'<h1>{escape(_sentence(found, lang))}</h1><p class="facts">{" · ".join(facts)}</p>'


def _cards(found: Headline, lang: Lang) -> str:
    cards = []
    if found.count is not None:
        n = found.count.values.get("n")
        value = words.absence(found.count.status.get("n"), lang)
        if n is not None:
            value = words.number(n, lang)
        note = say(lang, "件", "tickets")
        error = found.count.errors.get("n")
        note += (
            f" · ±{error.half95:g}" if error and error.half95 else say(lang, " · 确数", " · exact")
        )
        cards.append(_card(say(lang, "受理", "Received"), value, note))
    for name, rate in (found.rates.rates if found.rates else {}).items():
        title = found.names[name].title
        note = ""
        if span := words.bounds(rate):
            span = f'<span class="whole">{span}</span>'
            note = say(lang, f"95%范围 {span}", f"95% range {span}")
        if rate.denominator is not None:
            note += say(lang, f"（{rate.denominator:,} 件中）", f"; of {rate.denominator:,}")
        cards.append(_card(say(lang, title.zh, title.en), words.rate(rate, lang), note))
    return f'<section class="cards">{"".join(cards)}</section>'


def _card(title: str, value: str, note: str) -> str:
    return (
        f'<div class="card"><h2>{escape(title)}</h2><p class="big">{value}</p>'
        f'<p class="note">{note}</p></div>'
    )


def _categories(found: Headline, lang: Lang) -> str:
    if not found.categories:
        return ""
    largest = max((_n(line) for line in found.categories), default=0) or 1
    rows = "".join(
        f'<tr><th scope="row">{escape(_name(line, lang))}</th>'
        f'<td class="bar"><svg width="100%" height="16" viewBox="0 0 {_BAR} 16" '
        'preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{_n(line) * _BAR // largest}" height="16"/></svg></td>'
        f'<td class="number">{words.count(line.count, lang)}</td></tr>'
        for line in found.categories
    )
    title = say(lang, f"反映最多的 {len(found.categories)} 类", "Most frequent categories")
    caption = say(
        lang,
        f"{found.period}，件；±为保护误差的95%范围",
        f"{found.period}, tickets; ± is the 95% range of the protection's error",
    )
    return _section(title, caption, rows, kind="bars")


def _districts(found: Headline, lang: Lang) -> str:
    if not found.districts:
        return ""
    names = list(found.rates.rates) if found.rates else []
    heads = [say(lang, "地区", "Area"), say(lang, "受理（件）", "Received")]
    heads += [say(lang, found.names[name].title.zh, found.names[name].title.en) for name in names]
    head = f'<th scope="col">{escape(heads[0])}</th>' + "".join(
        f'<th scope="col" class="number">{escape(text)}</th>' for text in heads[1:]
    )
    rows = "".join(_district(line, names, lang) for line in found.districts)
    title = say(lang, "各区", "Districts")
    caption = say(
        lang,
        f"{found.period}，按行政区划次序；比率后为95%范围",
        f"{found.period}, in administrative order; ranges are 95%",
    )
    return _section(title, caption, rows, head, kind="areas")


def _district(line: Line, names: list[str], lang: Lang) -> str:
    cells = "".join(
        f'<td class="number">{words.rate(_rate(line, name), lang)} '
        f"<small>{words.bounds(_rate(line, name))}</small></td>"
        for name in names
    )
    return (
        f'<tr><th scope="row"><a href="/v1/regions/{escape(line.code.code)}">'
        f"{escape(_name(line, lang))}</a></th>"
        f'<td class="number">{words.count(line.count, lang)}</td>{cells}</tr>'
    )


def _rate(line: Line, name: str) -> RateValue | None:
    return line.rates.rates.get(name) if line.rates else None


def _section(title: str, caption: str, rows: str, head: str = "", *, kind: str = "") -> str:
    thead = f"<thead><tr>{head}</tr></thead>" if head else ""
    table = f'<table class="{kind}">' if kind else "<table>"
    return (
        f'<section><h2>{escape(title)}</h2><div class="scroll" tabindex="0">{table}'
        f"<caption>{escape(caption)}</caption>{thead}<tbody>{rows}</tbody></table></div></section>"
    )


def _datasets(release: Release, lang: Lang) -> str:
    items = "".join(
        f'<li><a href="/v1/datasets/{escape(found.id)}">'
        f"{escape(say(lang, found.title.zh, found.title.en))}</a> "
        f"<span>{escape(say(lang, found.description.zh, found.description.en))}</span> "
        f'<a class="file" href="/v1/datasets/{escape(found.id)}/observations?format=csv'
        f'&amp;time=latest&amp;bom=1&amp;lang={lang}&amp;limit=1000">CSV</a></li>'
        for found in release.catalogue.datasets
    )
    return f"<section><h2>{say(lang, '数据集', 'Datasets')}</h2><ul>{items}</ul></section>"


def _ways(lang: Lang) -> str:
    ways = (
        (f"/docs?lang={lang}", "接口说明", "API documentation"),
        ("/openapi.json", "OpenAPI", "OpenAPI"),
        ("/graphql/schema.graphql", "GraphQL 模式", "GraphQL schema"),
        ("/v1/datasets", "数据集 JSON", "Datasets as JSON"),
        ("/v1/codelists", "代码表", "Codelists"),
        ("/v1/regions", "地区", "Regions"),
        ("/v1/mechanisms", "机制", "Mechanisms"),
        ("/v1/documents", "文件", "Documents"),
        ("/v1/releases", "批次", "Releases"),
        ("/feeds/releases.atom", "订阅批次", "Feed of releases"),
        ("/v1/config", "限额与格式", "Limits and formats"),
        (f"/problems?lang={lang}", "出错时", "When something goes wrong"),
    )
    items = "".join(
        f'<li><a href="{escape(url)}">{say(lang, zh, en)}</a></li>' for url, zh, en in ways
    )
    title = say(lang, "入口", "Where to go")
    return f'<section><h2>{title}</h2><ul class="ways">{items}</ul></section>'


def _statement(statement: Text, lang: Lang) -> str:
    return f'<p class="statement">{escape(say(lang, statement.zh, statement.en))}</p>'


def _n(line: Line) -> int:
    return (line.count.values.get("n") if line.count else None) or 0


def _name(line: Line, lang: Lang) -> str:
    return say(lang, line.code.zh, line.code.en)
