"""Tickets from a PostgreSQL server by the command line: whole, streamed, read and never written."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, quote_plus

import polars as pl
import psycopg
import pytest

from anonymize import mapping as mappings
from anonymize import source
from anonymize.cli import main
from anonymize.sources.batch import Options
from publish.profile import load_profile
from publish.settings import Exit
from tests.functional.run.rows import rows, write_csv
from tests.functional.run.test_quarantine_command import AS_OF, Office
from tests.lib.postgres import PASSWORD, Server, role, server

# One server for them all; whoever waits for rows that he did not ask for waits for ever.
pytestmark = [pytest.mark.xdist_group("postgres"), pytest.mark.timeout(120)]

_COUNT: Final = 3000
_ALL: Final = "SELECT * FROM public.tickets"
_MOMENTS: Final = "now() AS received_at, now() AS closed_at"
_UNDONE: Final = "set_config('transaction_read_only', 'off', false)"
# Numbers that stand in no message, whatever goes wrong.
_SECRET: Final = "13912345678"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with server() as found:
        with found.session() as session:
            _tickets(session)
            # Whoever connects lives in another zone: it must change nothing.
            session.execute("ALTER ROLE postgres SET TimeZone TO 'America/New_York'")
            session.execute("CREATE TABLE marks (mark text)")
            session.execute(
                "CREATE FUNCTION spoil() RETURNS text LANGUAGE sql VOLATILE AS "
                "$$INSERT INTO marks VALUES ('spoilt') RETURNING mark$$"
            )
            session.execute("CREATE SEQUENCE numbers")
        yield found


def _tickets(session: psycopg.Connection[Any]) -> None:
    """Lay the tickets down backwards, with moments of both kinds and null where nothing is."""
    found = rows(_COUNT)
    zoned, local = ("closed_at", "due_at"), ("received_at", "callback_at", "dispatched_at")
    kinds = dict.fromkeys(zoned, "timestamptz") | dict.fromkeys(local, "timestamp")
    columns = ", ".join(f"{name} {kinds.get(name, 'text')}" for name in found[0])
    session.execute(f"CREATE TABLE tickets ({columns}, PRIMARY KEY (ticket_id))".encode())
    with session.cursor().copy(b"COPY tickets FROM STDIN") as copy:
        for number, row in enumerate(reversed(found)):
            for name in zoned:
                row[name] += "+08"
            # An empty text and null are the same nothing.
            copy.write_row(
                [None if value == "" and number % 2 else value for value in row.values()]
            )


def _url(
    postgres: Server, further: str = "", *, user: str = f"postgres:{quote(PASSWORD, '')}"
) -> str:
    return f"postgresql+psycopg://{user}@127.0.0.1:{postgres.port}/postgres?{further}"


def _say(capfd: pytest.CaptureFixture[str], verb: str, *words: str) -> tuple[int, str, str]:
    code = main([verb, *words])
    told = capfd.readouterr()
    for word in (PASSWORD, quote(PASSWORD, ""), quote_plus(PASSWORD), _SECRET, "Traceback"):
        assert word not in told.out + told.err
    return code, told.out, told.err


def _refusal(capfd: pytest.CaptureFixture[str], url: str) -> tuple[int, str, str]:
    """Return the exit code of a check and what it says in Chinese and in English."""
    zh, _, said_zh = _say(capfd, "check", url, "--as-of", AS_OF, "--lang", "zh")
    en, _, said_en = _say(capfd, "check", url, "--as-of", AS_OF, "--lang", "en")
    assert zh == en
    return en, said_zh, said_en


def _read(url: str, batch_rows: int = 100_000) -> Iterator[pl.DataFrame]:
    chosen = mappings.load("", load_profile("beijing-demo"))
    for batch in source.read(url, Options(mapping=chosen, batch_rows=batch_rows)):
        yield batch.frame


def _bundle(base: Path, given: str | Path) -> tuple[dict[str, bytes], dict[str, Any]]:
    office = Office(base, seed="5")
    done = office.run(given, "b")  # type: ignore[arg-type]  # a source is a file or an address
    assert done.code == Exit.DONE, done.stderr
    found = {str(path.relative_to(base)): path.read_bytes()
             for path in sorted((base / "b").rglob("*")) if path.is_file()}  # fmt: skip
    everything = b"".join(path.read_bytes() for path in base.rglob("*") if path.is_file())
    everything += (done.stdout + done.stderr).encode()
    for word in (PASSWORD, quote(PASSWORD, "")):
        assert word.encode() not in everything
    # The digest of what names the source differs as that does.
    found.pop("b/bundle.sha256", None)
    return found, json.loads(found.pop("b/bundle.json"))


def test_csv_sqlite_and_postgresql_give_the_same_bundle_but_for_the_source(
    postgres: Server, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "in.csv", rows(_COUNT))
    frame = pl.DataFrame(rows(_COUNT))
    with closing(sqlite3.connect(tmp_path / "in.db")) as database, database:
        database.execute(f"CREATE TABLE tickets ({', '.join(frame.columns)})")
        marks = ", ".join("?" * frame.width)
        database.executemany(f"INSERT INTO tickets VALUES ({marks})", frame.rows())  # noqa: S608 - marks alone
    plain, head = _bundle(tmp_path / "csv", file)
    assert len(plain) == 4
    seen = head.pop("sources")
    for kind, given in (
        ("sqlite", f"sqlite:///{tmp_path}/in.db?table=tickets"),
        ("table", _url(postgres, "table=tickets")),
        ("query", _url(postgres, f"query={quote(_ALL)}")),
    ):
        found, told = _bundle(tmp_path / kind, given)
        assert found == plain, kind
        seen += told.pop("sources")
        assert told == head
    assert [entry["rows"] for entry in seen] == [_COUNT] * 4
    assert len({entry["sha256"] for entry in seen}) == 4


def test_a_check_counts_every_row(postgres: Server, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _say(
        capfd, "check", _url(postgres), "--table", "public.tickets", "--as-of", AS_OF, "--json"
    )
    told = json.loads(out)
    assert (code, told["read"], told["accepted"]) == (Exit.DONE, _COUNT, _COUNT)


def test_rows_come_in_the_order_of_the_key_and_no_column_that_nobody_reads(
    postgres: Server,
) -> None:
    with postgres.session() as session:
        session.execute("CREATE TABLE wide AS SELECT *, repeat('x', 9) AS diary FROM tickets")
        session.execute("ALTER TABLE wide ADD PRIMARY KEY (ticket_id)")
        frame = pl.concat(_read(_url(postgres, "table=wide"), 700))
        session.execute("DROP TABLE wide")
    assert frame.get_column("ticket_id").is_sorted()
    assert frame.height == _COUNT
    assert "diary" not in frame.columns


def test_rows_are_streamed_and_the_server_is_asked_for_no_more_than_are_wanted(
    postgres: Server,
) -> None:
    # Two thousand million rows: whoever waits for all of them never sees the first.
    endless = f"SELECT generate_series(1, 2000000000)::text AS ticket_id, {_MOMENTS}"
    url = _url(postgres, "query=" + quote(endless))
    chosen = mappings.load("", load_profile("beijing-demo"))
    assert source.fields(url, Options(mapping=chosen)) >= {"ticket_id", "received_at", "closed_at"}
    frames = _read(url, 500)
    assert [next(frames).height, next(frames).height] == [500, 500]
    with postgres.session() as session:
        asked = session.execute(
            "SELECT query, state FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND backend_type = 'client backend' AND query LIKE 'FETCH%'"
        ).fetchall()
        assert len(asked) == 1
        assert asked[0][0].startswith("FETCH FORWARD 500 ")
        assert asked[0][1] == "idle in transaction"
        frames.close()  # type: ignore[attr-defined]  # a generator's


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"SELECT spoil() AS ticket_id, {_MOMENTS}", Exit.USAGE),
        (f"SELECT {_UNDONE} || spoil() AS ticket_id, {_MOMENTS}", Exit.HOPELESS),
        (f"SELECT nextval('numbers')::text AS ticket_id, {_MOMENTS}", Exit.USAGE),
        (f"SELECT lo_create(0)::text AS ticket_id, {_MOMENTS}", Exit.USAGE),
        ("WITH gone AS (DELETE FROM tickets RETURNING *) SELECT * FROM gone", Exit.HOPELESS),
        ("SELECT * INTO copied FROM tickets", Exit.HOPELESS),
        ("SELECT 1; DROP TABLE tickets", Exit.USAGE),
        ("DROP TABLE tickets", Exit.USAGE),
    ],
)
def test_a_query_that_would_write_is_refused_by_the_server(
    query: str, code: int, postgres: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    told, _, said = _refusal(capfd, _url(postgres, "query=" + quote(query)))
    assert told == code, said
    with postgres.session() as session:
        left = session.execute(
            "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM marks),"
            " (SELECT is_called FROM numbers), to_regclass('copied') IS NULL,"
            " (SELECT count(*) FROM pg_largeobject_metadata)"
        ).fetchone()
    assert left == (_COUNT, 0, False, True, 0)


def test_the_same_user_may_write_where_nobody_forbids_it(postgres: Server) -> None:
    with postgres.session() as session, session.transaction(force_rollback=True):
        session.execute("SELECT spoil(), nextval('numbers'), lo_create(0)")
        session.execute("WITH gone AS (DELETE FROM tickets RETURNING *) SELECT * FROM gone")
        left = session.execute("SELECT (SELECT count(*) FROM tickets), count(*) FROM marks")
        assert left.fetchone() == (0, 1)
    with postgres.session() as session:
        # A sequence does not roll back: it stands as it was for the other tests.
        session.execute("ALTER SEQUENCE numbers RESTART")


def test_a_hostile_name_is_a_name(postgres: Server, capfd: pytest.CaptureFixture[str]) -> None:
    hostile = 'a"; drop table tickets; --'
    code, _, said = _refusal(capfd, _url(postgres, "table=" + quote(hostile)))
    assert (code, "no table" in said) == (Exit.HOPELESS, True)
    with postgres.session() as session:
        quoted = '"' + hostile.replace('"', '""') + '"'
        session.execute(f"CREATE TABLE {quoted} AS SELECT * FROM tickets LIMIT 5".encode())  # noqa: S608 - a name of our own, quoted
        assert pl.concat(_read(_url(postgres, "table=" + quote(hostile)))).height == 5
        session.execute(f"DROP TABLE {quoted}".encode())


def test_a_colon_and_a_percent_sign_in_a_query_are_what_they_are(postgres: Server) -> None:
    query = (
        "SELECT * FROM tickets WHERE ticket_id LIKE 'T00000%' AND received_at::time = '08:00:00'"
    )
    assert pl.concat(_read(_url(postgres, "query=" + quote(query)))).height == 10


def test_who_must_act_stands_in_the_exit_code(
    postgres: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with postgres.session() as session:
        poor = role(session, "poor", "INSERT")
    table = "table=tickets"
    cast = quote(f"SELECT '{_SECRET}x'::int::text AS ticket_id, {_MOMENTS}")
    for url, code, zh, en in (
        (_url(postgres, table, user=f"postgres:{_SECRET}"), Exit.USAGE, "口令", "password"),
        (_url(postgres, table, user="postgres"), Exit.USAGE, "口令", "password"),
        (_url(postgres, table, user=f"poor:{poor}"), Exit.USAGE, "读取权限", "right to read"),
        (_url(postgres, table).replace("/postgres?", "/none?"), Exit.USAGE, "库名", "name of"),
        (_url(postgres), Exit.USAGE, "--table", "--table"),
        (_url(postgres, f"{table}&colour=blue"), Exit.USAGE, "选项", "option"),
        (f"postgresql://a:{PASSWORD}@h/b?{table}", Exit.USAGE, "%40", "%40"),
        (_url(postgres, "table=none"), Exit.HOPELESS, "没有表 none", "no table none"),
        (_url(postgres, "table=none.tickets"), Exit.HOPELESS, "没有表", "no table"),
        (_url(postgres, "query=" + cast), Exit.HOPELESS, "拒绝了该查询", "refused the query"),
        (_url(postgres, "table=marks"), Exit.HOPELESS, "ticket_id", "ticket_id"),
        (_url(Server(1, postgres.log), table), Exit.TRY_AGAIN, "稍后再试", "try again"),
    ):
        told, said_zh, said_en = _refusal(capfd, url)
        assert (told, zh in said_zh, en in said_en) == (code, True, True), said_en


def test_a_table_that_somebody_holds_is_for_later(
    postgres: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    url = _url(postgres, "table=tickets&options=" + quote("-c lock_timeout=200"))
    with postgres.session() as session, session.transaction():
        session.execute("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE")
        assert _refusal(capfd, url)[0] == Exit.TRY_AGAIN
    assert _say(capfd, "check", url, "--as-of", AS_OF)[0] == Exit.DONE


def test_values_that_are_no_text_or_no_date_spoil_their_own_row(
    postgres: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with postgres.session() as session:
        session.execute("CREATE TABLE odd AS SELECT * FROM tickets ORDER BY ticket_id LIMIT 400")
        session.execute(
            "ALTER TABLE odd ALTER channel TYPE bytea USING convert_to(channel, 'UTF8')"
        )
        session.execute(r"UPDATE odd SET channel = '\xd6d0' WHERE ticket_id = 'T000001'")
        session.execute("UPDATE odd SET closed_at = 'infinity' WHERE ticket_id = 'T000002'")
        session.execute("UPDATE odd SET received_at = '12000-01-01' WHERE ticket_id = 'T000003'")
        session.execute("UPDATE odd SET due_at = '-infinity' WHERE ticket_id = 'T000004'")
        session.execute("ALTER TABLE odd ADD PRIMARY KEY (ticket_id)")
    code, out, _ = _say(capfd, "check", _url(postgres, "table=odd"), "--as-of", AS_OF, "--json")
    told = json.loads(out)
    assert (code, told["accepted"], told["quarantined"]) == (Exit.QUARANTINED, 396, 4)
    assert "undecodable" in out
    assert "unreadable_date" in out


def test_a_digest_names_the_table_and_holds_no_password() -> None:
    def digest(user: str, further: str) -> str:
        return source.digest(f"postgresql+psycopg://{user}h/b?{further}")

    plain = digest("u@", "table=t")
    assert digest("u:one@", "table=t") == digest("u:two@", "table=t") == plain
    assert digest("u@", "password=one&table=t") == digest("u@", "sslpassword=x&table=t") == plain
    assert plain not in (digest("u@", "table=s"), digest("v@", "table=t"), digest("u@", "query=t"))
