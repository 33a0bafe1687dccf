"""Seals a PDF with the bureau's key (PAdES, ETSI EN 319 142-1, level B-B) so that any change shows, and checks it.

The seal is invisible and keeps the document valid PDF/A-2a and PDF/UA-1. Its certificate is self-signed and made at
first start: a reader such as Acrobat calls it "unknown" until the bureau's certificate is trusted there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

KEY_FILE = "seal.key"
CERTIFICATE_FILE = "seal.crt"
VALID_FOR = timedelta(days=3650)
FIELD = "Seal"


@dataclass(frozen=True, kw_only=True)
class SealIdentity:
    """The bureau's sealing key and certificate, both DER. `organisation` is the name in the certificate."""

    organisation: str
    certificate: bytes
    key: bytes

    def __repr__(self) -> str:
        """Name the organisation only: a key never shows in a log."""
        return f"SealIdentity({self.organisation!r})"


@dataclass(frozen=True, kw_only=True)
class SealReport:
    """What is found of the seal on a PDF.

    `intact`: the sealed bytes are unchanged and the signature fits them. `whole`: nothing was added after sealing.
    `ours`: made with the given identity. `problem` says in plain English why it is not good, or is empty.
    """

    intact: bool
    whole: bool
    ours: bool
    signer: str
    sealed_at: datetime | None
    problem: str

    @property
    def good(self) -> bool:
        """Tell whether the document is exactly what the bureau sealed."""
        return self.intact and self.whole and self.ours


class _Writer(IncrementalPdfFileWriter):
    """Leaves the document's metadata as they are: rewriting them would lose the PDF/UA declaration."""

    def _update_meta(self) -> None:
        """Do nothing, on purpose."""


class _Signer(PdfSigner):
    """Signs at the moment it is told."""

    at: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002
        """Begin signing at `at` in place of the system's clock."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def make_seal(folder: Path, *, organisation: str, at: datetime) -> SealIdentity:
    """Make the bureau's key (P-256) and self-signed certificate in `folder`, valid ten years from `at`.

    Only the owner may read the key's file (mode 0600).
    A seal that is there already is read and given back unchanged.
    """
    if (folder / KEY_FILE).exists() and (folder / CERTIFICATE_FILE).exists():
        return read_seal(folder)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, organisation, at)
    folder.mkdir(parents=True, exist_ok=True)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / KEY_FILE).unlink(missing_ok=True)
    with os.fdopen(os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    (folder / CERTIFICATE_FILE).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return read_seal(folder)


def _certificate(key: ec.EllipticCurvePrivateKey, organisation: str, at: datetime) -> x509.Certificate:
    """Make a certificate that may only sign documents."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, organisation[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def read_seal(folder: Path) -> SealIdentity:
    """Read the bureau's seal from `folder`. Raises FileNotFoundError when it was never made."""
    key = serialization.load_pem_private_key((folder / KEY_FILE).read_bytes(), password=None)
    certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE_FILE).read_bytes())
    return SealIdentity(
        organisation=str(certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        key=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def seal(pdf: bytes, identity: SealIdentity, at: datetime) -> bytes:
    """Seal a PDF as of `at` (aware of its time zone) and give the sealed bytes: the ones to hash, keep and send.

    Raises ValueError when `pdf` is no readable PDF or `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("at: the moment of sealing has no time zone; pass an aware datetime")
    certificate = asn1_x509.Certificate.load(identity.certificate)
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register(certificate)
    signer = _Signer(
        PdfSignatureMetadata(field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"),
        signer=SimpleSigner(certificate, asn1_keys.PrivateKeyInfo.load(identity.key), registry),
        new_field_spec=SigFieldSpec(
            FIELD,
            invis_sig_settings=InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True),
        ),
    )
    signer.at = at.replace(microsecond=0)
    try:
        sealed = signer.sign_pdf(_Writer(BytesIO(pdf)))
    except (PdfError, SigningError) as error:
        raise ValueError("pdf: cannot be sealed; give the bytes of a whole, unsealed PDF") from error
    return bytes(sealed.getvalue())


def check_seal(pdf: bytes, identity: SealIdentity) -> SealReport:
    """Check the seal on a PDF against the bureau's certificate, as of the moment the seal names.

    Never raises for bad bytes: what is wrong is told in `problem`.
    """
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except (PdfError, ValueError, OSError):
        return _nothing("This is not a readable PDF.")
    if not signatures:
        return _nothing("There is no seal on this document.")
    try:
        return _judge(signatures[-1], identity)
    except (PdfError, SignatureValidationError, ValueError):
        return _nothing("The seal is damaged.")


def _judge(signature: EmbeddedPdfSignature, identity: SealIdentity) -> SealReport:
    """Judge one seal."""
    sealed_at: datetime | None = signature.self_reported_timestamp
    context = ValidationContext(trust_roots=[signature.signer_cert], moment=sealed_at)
    status = validate_pdf_signature(signature, context)
    intact = bool(status.intact and status.valid)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    within = sealed_at is not None and _valid_on(identity, sealed_at)
    ours = within and signature.signer_cert.dump() == identity.certificate
    problems = [
        "The document was changed after it was sealed." if not intact else "",
        "Something was added after the document was sealed." if intact and not whole else "",
        "The seal was made with another key than the bureau's, or when that was not valid." if not ours else "",
    ]
    return SealReport(
        intact=intact,
        whole=whole,
        ours=ours,
        signer=str(signature.signer_cert.subject.native.get("organization_name", "")),
        sealed_at=sealed_at,
        problem=" ".join(problem for problem in problems if problem),
    )


def _valid_on(identity: SealIdentity, moment: datetime) -> bool:
    """Tell whether the certificate was valid at a moment."""
    certificate = x509.load_der_x509_certificate(identity.certificate)
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def _nothing(problem: str) -> SealReport:
    """Report that no seal could be judged."""
    return SealReport(intact=False, whole=False, ours=False, signer="", sealed_at=None, problem=problem)
