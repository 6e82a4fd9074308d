from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.plain import printable


def test_control_codes_are_shown_and_not_sent() -> None:
    assert printable("a\x1b[31mb\x07\r\n\tc\x9b0m") == "a␛[31mb��⏎⇥c�0m"


def test_reading_direction_cannot_be_turned() -> None:
    assert printable("invoice\u202efdp.exe") == "invoice�fdp.exe"


def test_words_of_any_script_and_joined_emoji_stay() -> None:
    text = "Grüße 你好 שלום 👩‍💻 naïve café"
    assert printable(text) == text


def test_a_lone_surrogate_can_be_written_out() -> None:
    assert printable("\ud800").encode() == "�".encode()


@given(st.text(max_size=60), st.integers(2, 50))
def test_the_result_is_one_short_line_of_visible_signs(text: str, limit: int) -> None:
    shown = printable(text, limit)
    assert len(shown) <= limit
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    shown.encode()
