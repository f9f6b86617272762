import gzip

import pytest

from kgnlp.errors import InputError
from kgnlp.language import treebank

NDT = """# file = a
1\tSa\tsi\tverb\tverb\tpret\t0\tFINV\t_\tname=O
2\tKari\tKari\tsubst\tsubst\tprop\t1\tSUBJ\t_\tname=B-PER
3\t.\t$.\tclb\tclb\t<punkt>\t1\tIP\t_\tname=O
4\t|\t$|\tclb\tclb\t<overskrift>\t1\tIP\t_\tname=O

# file = b
1\tJa\tja\tinterj\tinterj\t_\t0\tFRAG\t_\tname=O
"""


def _write(folder, name, text):
    file = folder / name
    file.write_bytes(gzip.compress(text.encode()))
    return file


def test_reads_words_names_and_documents(tmp_path):
    # The last sentence has no empty line after it, as a file cut by an editor has not.
    first, second = treebank.read(_write(tmp_path, "ndt-nob-train.conll.gz", NDT))
    # The bar that marks a headline is not in the text.
    assert first.forms == ("Sa", "Kari", ".")
    assert [word.name for word in first.words] == ["O", "B-PER", "O"]
    assert (first.document, second.document) == (1, 2)
    # $ is markup of NDT's lemmas.
    assert first.words[2].lemma == "."


def test_spaces_by_the_rules_of_type(tmp_path):
    (first, _) = treebank.read(_write(tmp_path, "ndt-nob-train.conll.gz", NDT))
    assert [word.space_after for word in first.words] == [True, False, True]


def test_speech_has_no_names(tmp_path):
    (sentence,) = treebank.read(
        _write(tmp_path, "lia-dev.conllu.gz", "1\tja\tja\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n")
    )
    assert not sentence.named
    assert not sentence.words[0].space_after


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="ndt-nob-train") as caught:
        treebank.read(tmp_path / "ndt-nob-train.conll.gz")
    assert "--treebank" in caught.value.action
