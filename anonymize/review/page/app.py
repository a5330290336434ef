"""The composition root of the page: routes, what they need, errors, and the guard before all."""

from typing import Final

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp

from anonymize.review.page import problems
from anonymize.review.page.files import file_routes
from anonymize.review.page.guard import Guard
from anonymize.review.page.routes import ROUTES
from anonymize.review.page.session import Session
from anonymize.review.page.work import Work

# Five fields of a million characters, each of up to six bytes where JSON escapes it.
_LARGEST_BODY: Final = 32_000_000


def create_app(work: Work, session: Session, *, port: int, lang: str) -> ASGIApp:
    """Build the application that listens at *port* of this machine."""
    inner = Litestar(
        [*file_routes(lang), *ROUTES],
        dependencies={
            "work": Provide(lambda: work, sync_to_thread=False),
            "session": Provide(lambda: session, sync_to_thread=False),
            "port": Provide(lambda: port, sync_to_thread=False),
            "lang": Provide(lambda: lang, sync_to_thread=False),
        },
        exception_handlers={HTTPException: problems.answer, Exception: problems.answer},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=_LARGEST_BODY,
        state=State({"lang": lang}),
    )
    return Guard(inner, session, port=port, lang=lang)
