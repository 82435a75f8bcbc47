"""Settings of accounts: log-in, passwords, lock-out, second factor, single sign-on."""

from datetime import timedelta

from shucai.config.environment import read_environment

_environment = read_environment()

ACCOUNT_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cas_ng",
    "axes",
]

AUTH_USER_MODEL = "organisation.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "shucai.web.account.backend.AccountBackend",
]
ACCOUNT_ADAPTER = "shucai.web.account.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # nobody signs up; the log-in form asks for what stands here
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Passwords are counted by axes, in the database; this is for codes of the second factor, by person.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/15m/key"}
ACCOUNT_LOGOUT_ON_GET = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "shucai.web.account.log_in.counted_name"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address", "next", "code"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "shucai.web.account.log_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the audit tells who logged in
AXES_VERBOSE = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

MFA_ADAPTER = "shucai.web.account.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "数采"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

OIDC_NAME: str = _environment.oidc_name if _environment.oidc_server else ""
OIDC_CLAIM = _environment.oidc_claim
SOCIALACCOUNT_ADAPTER = "shucai.web.account.adapters.SignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form may not lead to another site (content policy); the state guards the way back
)
_PROVIDER = {
    "provider_id": "school",
    "name": OIDC_NAME,
    "client_id": _environment.oidc_client_id,
    "secret": _environment.oidc_client_secret,
    "settings": {"server_url": _environment.oidc_server.rstrip("/"), "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_PROVIDER] if OIDC_NAME else []}}

CAS_NAME: str = _environment.cas_name if _environment.cas_server else ""
CAS_SERVER_URL = _environment.cas_server or None
CAS_VERSION = "3"
CAS_CREATE_USER = False
CAS_STORE_NEXT = True
