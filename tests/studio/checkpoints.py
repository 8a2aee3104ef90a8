"""Diffusers checkpoints of random weights, made on the spot and small enough to paint in milliseconds."""

import json
from pathlib import Path
from typing import Any

import diffusers
import torch
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    T5Config,
    T5EncoderModel,
    T5Tokenizer,
)

KINDS: Any = diffusers
MERGES = ("m o", "mo o", "moo n</w>")
PIECES = ("mo", "moo", "moon</w>")
WIDTH = 32


def stable_diffusion(folder: Path) -> Path:
    """A Stable Diffusion 1: one text encoder, pictures of 32 pixels, previews that can be fitted."""
    torch.manual_seed(0)
    KINDS.StableDiffusionPipeline(
        vae=_vae(),
        text_encoder=CLIPTextModel(_text_config()),
        tokenizer=_tokenizer(folder),
        unet=_unet(cross_attention_dim=WIDTH),
        scheduler=KINDS.PNDMScheduler(
            skip_prk_steps=True, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"
        ),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder)
    return folder


def stable_diffusion_xl(folder: Path) -> Path:
    """A Stable Diffusion XL: two text encoders side by side, the second one pooled."""
    torch.manual_seed(0)
    KINDS.StableDiffusionXLPipeline(
        vae=_vae(),
        text_encoder=CLIPTextModel(_text_config()),
        text_encoder_2=CLIPTextModelWithProjection(_text_config()),
        tokenizer=_tokenizer(folder),
        tokenizer_2=_tokenizer(folder),
        unet=_unet(
            cross_attention_dim=2 * WIDTH,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=6 * 8 + WIDTH,
        ),
        scheduler=KINDS.EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="leading"
        ),
    ).save_pretrained(folder)
    return folder


def flux(folder: Path) -> Path:
    """A Flux: its words go through T5, whose tokens are not those of the first tokenizer."""
    torch.manual_seed(0)
    letters = [(piece, -1.0) for piece in "\u2581abcdefghijklmnopqrstuvwxyz"]
    KINDS.FluxPipeline(
        vae=_vae(),
        text_encoder=CLIPTextModel(_text_config()),
        text_encoder_2=T5EncoderModel(T5Config(vocab_size=64, d_model=WIDTH, d_kv=8, d_ff=37, num_layers=1)),
        tokenizer=_tokenizer(folder),
        tokenizer_2=T5Tokenizer(vocab=[("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *letters], extra_ids=0),
        transformer=KINDS.FluxTransformer2DModel(
            in_channels=16,
            num_layers=1,
            num_single_layers=1,
            attention_head_dim=16,
            num_attention_heads=2,
            joint_attention_dim=WIDTH,
            pooled_projection_dim=WIDTH,
            axes_dims_rope=(4, 4, 8),
        ),
        scheduler=KINDS.FlowMatchEulerDiscreteScheduler(),
    ).save_pretrained(folder)
    return folder


def _tokenizer(folder: Path) -> CLIPTokenizer:
    """Every byte is a word piece, so any script can be told; `moon` is one piece."""
    words = folder / "words"
    words.mkdir(parents=True, exist_ok=True)
    letters = sorted(ByteLevel.alphabet())
    pieces = ["<|startoftext|>", "<|endoftext|>", *letters, *(f"{letter}</w>" for letter in letters), *PIECES]
    (words / "vocab.json").write_text(json.dumps({piece: number for number, piece in enumerate(pieces)}))
    (words / "merges.txt").write_text("\n".join(("#version: 0.2", *MERGES)))
    tokenizer: CLIPTokenizer = CLIPTokenizer.from_pretrained(words, model_max_length=77)
    return tokenizer


def _text_config() -> CLIPTextConfig:
    return CLIPTextConfig(
        vocab_size=2 + 2 * 256 + len(PIECES),
        hidden_size=WIDTH,
        intermediate_size=37,
        projection_dim=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        bos_token_id=0,
        eos_token_id=1,
    )


def _unet(**settings: Any) -> Any:  # noqa: ANN401  # settings as diffusers takes them
    return KINDS.UNet2DConditionModel(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=16,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=8,
        **settings,
    )


def _vae() -> Any:  # noqa: ANN401  # as above
    blocks = {"down_block_types": ["DownEncoderBlock2D"] * 2, "up_block_types": ["UpDecoderBlock2D"] * 2}
    return KINDS.AutoencoderKL(
        block_out_channels=[32, 32], latent_channels=4, scaling_factor=0.13025, shift_factor=0.0, **blocks
    )
