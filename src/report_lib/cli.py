"""The command line `brief`: parse articles, run a month's notebooks, render them, and measure how well it was read."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report_lib import __version__
from report_lib.errors import Problem, ReportError, shown
from report_lib.progress import Progress, Steps

if TYPE_CHECKING:
    from report_lib.assembling.parsing import ParsedArticles

OK, FAILED, BAD_INPUT = 0, 1, 2
_SHOWN_PROBLEMS = 20
_EXIT_STATUS = "exit status: 0 all good; 1 a check failed; 2 bad input, which the others go on without"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except ReportError as error:
        for problem in error.problems:
            print(f"brief: {problem}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        from report_lib.files import disk_failed

        print(f"brief: {disk_failed(error)}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("brief: interrupted; what is written is whole, run the command again to go on", file=sys.stderr)
        return 130


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = argparse.ArgumentParser(prog="brief", description=__doc__, epilog=_EXIT_STATUS)
    parser.add_argument("--version", action="version", version=f"report-lib {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=f"example:\n  {example}\n\n{_EXIT_STATUS}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        added.set_defaults(command=run)
        return added

    parse = command("parse", _parse, "read articles into tables", "brief parse seeds/articles --out tables")
    parse.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="an article or a folder of articles")
    parse.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the tables")
    parse.add_argument(
        "--articles", type=Path, metavar="FILE", help="what is known beside the texts [articles.csv there]"
    )
    parse.add_argument("--partitioned", action="store_true", help="input of any size: Parquet by month, resumable")
    spread = parse.add_mutually_exclusive_group()
    spread.add_argument("--jobs", type=int, metavar="N", help="with --partitioned: processes [one for each processor]")
    spread.add_argument("--scheduler", metavar="ADDRESS", help="with --partitioned: have a Dask cluster do it")

    explain = command(
        "explain",
        _explain,
        "show what was read from an article, and by which rule and words",
        "brief explain seeds/articles/003_0c529a9f9173ff95.txt",
    )
    explain.add_argument("article", type=Path, metavar="ARTICLE", help="a file that holds an article")
    explain.add_argument(
        "--articles", type=Path, metavar="FILE", help="what is known beside the text [articles.csv there]"
    )
    explain.add_argument("--id", metavar="ARTICLE_ID", help="which article of a .jsonl file")
    explain.add_argument("--html", type=Path, metavar="FILE", help="write a page [print]")

    run = command("run", _run, "run the notebooks of a month, or of every stale month", "brief run 2020-10")
    run.add_argument("month", nargs="?", metavar="MONTH", help="year and month, or undated [every stale month]")
    run.add_argument("--against", metavar="MONTH", help="the month it is set beside [the latest with a tally]")
    run.add_argument("--lang", choices=("en", "ar"), help="one language [both]")

    render = command("render", _render, "render a month's notebooks into pages", "brief render 2020-10")
    render.add_argument("month", metavar="MONTH", help="year and month, or undated")
    render.add_argument("--lang", choices=("en", "ar"), help="one language [both]")

    build = command("build", _build, "bring tables, notebooks and pages of every month up to date", "brief build")
    for added in (render, build):
        added.add_argument(
            "--engine", default="auto", metavar="NAME", help="quarto, embedded, or auto: Quarto where it is [auto]"
        )

    export = command(
        "export",
        _export,
        "write events and tables for other programs",
        "brief export --format ucdp-ged --out exported",
    )
    formats = ("ucdp-ged", "acled", "csv", "parquet", "xlsx")
    export.add_argument("--format", required=True, choices=formats, help="columns and codes: docs/exports.md")
    export.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the files")
    export.add_argument("--month", default="", metavar="MONTH", help="year and month, or undated [all]")
    export.add_argument("--data", default="", metavar="DIR", help="folder of tables [the seeds are parsed anew]")

    score = command(
        "score",
        _score,
        "measure the parser on articles annotated by hand",
        "brief score tests/gold/seeds --texts seeds/articles --misses",
    )
    score.add_argument("gold", type=Path, metavar="GOLD", help="folder of annotations, one NAME.json an article")
    score.add_argument("out", type=Path, nargs="?", metavar="OUT", help="folder of tables [the texts are parsed anew]")
    score.add_argument("--texts", type=Path, metavar="DIR", help="folder of NAME.txt [GOLD]")
    score.add_argument("--misses", action="store_true", help="list what is not as annotated")
    score.add_argument("--json", action="store_true", help="print the figures as JSON")
    score.add_argument("--floor", type=Path, metavar="FILE", help="figures that may not be fallen below")
    score.add_argument("--write-floor", action="store_true", help="make these figures the floor")

    command("doctor", _doctor, "say what will be used and what is missing", "brief doctor")
    return parser


def _parse(options: argparse.Namespace) -> int:
    from report_lib.assembling.schemas import DATA_PACKAGE

    out: Path = options.out
    rule = ""
    if (out / "articles.csv").exists() and not (out / DATA_PACKAGE).exists():
        rule = "holds an articles.csv that is not a table of report-lib"
    elif (out / "articles").exists() and not options.partitioned:
        rule = "holds tables by month"
    elif (out / "articles.csv").exists() and options.partitioned:
        rule = "holds tables that are not by month"
    if rule:
        raise ReportError(Problem(shown(out, 500), "", rule, "name another folder for --out"))
    if options.partitioned:
        return _parse_partitioned(options)
    for name, given in (("--jobs", options.jobs), ("--scheduler", options.scheduler)):
        if given is not None:
            raise ReportError(Problem(name, "", "is for tables by month", "add --partitioned"))
    from report_lib.assembling.tables import write_tables
    from report_lib.comparing.project import tables_of

    parsed = _collect(options.paths, options.articles)
    tables = tables_of(parsed)
    write_tables(out, tables, parsed.rejected)
    tallies = sum(incident.scope == "aggregate" for incident in parsed.incidents)
    unnumbered = sum(count.qualifier == "unspecified" for count in parsed.counts)
    print(f"articles   {len(parsed.articles):>7,} read, {len(parsed.rejected):,} left out")
    print(f"incidents  {len(parsed.incidents):>7,} of them {tallies:,} tallies")
    print(f"events     {tables['incidents']['event_id'].nunique():>7,} after linking")
    print(f"counts     {len(parsed.counts):>7,} of them {unnumbered:,} without a number")
    print(f"tables     {shown(out, 500)}")
    _report(parsed.rejected, f"{shown(out, 500)}/rejected.csv")
    return BAD_INPUT if parsed.rejected else OK


def _parse_partitioned(options: argparse.Namespace) -> int:
    from report_lib.scaling.workers import by_cluster, by_processes, here

    jobs = options.jobs if options.jobs is not None else os.cpu_count() or 1
    if jobs < 1:
        raise ReportError(Problem("--jobs", "", "is less than one", "write how many processes are to read"))
    spread = by_cluster(options.scheduler) if options.scheduler else by_processes(jobs) if jobs > 1 else here
    from report_lib.scaling.partitions import parse_partitioned  # loads while the processes do

    with Progress("articles") as progress:
        done = parse_partitioned(options.paths, options.out, options.articles, spread=spread, on_articles=progress.step)
    out = shown(options.out, 500)
    print(f"articles   {done.rows['articles']:>7,} read, {done.rejected:,} left out")
    print(f"incidents  {done.rows['incidents']:>7,} of them {done.tallies:,} tallies")
    print(f"counts     {done.rows['counts']:>7,} of them {done.unnumbered:,} without a number")
    print(f"chunks     {done.chunks:>7,} of them {done.kept:,} read by an earlier run")
    print(f"months     {done.months:>7,} in {done.parts:,} parts")
    print(f"tables     {out}")
    _report(done.problems, f"{out}/rejected.csv", done.rejected)
    return BAD_INPUT if done.rejected else OK


def _explain(options: argparse.Namespace) -> int:
    from report_lib.explaining.explain import explain
    from report_lib.explaining.explain_page import page
    from report_lib.explaining.explain_text import terminal
    from report_lib.files import write_files
    from report_lib.reading.articles import read_articles

    reading = read_articles([options.article], options.articles)
    wanted = [each for each in reading.articles if options.id in (None, each.article.article_id)]
    if not wanted and reading.rejected:
        raise ReportError(*reading.rejected)
    if len(wanted) != 1:
        rule = f"holds {len(wanted):,} articles" if wanted else f"holds no article «{shown(options.id)}»"
        raise ReportError(Problem(shown(options.article, 500), "", rule, "name one with --id ARTICLE_ID"))
    explanation = explain(*wanted[0])
    if options.html:
        write_files(options.html.parent, {options.html.name: page(explanation)})
        print(f"page       {shown(options.html, 500)}")
    else:
        print(terminal(explanation, colours=sys.stdout.isatty() and not os.environ.get("NO_COLOR")), end="")
    _report(reading.rejected, "the messages above")
    return BAD_INPUT if reading.rejected else OK


def _run(options: argparse.Namespace) -> int:
    from report_lib.building.build import build, run_editions

    if options.month:
        editions = run_editions(options.month, options.against, _languages(options), on_step=Steps())
        print(f"ran        {', '.join(edition.folder.as_posix() for edition in editions)}")
        return OK
    if options.against:
        raise ReportError(Problem("--against", "", "no month is named", "write brief run MONTH --against MONTH"))
    built = build(languages=_languages(options), render=False, on_step=Steps())
    print(f"notebooks  {len(built.ran):>7,} of {len(built.editions):,} editions run, the others are up to date")
    # Quarto calls this before it renders: an article left out is told by build and parse, and stops no page.
    _report((*built.notes, *built.problems), "the messages above")
    return FAILED if built.problems else OK


def _render(options: argparse.Namespace) -> int:
    from report_lib.building.build import render_editions

    renderer, pages = render_editions(options.month, _languages(options), engine=options.engine, on_step=Steps())
    for page in pages:
        print(page)
    print(f"renderer   {renderer.name}: {renderer.reason}")
    return OK


def _build(options: argparse.Namespace) -> int:
    from report_lib.building.build import build
    from report_lib.building.plan import Project

    project = Project()
    built = build(project, engine=options.engine, day=time.strftime("%Y-%m-%d"), on_step=Steps())
    months = dict.fromkeys(edition.month for edition in built.editions)
    print(f"months     {len(months):>7,} {', '.join(months)}")
    print(f"notebooks  {len(built.ran):>7,} of {len(built.editions):,} editions run, the others are up to date")
    print(f"pages      {len(built.rendered):>7,} of {len(built.editions):,} editions rendered, likewise")
    print(f"left out   {built.rejected:>7,} articles")
    for month in months:
        print(f"brief      {project.site / 'reports' / month / 'brief.html'}, also as .pdf, and in Arabic in ar/")
    if built.renderer:
        print(f"renderer   {built.renderer.name}: {built.renderer.reason}")
    print(f"all        {project.site / 'index.html'}")
    tables = project.reports / "tables"
    _report(_rejected(tables), str(tables / "rejected.csv"))
    _report((*built.notes, *built.problems), "the messages above")
    return FAILED if built.problems else BAD_INPUT if built.rejected else OK


def _export(options: argparse.Namespace) -> int:
    from report_lib.comparing.project import open_collection
    from report_lib.exporting.exports import export
    from report_lib.files import write_files

    out: Path = options.out
    files = export(open_collection(options.data).collection, options.format, options.month)
    write_files(out, files)
    for name, content in files.items():
        print(f"{shown(out / name, 500)}  {len(content):,} bytes")
    return OK


def _rejected(tables: Path) -> list[Problem]:
    import csv

    with (tables / "rejected.csv").open(encoding="utf-8", newline="") as table:
        return [Problem(**row) for row in csv.DictReader(table)]


def _languages(options: argparse.Namespace) -> tuple[Any, ...]:
    from report_lib.wording import LANGUAGES

    return (options.lang,) if options.lang else LANGUAGES


def _collect(paths: Sequence[Path], articles_csv: Path | None = None) -> ParsedArticles:
    from report_lib.assembling.parsing import parse_articles

    with Progress("articles") as progress:
        return parse_articles(paths, articles_csv, on_article=progress.step)


def _report(problems: Sequence[Problem], all_of_them: str, of: int = 0) -> None:
    """Name the first problems; there are `of` in all, or no more than these."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        print(f"brief: {problem}", file=sys.stderr)
    more = max(of, len(problems)) - _SHOWN_PROBLEMS
    if more > 0:
        print(f"brief: and {more:,} more, see {all_of_them}", file=sys.stderr)


