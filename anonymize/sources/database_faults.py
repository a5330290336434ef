"""What a driver says becomes words of our own: its messages carry values and passwords.

Whoever reads the exit code learns who must act: 75, and nobody need do anything but wait;
2, and whoever typed the command or gave the rights; 3, and whoever keeps the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import URL

from anonymize.errors import AnonymizeError, Hopeless, MappingError, NotAllowed, TryAgain

# Of PostgreSQL's five characters, by their beginnings (its manual, appendix A).
_PG_LATER: Final = ("08", "40", "53", "55", "57", "58")
_PG_RIGHTS: Final = ("28", "3D", "42501")
_PG_WRITES: Final = ("25006",)
# Of MySQL's and MariaDB's numbers; 2000 to 2999 are the client's, about the connection.
_MYSQL_LATER: Final = (1040, 1053, 1080, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1226, 1317,
                       1927, 1969, 3024)  # fmt: skip
_MYSQL_RIGHTS: Final = (1044, 1045, 1049, 1130, 1142, 1143, 1227, 1370, 1698, 3118, 4151)
_MYSQL_WRITES: Final = (1792,)
_MYSQL_CLIENT: Final = range(2000, 3000)
# Of SQLite's, without what stands above the low byte: busy, locked, memory, disk, full.
_SQLITE_LATER: Final = (5, 6, 7, 10, 13)
_SQLITE_RIGHTS: Final = (3, 14, 23)
_SQLITE_WRITES: Final = (8,)

_LATER: Final = (
    "无法连接或读取数据库：核对主机、端口与网络，稍后再试",
    "the database cannot be reached or read: check host, port and network, try again",
)
_RIGHTS: Final = (
    "数据库拒绝了该用户：核对用户名、口令、库名与读取权限",
    "the database refused the user: check user, password, name of the database and right to read",
)
_WRITES: Final = (
    "查询会写入数据库：只能读取",
    "the query would write to the database: it is only read",
)
_REFUSED: Final = (
    "数据库拒绝了该查询：核对表名、列名与写法",
    "the database refused the query: check the names of tables and columns, and how it is written",
)
_ADDRESS: Final = (
    "数据库地址中有驱动不认识的选项",
    "the address of the database has an option that the driver does not know",
)


@contextmanager
def told(url: URL, *, connecting: bool = False) -> Iterator[None]:
    """Turn what a driver says into Hopeless, MappingError, NotAllowed or TryAgain."""
    try:
        yield
    except AnonymizeError:
        raise
    except sa.exc.NoSuchModuleError:
        raise _driver(url) from None
    except sa.exc.DBAPIError as error:
        raise _verdict(url.get_backend_name(), error, connecting=connecting) from None
    except sa.exc.SQLAlchemyError:
        raise (MappingError(*_ADDRESS) if connecting else Hopeless(*_REFUSED)) from None
    except (ImportError, TypeError, ValueError) as error:
        if isinstance(error, ImportError):
            raise _driver(url) from None
        if not connecting:
            raise
        raise MappingError(*_ADDRESS) from None


def _driver(url: URL) -> MappingError:
    """Say which driver is lacking and how it is installed."""
    known = {"postgresql": ("postgres", "postgresql+psycopg"), "mysql": ("mysql", "mysql+pymysql")}
    known["mariadb"] = ("mysql", "mariadb+pymysql")
    backend = url.get_backend_name()
    if backend not in known:
        return MappingError(
            f"没有安装数据库 {backend} 的驱动：请安装 SQLAlchemy 为其列出的方言与驱动",
            f"the driver of {backend} is not installed: install the dialect and driver that "
            "SQLAlchemy lists for it",
        )
    extra, dialect = known[backend]
    return MappingError(
        f"没有安装数据库 {url.drivername} 的驱动：请运行 pip install 'gongkai[{extra}]'，"
        f"地址写作 {dialect}://…",
        f"the driver of {url.drivername} is not installed: run pip install 'gongkai[{extra}]' "
        f"and write the address as {dialect}://…",
    )


def _verdict(backend: str, error: sa.exc.DBAPIError, *, connecting: bool) -> AnonymizeError:
    """Return what *error* means, by its code and never by its words."""
    kind = _kind(backend, error.orig)
    if kind == "later":
        return TryAgain(*_LATER)
    if kind == "rights":
        return NotAllowed(*_RIGHTS)
    if kind == "writes":
        return MappingError(*_WRITES)
    if kind is None and isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return TryAgain(*_LATER)
    return MappingError(*_ADDRESS) if connecting and kind is None else Hopeless(*_REFUSED)


def _kind(backend: str, said: Any) -> str | None:  # noqa: ANN401 - an error of any driver
    """Return ``later``, ``rights``, ``writes`` or ``refused``; null where there is no code."""
    if backend == "postgresql":
        return _postgres(said)
    code = getattr(said, "sqlite_errorcode", None)
    if backend == "sqlite" and code is not None:
        return _among(code & 0xFF, _SQLITE_LATER, _SQLITE_RIGHTS, _SQLITE_WRITES)
    number = next(iter(getattr(said, "args", ())), None)
    if backend in ("mysql", "mariadb") and isinstance(number, int):
        client = number in _MYSQL_CLIENT
        return "later" if client else _among(number, _MYSQL_LATER, _MYSQL_RIGHTS, _MYSQL_WRITES)
    return None


def _postgres(said: Any) -> str | None:  # noqa: ANN401 - an error of any driver
    state = getattr(said, "sqlstate", None) or getattr(said, "pgcode", None)
    if state is not None:
        for kind, codes in (
            ("writes", _PG_WRITES),
            ("rights", _PG_RIGHTS),
            ("later", _PG_LATER),
        ):
            if state.startswith(codes):
                return kind
        return "refused"
    # Before there is a session there is no code: but who was asked for a password was reached.
    attempt = getattr(said, "pgconn", None)
    asked = getattr(attempt, "used_password", False) or getattr(attempt, "needs_password", False)
    return "rights" if asked else None


def _among(
    number: int, later: tuple[int, ...], rights: tuple[int, ...], writes: tuple[int, ...]
) -> str:
    for kind, codes in (("later", later), ("rights", rights), ("writes", writes)):
        if number in codes:
            return kind
    return "refused"
