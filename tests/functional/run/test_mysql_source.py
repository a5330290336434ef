"""Tickets from MySQL and MariaDB: by the SQL that is sent, and by a server where there is one."""

import json
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import quote

import pytest

from anonymize.cli import main
from anonymize.sources import database_link
from publish.settings import Exit
from tests.functional.run.rows import rows
from tests.functional.run.test_quarantine_command import AS_OF
from tests.lib import mariadb

pytestmark = [pytest.mark.xdist_group("mysql"), pytest.mark.timeout(120)]
_MOMENTS: Final = "now() AS received_at, now() AS closed_at"
_COUNT: Final = 500


class _Recorder:
    """A connection that keeps what is sent."""

    def __init__(self, dialect: str) -> None:
        self.dialect = SimpleNamespace(name=dialect, driver="none")
        self.sent: list[str] = []

    def exec_driver_sql(self, statement: str) -> None:
        self.sent.append(statement)

    def commit(self) -> None:
        self.sent.append("COMMIT")


@pytest.mark.parametrize("dialect", ["mysql", "mariadb"])
def test_the_session_and_the_transaction_are_read_only_before_anything_is_read(
    dialect: str,
) -> None:
    connection: Any = _Recorder(dialect)
    notes: list[str] = []
    database_link._only_read(connection, lambda _zh, en: notes.append(en))
    assert connection.sent == [
        "SET SESSION TRANSACTION READ ONLY",
        "SET SESSION time_zone = '+00:00'",
        "COMMIT",
        "START TRANSACTION READ ONLY",
    ]
    assert not notes


def test_where_no_way_is_known_the_user_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    connection: Any = _Recorder("mssql")
    notes: list[str] = []
    database_link._only_read(connection, lambda _zh, en: notes.append(en))
    assert connection.sent == ["COMMIT"]
    assert "no way is known to make mssql read-only" in notes[0]
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("dialect", "module", "told"),
    [
        ("postgresql+psycopg", "psycopg", ("'gongkai[postgres]'", "postgresql+psycopg:")),
        ("postgresql+psycopg2", "psycopg2", ("'gongkai[postgres]'", "postgresql+psycopg:")),
        ("mysql+pymysql", "pymysql", ("'gongkai[mysql]'", "mysql+pymysql:")),
        ("mysql", "MySQLdb", ("'gongkai[mysql]'", "mysql+pymysql:")),
        ("mariadb", "MySQLdb", ("'gongkai[mysql]'", "mariadb+pymysql:")),
        ("oracle", "oracledb", ("oracle", "SQLAlchemy")),
        ("nosuch", "nosuch", ("nosuch", "SQLAlchemy")),
    ],
)
def test_a_driver_that_is_lacking_is_named_with_what_installs_it(
    dialect: str, module: str, told: tuple[str, str], lang: str, capfd: pytest.CaptureFixture[str]
) -> None:
    url = f"{dialect}://clerk:hunter2@127.0.0.1/city?table=tickets"
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, module, None)
        assert main(["check", url, "--as-of", AS_OF, "--lang", lang]) == Exit.USAGE
    said = capfd.readouterr().err
    assert ("not installed" if lang == "en" else "没有安装") in said
    assert all(word in said for word in told)
    assert "hunter2" not in said


def test_a_file_is_written_by_no_select(capfd: pytest.CaptureFixture[str]) -> None:
    for way in ("OUTFILE", "dumpfile"):
        query = quote(f"SELECT 1 INTO {way} '/tmp/x'")
        assert main(["check", f"mysql+pymysql://a@127.0.0.1/b?query={query}"]) == Exit.USAGE
    assert "SELECT" in capfd.readouterr().err


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    if not mariadb.installed():
        pytest.skip("no MariaDB server on this machine")
    with mariadb.server() as found:
        with mariadb.session(found) as session, session.cursor() as cursor:
            tickets = rows(_COUNT)
            kinds = {"closed_at": "timestamp null", "received_at": "datetime"}
            columns = ", ".join(f"{name} {kinds.get(name, 'varchar(90)')}" for name in tickets[0])
            cursor.execute(f"CREATE TABLE tickets ({columns}, PRIMARY KEY (ticket_id))")
            cursor.execute("SET time_zone = '+08:00'")
            marks = ", ".join(["%s"] * len(tickets[0]))
            cursor.executemany(
                f"INSERT INTO tickets VALUES ({marks})",  # noqa: S608 - marks alone
                [tuple(row.values()) for row in tickets],
            )
            cursor.execute("CREATE TABLE marks (mark int)")
            cursor.execute(
                "CREATE FUNCTION spoil() RETURNS int BEGIN INSERT INTO marks VALUES (1); "
                "RETURN 1; END"
            )
        yield found


def _check(
    capfd: pytest.CaptureFixture[str], port: int, further: str, password: str = mariadb.PASSWORD
) -> tuple[int, str]:
    url = f"mysql+pymysql://clerk:{quote(password, '')}@127.0.0.1:{port}/city?{further}"
    code = main(["check", url, "--as-of", AS_OF, "--json", "--lang", "en"])
    told = capfd.readouterr()
    for word in (password, quote(password, ""), "Traceback"):
        assert word not in told.out + told.err
    return code, told.out + told.err


def test_a_table_is_read_whole_and_its_moments_are_understood(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    code, said = _check(capfd, port, "table=tickets")
    assert code == Exit.DONE
    told = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert (told["read"], told["accepted"]) == (_COUNT, _COUNT)
    # TIMESTAMP says 20:00 in Beijing, DATETIME what was written: none before it was received.
    both = "SELECT * FROM tickets WHERE closed_at = '2026-09-02 12:00:00'"
    assert _check(capfd, port, "query=" + quote(both))[0] == Exit.DONE


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"SELECT spoil() AS ticket_id, {_MOMENTS}", Exit.USAGE),
        ("WITH a AS (SELECT 1) DELETE FROM tickets", Exit.HOPELESS),
        ("SELECT 1; DELETE FROM tickets", Exit.USAGE),
        ("SELECT nothing FROM tickets", Exit.HOPELESS),
    ],
)
def test_what_would_write_is_refused_by_the_server(
    query: str, code: int, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    told, said = _check(capfd, port, "query=" + quote(query))
    assert told == code, said
    with mariadb.session(port) as session, session.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM marks)")
        assert cursor.fetchone() == (_COUNT, 0)
        # The same user may, where nobody forbids it.
        cursor.execute("SELECT spoil()")
        cursor.execute("DELETE FROM marks")


def test_rows_on_the_way_are_not_waited_for(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    # No column that the mapping needs: told from the first row of ten thousand million.
    endless = "SELECT a.seq AS nothing FROM seq_1_to_100000 a, seq_1_to_100000 b"
    code, said = _check(capfd, port, "query=" + quote(endless))
    assert code == Exit.HOPELESS
    assert "ticket_id" in said


def test_who_must_act_stands_in_the_exit_code_of_mysql(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert _check(capfd, port, "table=tickets", "wrong-4711")[0] == Exit.USAGE
    assert _check(capfd, port, "table=none")[0] == Exit.HOPELESS
    assert _check(capfd, 1, "table=tickets")[0] == Exit.TRY_AGAIN
