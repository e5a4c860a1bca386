import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.codec.networks import Codec, CodecConfig
from engine.training.corpus import Corpus, pack
from engine.training.data import Speakers
from tests.helpers.speech import write_ljspeech, write_shard


@pytest.fixture(autouse=True)
def _one_thread():
    torch.set_num_threads(1)
    torch.manual_seed(0)


@pytest.fixture(scope="session")
def roots(tmp_path_factory) -> tuple[str, ...]:
    """A shard of three speakers with known times, and an LJSpeech folder without."""
    folder = tmp_path_factory.mktemp("speech")
    write_shard(folder / "people.tar")
    write_ljspeech(folder / "LJ")
    return str(folder / "people.tar"), str(folder / "LJ")


@pytest.fixture(scope="session")
def corpus(roots, tmp_path_factory) -> Corpus:
    return pack(roots, tmp_path_factory.mktemp("corpus"), processes=1)


@pytest.fixture(scope="session")
def speakers(corpus) -> Speakers:
    return Speakers(corpus, exclude=set())


@pytest.fixture(scope="session")
def codec(corpus, speakers) -> Codec:
    """A small codec, not trained; sixteen codes of each book fit its latents, the others are out of reach."""
    torch.manual_seed(0)
    codec = Codec(CodecConfig(width=16, encoder_layers=1, decoder_layers=1, voice_width=16, voice_layers=1))
    mean, scale = corpus.scale
    codec.mean.copy_(torch.tensor(mean))
    codec.scale.copy_(torch.tensor(scale))
    features = torch.cat([speakers.draw(np.random.default_rng(n), 600).features for n in range(3)])[None]
    with torch.no_grad():
        scaled = codec.scaled(features)
        voice = codec.voice(scaled)
        codec.encoder_out.weight /= codec.encode(scaled, voice).std()
        rest = codec.encode(scaled, voice)[0]
        quantiser = codec.quantiser
        quantiser.codebooks.fill_(100.0)
        for level in range(8):
            quantiser.codebooks[level, :16] = rest[torch.randperm(len(rest))[:16]]
            for _ in range(3):
                nearest = quantiser.nearest(rest, level)
                for code in nearest.unique():
                    quantiser.codebooks[level, code] = rest[nearest == code].mean(0)
            rest = rest - quantiser.codebooks[level][quantiser.nearest(rest, level)]
        quantiser.ready.fill_(True)
    return codec.eval().requires_grad_(False)


@pytest.fixture
def held_out(tmp_path) -> Path:
    path = tmp_path / "held_out.json"
    path.write_text(json.dumps({"synthetic": ["large"], "librispeech": []}))
    return path
