"""The builders of forms: a module a group, each function registered by the code of its form.

Every module of this folder is loaded by itself; a new one needs no line elsewhere.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from shucai.demo.school_year import Builder

_BUILDERS: dict[str, Builder] = {}


def form(code: str) -> Callable[[Builder], Builder]:
    """Register the function below as the builder of a form."""

    def register(builder: Builder) -> Builder:
        if code in _BUILDERS:
            raise ValueError(
                f"form {code} has two builders: {_BUILDERS[code].__module__}, {builder.__module__}"
            )
        _BUILDERS[code] = builder
        return builder

    return register


def builders() -> dict[str, Builder]:
    """Return the builders of all forms by code."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(_BUILDERS)
