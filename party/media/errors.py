"""Failures of reading pictures. Each message is one plain sentence."""

from party.core.errors import PartyError


class NotAPicture(PartyError):
    """The bytes are no PNG, WebP or JPEG picture, or a broken one."""


class PictureTooLarge(PartyError):
    """The picture, or what should be written into it, is larger than anybody needs."""
