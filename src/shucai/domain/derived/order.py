"""In which order derivations are run: those whose results others read come first."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from shucai.domain.catalogue.derivation import Derivation
from shucai.domain.predicates import BadPredicate


def in_order(derivations: Sequence[Derivation]) -> list[Derivation]:
    """Return the derivations so that each stands behind those it reads. Raises BadPredicate naming a circle of them."""
    makers: dict[object, list[int]] = {}
    for number, one in enumerate(derivations):
        makers.setdefault(one.target, []).append(number)
    graph = {
        number: {maker for source in one.sources for maker in makers.get(source, ()) if source != one.target}
        for number, one in enumerate(derivations)
    }
    try:
        return [derivations[number] for number in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        circle = " → ".join(derivations[number].form for number in error.args[1])
        raise BadPredicate(f"推导互相依赖：{circle}") from None