def _score(options: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict

    from report_lib.measuring.annotation import by_article, read_extracted
    from report_lib.measuring.floor import fallen, write_floor
    from report_lib.measuring.scoring import score

    if options.write_floor and not options.floor:
        raise ReportError(Problem("--write-floor", "", "no floor is named", "add --floor FILE"))
    texts: Path | None = options.texts
    if options.out:
        extracted = read_extracted(options.out)
    else:
        texts = texts or options.gold
        parsed = _collect([texts])
        if parsed.rejected:
            raise ReportError(*parsed.rejected)
        extracted = by_article(map(asdict, parsed.incidents), map(asdict, parsed.counts))
    result = score(options.gold, extracted, texts)
    figures = result.figures()
    if options.misses:
        for miss in result.misses:
            print(miss)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _print_figures(figures)
    if options.write_floor:
        write_floor(options.floor, options.gold.name, result.digest, figures)
        print(f"{shown(options.floor, 500)} holds these figures for {options.gold.name} now", file=sys.stderr)
    elif options.floor:
        falls = fallen(options.floor, options.gold.name, result.digest, figures)
        _report(falls, "the figures above")
        return FAILED if falls else OK
    return OK


def _print_figures(figures: dict[str, Any]) -> None:
    from report_lib.measuring.scoring import KINDS

    print(f"{'':22}     F1   95 % interval  precision  recall  right  wrong  missed")
    for kind in KINDS:
        f = figures[kind]
        interval = "{:.3f}–{:.3f}".format(*f["f1_95"])
        print(
            f"{kind.replace('.', ' '):22} {f['f1']:>6.3f} {interval:>15} {f['precision']:>10.3f} {f['recall']:>7.3f}"
            f" {f['tp']:>6} {f['fp']:>6} {f['fn']:>7}"
        )
    for name, value in figures["attributes"].items():
        print(f"{name:22} {'not compared' if value is None else format(value, '6.3f')}")
    print(f"{'articles':22} {figures['articles']:>6}")


def _doctor(options: argparse.Namespace) -> int:
    from report_lib.doctor import findings

    bad = False
    for finding in findings():
        print(f"{'ok  ' if finding.good else 'MISS'} {finding.name:10} {finding.says}")
        bad = bad or not finding.good
    return FAILED if bad else OK
