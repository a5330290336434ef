"""The frame of every page: one stylesheet of ours, no script, nothing from elsewhere."""

from functools import lru_cache
from html import escape as _escape
from pathlib import Path
from typing import Final, Literal

from litestar import Response

from api.releases import Snapshot
from api.rest.route import read

Lang = Literal["zh", "en"]
_STYLE: Final = Path(__file__).with_name("style.css")


def escape(text: object) -> str:
    """Return *text* fit for HTML content and quoted attributes."""
    return _escape(str(text), quote=True)


def language(query_string: bytes) -> Lang:
    """Return the language that a query string asks for; Chinese by default."""
    return "en" if b"lang=en" in query_string.split(b"&") else "zh"


def say(lang: Lang, zh: str, en: str) -> str:
    """Choose a text by language."""
    return en if lang == "en" else zh


def document(title: str, body: str, lang: Lang, snapshot: Snapshot, path: str) -> Response[str]:
    """Return a whole page; *body* is HTML, *title* is text, *path* the page's own address."""
    other: Lang = "zh" if lang == "en" else "en"
    release = snapshot.release
    name = say(lang, "接诉即办公开", "Hotline open data")
    if release is not None:
        city = release.catalogue.city
        name = f"{say(lang, city.zh, city.en)} · {name}"
    banner = ""
    if snapshot.demonstration:
        text = say(
            lang,
            "演示：数据为虚构，或隔离未全部启用；不得当作真实数据引用。",
            "Demonstration: the data are invented, or isolation is not complete. Do not cite.",
        )
        banner = f'<p class="banner" role="note">{escape(text)}</p>'
    html = (
        f'<!doctype html><html lang="{"en" if lang == "en" else "zh-CN"}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} · {escape(name)}</title>"
        '<link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg">'
        '<link rel="alternate" type="application/atom+xml" href="/feeds/releases.atom">'
        "</head><body>"
        f'<a class="skip" href="#main">{say(lang, "跳到正文", "Skip to content")}</a>'
        f'<header><a class="name" href="/?lang={lang}">{escape(name)}</a><nav>'
        f'<a href="/docs?lang={lang}">{say(lang, "接口", "API")}</a> '
        f'<a hreflang="{other}" href="{escape(path)}?lang={other}">'
        f"{say(lang, 'English', '中文')}</a></nav></header>"
        f'{banner}<main id="main">{body}</main>{_footer(lang, snapshot)}</body></html>'
    )
    return Response(content=html, media_type="text/html")


def _footer(lang: Lang, snapshot: Snapshot) -> str:
    if snapshot.release is None:
        return "<footer></footer>"
    catalogue = snapshot.release.catalogue
    publisher = say(lang, catalogue.publisher.zh, catalogue.publisher.en)
    contact = say(lang, catalogue.contact.zh, catalogue.contact.en)
    licence = say(lang, catalogue.licence.zh, catalogue.licence.en)
    lines = [
        f"{say(lang, '主办', 'Published by')}{say(lang, '：', ': ')}{escape(publisher)}",
        f"{say(lang, '联系', 'Contact')}{say(lang, '：', ': ')}{escape(contact)}",
        f'<a href="{escape(catalogue.licence_url)}">{escape(licence)}</a>',
    ]
    return f"<footer><p>{' · '.join(lines)}</p></footer>"


@lru_cache(maxsize=1)
def style() -> bytes:
    """Return the one stylesheet."""
    return _STYLE.read_bytes()


_ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" '
    'rx="3" fill="#16489c"/><path d="M3 12V8h2v4zm4 0V4h2v8zm4 0V6h2v6z" fill="#fff"/></svg>'
)


@read("/style.css", takes=(), media_type="text/css", include_in_schema=False, responses=None)
def get_style() -> Response[bytes]:
    """Return the stylesheet of all pages.

    返回全部网页的样式表。
    """
    return Response(content=style(), media_type="text/css")


@read("/icon.svg", takes=(), media_type="image/svg+xml", include_in_schema=False, responses=None)
def get_icon() -> Response[str]:
    """Return the icon of all pages.

    返回全部网页的图标。
    """
    return Response(content=_ICON, media_type="image/svg+xml")
