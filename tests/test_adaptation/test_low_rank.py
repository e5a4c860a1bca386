import torch

from engine.adaptation import low_rank
from engine.export.bundle import tiny_modules


def test_attached_learnt_merged():
    ar = tiny_modules().ar
    before = {k: v.clone() for k, v in ar.state_dict().items()}
    count = low_rank.attach(ar, 4)
    inputs = (
        torch.randint(0, 1024, (1, 5, 2)),
        torch.randn(1, 7, ar.config.width),
        torch.tensor([[0, 1, 1, 2, 3]]),
        torch.zeros(1, 5, dtype=torch.long),
        torch.randn(1, ar.config.voice),
    )
    with torch.no_grad():
        untouched = ar(*inputs)[0]
        numbers = low_rank.learnt(ar)
        assert count == sum(v.numel() for v in numbers.values()) < sum(v.numel() for v in before.values()) / 4
        assert not any(name.startswith("text.") for name in numbers)
        low_rank.put_back(ar, {k: torch.randn_like(v) * 0.1 for k, v in numbers.items()})
        adapted = ar(*inputs)[0]
        low_rank.merge(ar)
        merged = ar(*inputs)[0]
    assert not torch.allclose(untouched, adapted, atol=1e-3)
    torch.testing.assert_close(adapted, merged)
    after = ar.state_dict()
    assert after.keys() == before.keys()  # exactly as it was, but for the numbers
    changed = {k for k in after if not torch.equal(after[k], before[k])}
    assert "out.weight" in changed and not any(k.startswith(("text", "code_embedding")) for k in changed)
