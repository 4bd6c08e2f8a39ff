"""A door before a server on loopback: to be shut, slowed down, locked by a certificate or turned to another server."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Proxy:
    """Hands every connection on to `target` (an address); use it as a context manager.

    Args:
        target: may be changed at any time; holds for new connections.
        certificate: files of certificate and key (`make_certificate`), for a door that speaks TLS.
    """

    def __init__(self, target: str, certificate: tuple[Path, Path] | None = None) -> None:
        self.target = target
        self.delay = 0.0
        """Seconds that each answer is held back."""
        self.lost = 0
        """The answer that gets lost, with its connection: 1 for the next one; 0 for none."""
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
        self._port = 0
        self._through: list[socket.socket] = []
        self.open()
        self.address = f"{'https' if certificate else 'http'}://127.0.0.1:{self._port}"

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()

    def open(self) -> None:
        """Answer, on the same port as before."""
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def shut(self) -> None:
        """Refuse new connections and cut those that are there."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Cut the connections that are there."""
        for one in self._through:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._through.clear()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            near = self._context.wrap_socket(near, server_side=True) if self._context else near
            place = urlsplit(self.target)
            far = socket.create_connection((place.hostname, place.port), 5)
        except OSError:  # they do not trust our certificate, or nobody is behind the door
            near.close()
            return
        far.settimeout(None)
        self._through += [near, far]
        threading.Thread(target=self._copy, args=(near, far, False), daemon=True).start()
        self._copy(far, near, True)

    def _loses(self) -> bool:
        """Whether this answer is the one that gets lost."""
        if self.lost == 0:
            return False
        self.lost -= 1
        return self.lost == 0

    def _copy(self, source: socket.socket, sink: socket.socket, held: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if held:
                    time.sleep(self.delay)
                    if self._loses():
                        break
                sink.sendall(data)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Files of a certificate of 127.0.0.1 and of its new key; it signs itself, and so is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files
