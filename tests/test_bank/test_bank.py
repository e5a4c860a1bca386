import pytest

from engine.bank.bank import Bank, new_take
from engine.bank.text import normal
from engine.bank.verdict import Judge, Person
from engine.errors import BankError, LockedError, StorageError
from engine.vault.keys import Keyring
from engine.vault.vault import Vault, files, is_sealed
from tests.helpers.babble import babble

SECRET_TEXT = "The zebra keeps a secret."


def a_bank(folder, vault=None, texts=(SECRET_TEXT, "Two small birds.")):
    bank = Bank.create(folder, "Ada Lovelace", vault)
    for seed, text in enumerate(texts):
        take = babble(8, seed=seed)
        bank.add(take, new_take(text, Judge(None)(take, text, Person()), kept=True))
    return bank


def everything(folder):
    return b"".join(p.read_bytes() + p.name.encode() for p in folder.rglob("*") if p.is_file())


def test_a_bank_opens_as_it_was_closed(tmp_path):
    bank = a_bank(tmp_path / "bank")
    take = bank.kept()[0]
    bank.change(take.id, verbatim=True, comment="in the kitchen", manner="glad")
    again = Bank.open(tmp_path / "bank")
    assert again.takes == bank.takes and again.person == "Ada Lovelace"
    assert again.audio(take.id).samples == pytest.approx(babble(8, seed=0).samples, abs=1 / 32000)


def test_a_take_saved_but_not_named_is_found_again(tmp_path):
    bank = a_bank(tmp_path / "bank")
    before = (tmp_path / "bank" / "index.json").read_bytes()
    take = babble(8, seed=7)
    saved = bank.add(take, new_take("Saved last.", Judge(None)(take, "Saved last.", Person()), kept=True))
    (tmp_path / "bank" / "index.json").write_bytes(before)  # the power went between the two
    (tmp_path / "bank" / "takes" / ".half.flac.part").write_bytes(b"fLaC")
    again = Bank.open(tmp_path / "bank")
    assert again.takes[saved.id].text == "Saved last."
    assert not list((tmp_path / "bank").rglob("*.part"))


def test_message_banking_finds_the_phrase_however_it_is_typed(tmp_path):
    bank = a_bank(tmp_path / "bank", texts=("I love you, Mum!", "I love you, Mum!"))
    assert bank.exactly("I love you mum") is None
    newest = bank.takes_of("I love you, Mum!")[-1]
    bank.change(newest.id, verbatim=True)
    found = bank.exactly("  i love you   MUM. ")
    assert found is not None and found.id == newest.id
    assert bank.exactly("I love you, Mom") is None
    assert normal("Don’t!") == normal("don't") != normal("dont")


def test_deleting_leaves_nothing_behind(tmp_path):
    bank = a_bank(tmp_path / "bank")
    gone = bank.takes_of(SECRET_TEXT)[0]
    bank.delete([gone.id])
    left = everything(tmp_path)
    assert b"zebra" not in left and gone.id.encode() not in left and b"Two small" in left
    bank.destroy()
    assert not everything(tmp_path)


def test_damage_is_told_plainly(tmp_path):
    a_bank(tmp_path / "bank")
    (tmp_path / "bank" / "index.json").write_text('{"version": 1}')
    with pytest.raises(BankError):
        Bank.open(tmp_path / "bank")
    with pytest.raises(StorageError):
        Bank.open(tmp_path / "nothing")
    with pytest.raises(BankError):
        Bank.create(tmp_path / "bank", "Ben")


def test_with_a_passphrase_nothing_can_be_read_without_it(tmp_path):
    keyring = Keyring(tmp_path / "keys.json")
    key, recovery = keyring.create("tea and biscuits")
    bank = a_bank(tmp_path / "bank", Vault(key))
    stored = everything(tmp_path)
    assert b"zebra" not in stored and b"Lovelace" not in stored and b"fLaC" not in stored
    with pytest.raises(LockedError):
        Bank.open(tmp_path / "bank")
    with pytest.raises(LockedError):
        keyring.unlock("tea and cake")
    opened = Bank.open(tmp_path / "bank", Vault(keyring.unlock("tea and biscuits")))
    assert opened.takes == bank.takes
    assert keyring.unlock_with_recovery(recovery.lower().replace("-", " ")) == key


def test_changing_the_passphrase_touches_no_recording(tmp_path):
    keyring = Keyring(tmp_path / "keys.json")
    key, recovery = keyring.create("old")
    a_bank(tmp_path / "bank", Vault(key))
    before = {p: p.read_bytes() for p in (tmp_path / "bank").rglob("*") if p.is_file()}
    keyring.change(key, "new")
    assert before == {p: p.read_bytes() for p in (tmp_path / "bank").rglob("*") if p.is_file()}
    with pytest.raises(LockedError):
        keyring.unlock("old")
    assert keyring.unlock("new") == keyring.unlock_with_recovery(recovery) == key
    renewed = keyring.renew_recovery(key)
    with pytest.raises(LockedError):
        keyring.unlock_with_recovery(recovery)
    assert keyring.unlock_with_recovery(renewed) == key


def test_a_passphrase_can_be_set_and_taken_away_later(tmp_path):
    bank = a_bank(tmp_path / "bank")
    key, _ = Keyring(tmp_path / "keys.json").create("secret")
    seen = []
    vault = Vault(key)
    assert vault.protect(files([tmp_path / "bank"]), seen.append) == 3 and seen[-1] == 1.0
    assert vault.protect(files([tmp_path / "bank"])) == 0
    assert b"zebra" not in everything(tmp_path)
    assert Bank.open(tmp_path / "bank", Vault(key)).takes == bank.takes
    assert vault.unprotect(files([tmp_path / "bank"])) == 3
    assert not any(is_sealed(p) for p in (tmp_path / "bank").rglob("*.*"))
    assert Bank.open(tmp_path / "bank").takes == bank.takes
