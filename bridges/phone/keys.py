"""Who may connect: ADB's RSA keys, their signatures, and the file of allowed ones.

A host proves its key by signing the 20 bytes of a token with PKCS#1 v1.5, as if they were a SHA-1 sum (AOSP,
adb/daemon/auth.cpp). A public key travels as base64 of Android's own layout (libcrypto_utils, android_pubkey.cpp).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass
from typing import Final

TOKEN_SIZE: Final = 20
_SHA1_PREFIX: Final = bytes.fromhex("3021300906052b0e03021a05000414")
_MODULUS: Final = 256


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An RSA-2048 key of a host."""

    modulus: int
    exponent: int
    fingerprint: str
    """MD5 in colon form, as the dialog on the phone shows it."""
    owner: str
    """"user@host", where the host wrote it."""

    def signed(self, token: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's over the token."""
        if len(signature) != _MODULUS:
            return False
        opened = pow(int.from_bytes(signature, "big"), self.exponent, self.modulus).to_bytes(_MODULUS, "big")
        tail = b"\x00" + _SHA1_PREFIX + token
        return opened == b"\x00\x01" + b"\xff" * (_MODULUS - 2 - len(tail)) + tail


def read_public_key(offered: bytes) -> PublicKey | None:
    """The key in an AUTH packet of type 3, None where it is none."""
    words = offered.rstrip(b"\x00").split(None, 1)
    try:
        blob = base64.b64decode(words[0], validate=True)
    except (IndexError, binascii.Error):
        return None
    if len(blob) != 4 + 4 + 2 * _MODULUS + 4 or struct.unpack_from("<I", blob)[0] != _MODULUS // 4:
        return None
    return PublicKey(
        modulus=int.from_bytes(blob[8 : 8 + _MODULUS], "little"),
        exponent=struct.unpack_from("<I", blob, len(blob) - 4)[0],
        fingerprint=":".join(f"{byte:02X}" for byte in hashlib.md5(blob, usedforsecurity=False).digest()),
        owner=words[1].decode(errors="replace") if len(words) > 1 else "unknown",
    )
