"""`gongkai-api serve`: serve releases, behind as many layers as the mode demands."""

import argparse
import json
import os
import socket
import sys
from pathlib import Path

from api import isolation, privileges, server
from publish.command import from_args
from publish.command_parser import Parser
from publish.settings import Exit, SettingsError, text
from publish.settings_load import Settings


def add(top: Parser) -> None:
    """Add the verb."""
    verb = top.verb("serve", "提供只读接口", "serve the read-only API", run=run)
    verb.take("--releases", metavar="DIR", zh="公开目录", en="the public directory")
    verb.take("--host", zh="监听地址", en="address to listen on")
    verb.take("--port", type=int, zh="监听端口，0 为任一空闲端口", en="port; 0 for any free one")
    verb.take("--workers", type=int, zh="工作进程数", en="worker processes")
    verb.take("--isolation", choices=("strict", "demo"), zh="隔离", en="isolation")


def run(args: argparse.Namespace) -> int:
    """Check the layers, bind, and serve until told to stop.

    REFUSED where a layer is open under strict, TRY_AGAIN where the port is taken, USAGE
    where the address or the directory cannot be.
    """
    settings = from_args("api", args)
    lang, public = settings.lang, settings.public.resolve()
    demonstration = settings.text("isolation") == "demo"
    if not public.is_dir():
        raise SettingsError(
            f"没有目录 {public}：以 --releases 指明公开目录",
            f"there is no directory {public}: name the public directory by --releases",
        )
    # Before the port is bound: nobody may connect to what will not be served.
    if not demonstration and (refusal := _open_layers(public, lang)):
        return refusal
    listening = _bind(settings)
    if not isinstance(listening, socket.socket):
        return listening
    server.stop_quietly()
    workers = settings.whole("workers")
    if demonstration:
        seen = _demonstrate(public, lang)
        # A confined process cannot start others: they would find no Python.
        workers = workers if seen == public else 1
        public = seen
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host

    def ready() -> None:
        if args.json:
            sys.stdout.write(json.dumps({"url": f"http://{shown}:{port}/"}) + "\n")
            sys.stdout.flush()
            return
        sys.stdout.write(
            text(
                lang,
                f"Serving http://{shown}:{port}/ 正在服务（Ctrl-C 停止）\n",
                f"Serving http://{shown}:{port}/ (Ctrl-C stops)\n",
            )
        )
        sys.stdout.flush()

    server.serve(
        listening,
        public,
        workers=workers,
        demonstration=demonstration,
        cache_megabytes=settings.whole("cache_megabytes"),
        ready=ready,
    )
    return Exit.DONE


def _open_layers(public: Path, lang: str) -> int:
    opened = [act for act in isolation.process_acts(public, os.environ) if act.allowed]
    if not opened:
        return Exit.DONE
    for act in opened:
        _say(lang, f"隔离未成立：可以{act.zh}", f"isolation does not hold: can {act.en}")
    _say(
        lang,
        "拒绝启动。请换用无写权限的专用用户并去掉这些变量；只为演示可用 --isolation demo",
        "refused. Run as a user of its own without write access and without those variables; "
        "for a demonstration only, use --isolation demo",
    )
    return Exit.REFUSED


def _bind(settings: Settings) -> socket.socket | int:
    host, port = settings.text("host"), settings.whole("port")
    try:
        return server.bind(host, port)
    except server.Busy:
        _say(
            settings.lang,
            f"端口 {port} 已被占用；请换 --port，或用 --port 0 任选空闲端口",
            f"port {port} is in use; choose another --port, or --port 0 for any free one",
        )
        return Exit.TRY_AGAIN
    except server.CannotListen:
        _say(
            settings.lang,
            f"无法监听 {host}:{port}；请核对地址，1024 以下端口需要权限",
            f"cannot listen on {host}:{port}; check the address, ports below 1024 need rights",
        )
        return Exit.USAGE


def _demonstrate(public: Path, lang: str) -> Path:
    """Drop root where possible, then tell every layer that stands open.

    Returns the public directory as this process sees it from now on.
    """
    seen = public
    if os.geteuid() == 0:
        confined = privileges.confine(public)
        if confined is None:
            _say(
                lang,
                "无法换成用户 nobody（系统不允许，或它读不到公开目录），仍以 root 运行",
                "cannot become user nobody (not allowed here, or it cannot read the releases); "
                "staying root",
            )
        else:
            seen = confined
            _say(
                lang,
                "已从 root 换成用户 nobody，并只能看见公开目录",
                "root was given up for user nobody, who sees the public directory only",
            )
    for act in isolation.process_acts(seen, os.environ):
        if act.allowed:
            _say(lang, f"演示：敞开的层：可以{act.zh}", f"demonstration: open layer: can {act.en}")
    _say(
        lang,
        "演示模式：每个页面和答案都会注明“演示”",
        "demonstration mode: every page and answer says so",
    )
    return seen


def _say(lang: str, zh: str, en: str) -> None:
    sys.stderr.write(text(lang, zh, en) + "\n")
    sys.stderr.flush()
