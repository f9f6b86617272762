"""What a reviewer narrows the queue and the search to."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from kgnlp.review.corpus import Bools, Corpus
from kgnlp.review.corrected import Corrected
from kgnlp.review.lemma_index import search

Status = Literal["open", "mine", "skipped", "decided", "unsuggested", "all"]
_Name = Field(default="", max_length=200)


class Filter(BaseModel):
    """The filter of a reviewer; empty fields narrow nothing."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # a field of an older version must not stop anyone

    theme: str = _Name
    group: str = _Name
    role: str = _Name
    phase: str = Field(default="", max_length=16)
    question: str = Field(default="", max_length=16, description="Id; a question stands for its items too")
    language: str = Field(default="", max_length=16)
    coder: str = _Name
    status: Status = "open"
    least: float = Field(default=0, ge=0, le=1, description="Least probability")
    most: float = Field(default=1, ge=0, le=1, description="Highest probability")
    words: str = Field(default="", max_length=200)

    @property
    def narrows(self) -> bool:
        """Whether anything is set."""
        return self != Filter()


def passage_mask(corpus: Corpus, corrected: Corrected, found: Filter) -> Bools:
    """The passages that a filter leaves, by what is known of them and their words."""
    wanted = {"group": found.group, "role": found.role, "phase": found.phase}
    interviews = np.array(
        [
            all(not value or str(getattr(row, name)) == value for name, value in wanted.items())
            for row in corpus.interviews
        ],
        np.bool_,
    )
    mask: Bools = interviews[corpus.interview_of]
    if found.question:
        mask &= corrected.asked(found.question)
    if found.language:
        mask &= np.array([language == found.language for language in corpus.language_of], np.bool_)
    if found.words.strip():
        mask &= search(corpus.lemmas, corpus.texts, found.words)
    return mask
