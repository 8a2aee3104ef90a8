"""Which schedulers are offered with a model."""

from typing import Any

import diffusers
import pytest
import torch

from party.studio.engines.schedulers import fitting

KINDS: Any = diffusers
pytestmark = pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")
BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction"])
def test_the_usual_schedulers_fit_stable_diffusion(prediction: str) -> None:
    """Own one first, the others sorted; the one of diffusers' compatibles that takes other noise is left out."""
    own = KINDS.DDIMScheduler(prediction_type=prediction, clip_sample=False, steps_offset=1, **BETAS)
    names = tuple(fitting(own))
    assert names[0] == "DDIMScheduler"
    assert names[1:] == tuple(sorted(names[1:]))
    assert {"EulerDiscreteScheduler", "DPMSolverMultistepScheduler", "UniPCMultistepScheduler"} <= set(names)
    assert "EDMEulerScheduler" in {kind.__name__ for kind in own.compatibles}
    assert "EDMEulerScheduler" not in names


def test_a_flow_model_gets_those_that_know_flows() -> None:
    """Schedulers which refuse the model's kind of prediction are left out, those that know it are offered."""
    own = KINDS.DPMSolverMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=1.5)
    names = tuple(fitting(own))
    assert names[0] == "DPMSolverMultistepScheduler"
    assert "UniPCMultistepScheduler" in names
    assert not {"DDIMScheduler", "EulerDiscreteScheduler"} & set(names)


def test_a_scheduler_without_relatives_stands_alone() -> None:
    """Flux and its kin have one scheduler; it is offered as it is."""
    assert tuple(fitting(KINDS.FlowMatchEulerDiscreteScheduler(shift=3.0))) == ("FlowMatchEulerDiscreteScheduler",)


def test_trying_leaves_the_dice_alone() -> None:
    """Torch's own random numbers go on as if nothing had been tried."""
    torch.manual_seed(0)
    expected = torch.rand(1)
    torch.manual_seed(0)
    fitting(KINDS.EulerAncestralDiscreteScheduler(**BETAS))
    assert torch.equal(torch.rand(1), expected)
