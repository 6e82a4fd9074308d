"""A checkpoint that is made up: a model's shapes with random weights, and a vocabulary of its size, for measuring."""

from __future__ import annotations

import json
import random
import string
from typing import Any

import torch

from model.mimo.checkpoint import Checkpoint
from model.mimo.profiles import QWEN25
from model.mimo.prompt import JSON_ACTIONS
from model.mimo.weights import pack

SHAPES: dict[str, dict[str, Any]] = {
    "7b": {
        "text_config": {
            "hidden_size": 4096,
            "num_hidden_layers": 36,
            "num_attention_heads": 32,
            "num_key_value_heads": 8,
            "intermediate_size": 11008,
            "vocab_size": 151680,
            "rope_parameters": {"rope_type": "default", "rope_theta": 640000.0, "mrope_section": [16, 24, 24]},
        },
        "vision_config": {
            "depth": 32,
            "hidden_size": 1280,
            "num_heads": 16,
            "intermediate_size": 3456,
            "out_hidden_size": 4096,
            "fullatt_block_indexes": [7, 15, 23, 31],
        },
    },
    "tiny": {
        "text_config": {
            "hidden_size": 64,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "intermediate_size": 96,
            "vocab_size": 2000,
            "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [2, 3, 3]},
        },
        "vision_config": {
            "depth": 2,
            "hidden_size": 32,
            "num_heads": 2,
            "intermediate_size": 48,
            "out_hidden_size": 64,
            "fullatt_block_indexes": [1],
        },
    },
}
"""7b: those of MiMo-VL-7B."""


def random_checkpoint(shapes: str, bits: int = 16) -> Checkpoint:
    """A model of these shapes with random weights, and a made-up vocabulary of the same size."""
    from transformers import GenerationConfig, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    tokenizer = _made_up_tokenizer(SHAPES[shapes]["text_config"]["vocab_size"])
    pad, end = (tokenizer.convert_tokens_to_ids(token) for token in ("<|image_pad|>", "<|im_end|>"))
    config = Qwen2_5_VLConfig(**SHAPES[shapes], image_token_id=pad, tie_word_embeddings=False)
    gpu = torch.cuda.is_available()
    torch.manual_seed(0)
    with torch.device("cuda" if gpu else "cpu"):
        model = Qwen2_5_VLForConditionalGeneration._from_config(config, dtype=torch.bfloat16 if gpu else torch.float32)
    model.generation_config = GenerationConfig(eos_token_id=end, pad_token_id=end)
    if bits == 4:
        pack(model, "cuda" if gpu else "cpu")
    return Checkpoint(f"random {shapes}", model.eval(), tokenizer, QWEN25, QWEN25.max_pixels, 8192)


def _made_up_tokenizer(size: int) -> Any:
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=700, initial_alphabet=alphabet, show_progress=False)
    made.train_from_iterator([JSON_ACTIONS] * 4, trainer)
    words, rng = json.loads(made.to_str()), random.Random(0)
    vocabulary = words["model"]["vocab"]
    while len(vocabulary) < size - 100:
        vocabulary.setdefault("".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9))), len(vocabulary))
    made = Tokenizer.from_str(json.dumps(words))
    marks = ("<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>")
    made.add_special_tokens([AddedToken(mark, special=True) for mark in marks])
    return PreTrainedTokenizerFast(tokenizer_object=made, **dict.fromkeys(("eos_token", "pad_token"), marks[1]))
