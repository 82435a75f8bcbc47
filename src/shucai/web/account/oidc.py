"""Single sign-on by OpenID Connect: out to the school's own log-in and back."""

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from requests import RequestException

from shucai.web.account.adapters import NOT_COMPLETED


class SchoolOidc(OpenIDConnectOAuth2Adapter):
    """The library's way, with the signature always looked at: many a school's log-in is reached without TLS inside."""

    def _decode_id_token(self, app: Any, id_token: str) -> Any:
        """Return what the token says, if it is the provider's and for us."""
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


@login_not_required
def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the school's log-in."""
    return _through(OAuth2LoginView, request, provider_id)


@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from it, as the person who is meant."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(SchoolOidc(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error, KeyError, ValueError):  # it does not answer, or not as agreed
        messages.error(request, NOT_COMPLETED)
        return redirect("account_login")
    return answer
