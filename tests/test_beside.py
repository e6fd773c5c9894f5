"""Work in a second process: its answer is the one that we would have found."""

from __future__ import annotations

import os

import pytest

from macros.files.beside import beside


def test_the_answer_comes_from_another_process() -> None:
    answer = beside(lambda: ["slovo", str(os.getpid())])
    word, process = answer()
    assert word == "slovo"
    assert process != str(os.getpid()) or not hasattr(os, "fork") or os.cpu_count() == 1


def test_a_large_answer_is_not_cut_off() -> None:
    assert beside(lambda: "x" * 5_000_000)() == "x" * 5_000_000


def test_work_whose_process_dies_is_done_here() -> None:
    here = os.getpid()

    def dies() -> str:
        if os.getpid() != here:
            os._exit(3)
        return "here"

    assert beside(dies)() == "here"


def test_an_answer_that_no_pipe_carries_is_found_here() -> None:
    answer = beside(lambda: lambda: 7)()
    assert answer() == 7


def test_what_the_work_raises_is_raised_where_it_is_asked_for() -> None:
    def fails() -> None:
        raise KeyError("chyba")

    answer = beside(fails)
    with pytest.raises(KeyError, match="chyba"):
        answer()
