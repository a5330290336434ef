"""`gongkai-anonymize check`: would these files do? Validates, writes nothing."""

import argparse
import sys

from anonymize import limits, source
from anonymize.check_report import as_json, as_text, exit_of
from anonymize.checking import Check, check
from anonymize.errors import AnonymizeError
from anonymize.progress import Progress
from anonymize.verbs.reading import add_reading, day_of, mapping_of, must_exist
from publish.command import from_args
from publish.command_parser import CITY, Parser
from publish.profile import ProfileError, load_profile
from publish.settings import Exit
from publish.settings_load import Settings


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb(
        "check", "只核对，不生成任何文件", "validate only, write nothing", run=run, uses=CITY
    )
    add_reading(verb)


def run(args: argparse.Namespace) -> int:
    """Check; print where every row would go."""
    settings = from_args("anonymize", args)
    lang = settings.lang
    try:
        checked = check(asked(args, settings))
    except AnonymizeError as error:
        sys.stderr.write(error.say(lang) + "\n")
        return error.exit
    except ProfileError as error:
        sys.stderr.writelines(problem.say(lang) + "\n" for problem in error.problems)
        return Exit.USAGE
    names = [source.name(given) for given in args.sources]
    sys.stdout.write(as_json(checked, names) if args.json else as_text(checked, names, lang))
    return exit_of(checked)


def asked(args: argparse.Namespace, settings: Settings) -> Check:
    """Return the check that the command line asks for. Raises AnonymizeError, ProfileError."""
    must_exist(args.sources, args.aliases)
    profile = load_profile(settings.text("profile"))
    mapping, as_of = mapping_of(args, settings, profile), day_of(args.as_of, profile.timezone)
    progress = Progress(settings.lang)
    progress.step("核对", "checking")
    return Check(
        sources=tuple(args.sources),
        mapping=mapping,
        profile=profile,
        as_of=as_of,
        limit=limits.Limit(
            share=settings.number("quarantine_limit"),
            min_rows=settings.whole("quarantine_min_rows"),
            min_bad=settings.whole("quarantine_min_bad"),
        ),
        field_limit=settings.whole("field_limit"),
        accept_truncated=args.accept_truncated,
        note=progress.note,
        done=lambda rows: progress.at(rows, None),
    )
