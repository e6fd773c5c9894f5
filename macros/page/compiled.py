"""What our templates compile to: Jinja's own code, without the questions that our templates never ask.

Jinja's code asks of each `a.b` whether it might be `a["b"]`, of each call whether the function wants the
context, and wraps each text that it escapes. That is right for templates of anybody and half of the time
that twenty thousand pages take. Ours get objects, call functions that want nothing of Jinja, always escape
and join what comes out; so `a.b` is an attribute, `f(x)` is a call, and a name that is not there is still
an error with the line of the template (`as_undefined`). A dictionary is asked by `d["b"]` or `d.get("b")`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:
    from markupsafe._native import _escape_inner

SOURCE = Path(__file__).read_bytes()
"""Compiled templates that are kept depend on this file, too."""


class _Code(CodeGenerator):
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write `a.b`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call; those with stars and those of `{% call %}` stay Jinja's."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What a filter gives escaped is not asked again."""
        if isinstance(node, nodes.Filter) and node.name in self.environment.safe_filters:  # type: ignore[attr-defined]
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Macro(Macro):
    """A macro that is called as the function that it is, where it is called by position only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller)
        self._left = (missing,) * self._argument_count

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Render the macro; it is Markup."""
        if kwargs or not self._plain:
            return super().__call__(*args, **kwargs)
        # Markup(…) would ask what kind of thing it wraps.
        return str.__new__(Markup, self._func(*args, *self._left[len(args) :]))


def _escape(value: Any) -> str:
    """Escape what stands between pieces of a template. They are joined at once, so it need not be Markup."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return _escape_inner(value) if kind is str else escape(value)


class OurTemplate(Template):
    """A template of ours, compiled by `_Code`."""

    def fill(self, names: dict[str, Any]) -> str:
        """Render with `names`, globals among them; they are used as they are, not copied."""
        try:
            # new_context would gather the names of all globals, to tell modules of several contexts apart.
            return "".join(self.root_render_func(Context(self.environment, names, self.name, self.blocks)))
        except Exception:
            self.environment.handle_exception()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # All our templates see the same globals, so a module is the same for whoever imports it.
        return self._module or super()._get_default_module()


class QuickEnvironment(Environment):
    """Jinja's environment for our templates. Filters in `safe_filters` must give Markup."""

    code_generator_class = _Code
    template_class = OurTemplate
    safe_filters: frozenset[str] = frozenset()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[Any, OurTemplate] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> OurTemplate:
        """Return a template; its compiled code gets our way to escape and to call macros."""
        found = self._found.get(name)
        if found is None:
            made = super().get_template(name, parent, globals)
            assert isinstance(made, OurTemplate)
            found = self._found[name] = made
            found.root_render_func.__globals__.update(escape=_escape, Macro=_Macro)
        return found


def as_undefined(error: AttributeError) -> Exception:
    """What to raise where rendering met an attribute that is not there.

    If a template asked for it, Jinja's own error for undefined names; if code that a template calls did, the
    error as it is.
    """
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None or not trace.tb_frame.f_code.co_filename.endswith(".html"):
        return error
    return UndefinedError(str(error)).with_traceback(error.__traceback__)
