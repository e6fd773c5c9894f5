"""Rozcestník: data packages in git become a public service catalogue and strategy portal.

`define_env` is what mkdocs-macros calls: it gives texts the macros of `macros.portal`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing is a good part of a build that has nothing to do
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def define_env(env: Any) -> None:
    """Register every macro for mkdocs-macros; a call leaves a mark that is filled after the build."""
    from macros.portal import CALLED

    for name in CALLED:
        env.macro(_recording(env, name), name)


def _recording(env: Any, name: str) -> Callable[..., str]:
    from macros.texts.sandbox import sealed

    def call(*args: Any, **kwargs: Any) -> str:
        plugin = env.conf.plugins["rozcestnik"]
        return sealed(str(plugin.record(name, args, kwargs, env.page)))

    return call
