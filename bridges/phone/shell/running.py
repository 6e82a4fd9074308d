"""Carrying out a command line that `grammar` has read."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from bridges.phone.shell import expansion
from bridges.phone.shell.builtins import BUILTINS, Exit, LoopEnds
from bridges.phone.shell.grammar import AndOr, Command, For, Group, If, Listing, Loop, Pipeline, Redirect, Simple, parse
from bridges.phone.shell.parts import Bad, Word
from bridges.phone.shell.process import ENCODING, Buffer, Given, Input, Output, Process, Surroundings

SHELL: Final = "/system/bin/sh"
MOST_ROUNDS: Final = 100_000
"""Rounds of a loop; a phone whose shell never came back would hang its tests."""


class _Nothing:
    def write(self, data: bytes) -> None:
        """Drop it."""


class _File:
    """Output into a file of the phone."""

    def __init__(self, around: Surroundings, path: str, append: bool) -> None:
        self._around, self._path = around, path
        around.storage.write(path, b"", append=append)

    def write(self, data: bytes) -> None:
        self._around.storage.write(self._path, data, append=True)


class Shell:
    """Runs command lines with one set of variables and one working folder."""

    def __init__(
        self,
        around: Surroundings,
        stdin: Input,
        stdout: Output,
        stderr: Output,
        alive: Callable[[], bool] | None = None,
    ) -> None:
        self.around = around
        self._in, self._out, self._err = stdin, stdout, stderr
        self._alive = alive or (lambda: True)

    def run(self, line: str) -> int:
        """Carry a line out; its exit status."""
        try:
            self._listing(parse(line))
        except Bad as bad:
            self._complain(f"{SHELL}: {bad}")
            self.around.status = 1
        except Exit as leaving:
            self.around.status = leaving.status
        except LoopEnds:
            pass
        return self.around.status

    def _complain(self, text: str) -> None:
        self._err.write(f"{text}\n".encode(*ENCODING))

    def _listing(self, listing: Listing) -> None:
        for item in listing.items:
            self._and_or(item)

    def _and_or(self, item: AndOr) -> None:
        self._pipeline(item.first)
        for operator, pipeline in item.rest:
            if (operator == "&&") == (self.around.status == 0):
                self._pipeline(pipeline)

    def _pipeline(self, pipeline: Pipeline) -> None:
        carried: Input = self._in
        for command in pipeline.commands[:-1]:
            kept = Buffer()
            self._inner(carried, kept)._command(command)
            carried = Given(kept.value)
        if len(pipeline.commands) == 1:
            self._command(pipeline.commands[0])
        else:
            last = self._inner(carried, self._out)
            last._command(pipeline.commands[-1])
            self.around.status = last.around.status
        if pipeline.negated:
            self.around.status = int(self.around.status == 0)

    def _inner(self, stdin: Input, stdout: Output) -> Shell:
        """A subshell: it sees the variables, its changes are lost."""
        here = self.around
        copy = Surroundings(here.storage, here.programs, here.folder, dict(here.variables), here.status)
        return Shell(copy, stdin, stdout, self._err, self._alive)

    def _command(self, command: Command) -> None:
        if not self._alive():
            raise Exit(129)
        if isinstance(command, Simple):
            self._simple(command)
        elif isinstance(command, Group):
            self._group(command)
        elif isinstance(command, If):
            self._if(command)
        else:
            self._rounds(command)

    def _group(self, group: Group) -> None:
        streams = self._redirected(group.redirects)
        if streams is None:
            return
        where = self._inner(streams[0], streams[1]) if group.subshell else Shell(self.around, *streams, self._alive)
        where._err = streams[2]
        if group.subshell:
            try:
                where._listing(group.body)
            except Exit as leaving:
                where.around.status = leaving.status
        else:
            where._listing(group.body)
        self.around.status = where.around.status

    def _if(self, command: If) -> None:
        for condition, body in command.branches:
            self._listing(condition)
            if self.around.status == 0:
                self._listing(body)
                return
        self.around.status = 0
        if command.otherwise is not None:
            self._listing(command.otherwise)

    def _rounds(self, command: Loop | For) -> None:
        words = iter(self._expand(command.words)) if isinstance(command, For) else iter([""] * MOST_ROUNDS)
        for word in words:
            if isinstance(command, For):
                self.around.variables[command.name] = word
            else:
                self._listing(command.condition)
                if (self.around.status == 0) == command.until:
                    self.around.status = 0
                    return
            try:
                self._listing(command.body)
            except LoopEnds as ends:
                if ends.leave:
                    return

    def _expand(self, words: list[Word]) -> list[str]:
        return [piece for word in words for piece in expansion.fields(word, self.around, self._output_of)]

    def _output_of(self, line: str) -> str:
        kept = Buffer()
        inner = self._inner(self._in, kept)
        inner.run(line)
        self.around.status = inner.around.status
        return kept.value.decode(*ENCODING).rstrip("\n")

    def _redirected(self, redirects: list[Redirect]) -> tuple[Input, Output, Output] | None:
        """The three streams with redirections done; None, with a message and status 1, where one fails."""
        stdin, outputs = self._in, {1: self._out, 2: self._err}
        for redirect in redirects:
            target = expansion.text(redirect.target, self.around, self._output_of)
            try:
                if redirect.operator == "<<<":
                    stdin = Given(f"{target}\n".encode(*ENCODING))
                elif redirect.operator == "<":
                    stdin = Given(self.around.storage.read(self.around.path(target)))
                elif redirect.operator == ">&":
                    outputs[redirect.channel] = outputs.get(int(target), self._err) if target != "-" else _Nothing()
                else:
                    path = self.around.path(target)
                    outputs[redirect.channel] = (
                        _Nothing() if path == "/dev/null" else _File(self.around, path, redirect.operator == ">>")
                    )
            except OSError as error:
                verb = "open" if redirect.operator == "<" else "create"
                self._complain(f"{SHELL}: can't {verb} {target}: {os.strerror(error.errno or 0)}")
                self.around.status = 1
                return None
        return stdin, outputs[1], outputs[2]

    def _simple(self, command: Simple) -> None:
        arguments = self._expand(command.words)
        values = {name: expansion.text(word, self.around, self._output_of) for name, word in command.assignments}
        streams = self._redirected(command.redirects)
        if streams is None:
            return
        if not arguments:
            self.around.variables.update(values)
            if command.assignments and not any(expansion.substitutes(word) for _, word in command.assignments):
                self.around.status = 0
            return
        before = dict(self.around.variables)
        self.around.variables.update(values)
        try:
            self.around.status = self._call(arguments, *streams)
        finally:
            if values:
                self.around.variables = before

    def _call(self, arguments: list[str], stdin: Input, stdout: Output, stderr: Output) -> int:
        name = arguments[0]
        process = Process(name, arguments[1:], stdin, stdout, stderr, self.around, self._alive)
        if name in ("sh", SHELL):
            return self._sub_shell(process)
        if name == "eval":
            return Shell(self.around, stdin, stdout, stderr, self._alive).run(" ".join(arguments[1:]))
        program = BUILTINS.get(name) or self._program(name)
        if program is None:
            return self._not_found(name)
        return program(process)

    def _program(self, name: str) -> Callable[[Process], int] | None:
        folder, slash, base = name.rpartition("/")
        return self.around.programs.get(base) if not slash or folder in ("/system/bin", "/bin") else None

    def _not_found(self, name: str) -> int:
        if "/" in name:
            try:
                entry = self.around.storage.entry(self.around.path(name))
            except OSError:
                pass
            else:
                what = "Is a directory" if entry.is_folder else "can't execute: Permission denied"
                self._complain(f"{SHELL}: {name}: {what}")
                return 126
        self._complain(f"{SHELL}: {name}: inaccessible or not found")
        return 127

    def _sub_shell(self, process: Process) -> int:
        """``sh -c LINE``, ``sh FILE`` and ``sh`` reading its input."""
        inner = self._inner(process.stdin, process.stdout)
        inner._err = process.stderr
        if process.arguments[:1] == ["-c"]:
            return inner.run(process.arguments[1] if len(process.arguments) > 1 else "")
        if process.arguments:
            try:
                script = self.around.storage.read(self.around.path(process.arguments[0]))
            except OSError as error:
                self._complain(f"{SHELL}: {process.arguments[0]}: {os.strerror(error.errno or 0)}")
                return 127
            return inner.run(script.decode(*ENCODING))
        return inner.run(process.read_text())
