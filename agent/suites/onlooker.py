"""A window without a picture: shows every step, approves every question. `mimic eval stop` kills it."""

from __future__ import annotations

import sys

from agent.caller import Caller
from agent.messages import Approve, Question, Shown


def main(descriptor: int) -> None:
    with Caller.inherited(descriptor) as run:
        while not run.ended:
            for said in run.messages(1.0):
                if isinstance(said, Question):
                    run.say(Shown(id=said.id))
                    if said.kind == "approve":
                        run.say(Approve(id=said.id))


if __name__ == "__main__":
    main(int(sys.argv[-1]))
