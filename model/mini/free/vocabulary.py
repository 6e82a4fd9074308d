"""The words of pieces about texts and files."""

from __future__ import annotations

from model.mini.free.words import words

NOUNS = words(
    "window existing poem story list recipe letter file files document documents note notes text texts word words "
    "phrase sentence content contents txt new blank fresh "
    "empty plain line lines memo reminder string sheet item items quote quotes exactly wording inscription"
)
WRITE = words(
    "write type enter note jot put insert key record draft compose pen scribble fill take down say read input"
)
HOLD = words("contain hold say read have include consist contents content with be")
SAVE = words("save store keep call name title entitle label export saveas file")
OPEN = words("open load edit modify bring pull fetch change amend work view see look take up")
END = words("end bottom last final close closing ending everything already underneath after below under behind extra")
