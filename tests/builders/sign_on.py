"""A school's own log-in, small but real: an OpenID Connect provider and a CAS server that speak HTTP on this machine."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.sax.saxutils import escape

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "shucai"
SECRET = "a secret of the school"
KEY_ID = "one"
CAS = "http://www.yale.edu/tp/cas"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class SignOn:
    """Who is logged in at the school, and how the provider misbehaves. published: the key others check signatures with."""

    who: str = ""
    claim: str = "preferred_username"
    address: str = ""
    audience: str = CLIENT
    key: rsa.RSAPrivateKey = field(default_factory=_key)
    published: rsa.RSAPrivateKey | None = None
    given: dict[str, dict[str, str]] = field(default_factory=dict)  # codes and tickets, each taken once
    is_down: bool = False

    def token(self) -> str:
        """Return a signed id_token."""
        now = int(time.time())
        facts = {
            "iss": self.address,
            "aud": self.audience,
            "sub": f"id-{self.who}",
            "iat": now,
            "exp": now + 60,
        }
        return jwt.encode({**facts, self.claim: self.who}, self.key, "RS256", headers={"kid": KEY_ID})

    def keys(self) -> dict[str, Any]:
        """Return the published key."""
        public = (self.published or self.key).public_key()
        key = jwt.algorithms.RSAAlgorithm.to_jwk(public, as_dict=True)
        return {"keys": [{**key, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    def discovery(self) -> dict[str, Any]:
        """Return where everything is."""
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "userinfo_endpoint": "me",
        }
        return {"issuer": self.address, **{name: f"{self.address}/{path}" for name, path in places.items()}}


class _Answers(BaseHTTPRequestHandler):
    """Answers of the school's log-in."""

    school: SignOn

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        """Answer what browsers and our server ask for."""
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if self.school.is_down:
            self._say("out of order", "text/plain", 503)
            return
        told = {
            "/.well-known/openid-configuration": self.school.discovery,
            "/keys": self.school.keys,
            "/me": lambda: {"sub": f"id-{self.school.who}", self.school.claim: self.school.who},
        }
        if asked.path in told:
            self._say(json.dumps(told[asked.path]()))
        elif asked.path == "/authorize":
            self._hand_out("code", query["redirect_uri"], query, state=query["state"])
        elif asked.path == "/cas/login":
            self._hand_out("ticket", query["service"], query)
        elif asked.path == "/cas/p3/serviceValidate":
            self._say(self._validated(query), "application/xml")
        else:
            self._say("unknown", "text/plain", 404)

    def do_POST(self) -> None:
        """Give a token for a code, to the one who asked for it first (PKCE) and knows the secret."""
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        sent = {name: values[0] for name, values in body.items()}
        asked = self.school.given.pop(sent.get("code", ""), {})
        proof = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if asked.get("code_challenge") != challenge or sent.get("client_secret") != SECRET:
            self._say(json.dumps({"error": "invalid_grant"}), status=400)
            return
        self._say(json.dumps({"access_token": "t", "token_type": "Bearer", "id_token": self.school.token()}))

    def _hand_out(self, name: str, back: str, asked: dict[str, str], **more: str) -> None:
        number = f"{name}-{len(self.school.given)}-{time.monotonic_ns()}"
        self.school.given[number] = asked
        self.send_response(302)
        self.send_header("Location", f"{back}?{urlencode({name: number, **more})}")
        self.end_headers()

    def _validated(self, query: dict[str, str]) -> str:
        asked = self.school.given.pop(query["ticket"], {})
        if asked.get("service") != query["service"]:
            told = '<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'
        else:
            who = escape(self.school.who)
            told = f"<cas:authenticationSuccess><cas:user>{who}</cas:user></cas:authenticationSuccess>"
        return f'<cas:serviceResponse xmlns:cas="{CAS}">{told}</cas:serviceResponse>'

    def _say(self, text: str, kind: str = "application/json", status: int = 200) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def a_school_log_in() -> Generator[SignOn]:
    """Give the log-in of a school, running on a port of its own."""
    school = SignOn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"school": school}))
    school.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield school
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
