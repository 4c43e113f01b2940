"""Rules that branch, for lanes: they go both ways, and every lane takes what it would have got."""

import ast
import inspect
from collections.abc import Callable
from textwrap import dedent
from typing import Any

from numba.extending import register_jitable

from sim.kernel.lanes import choose


def by_lane(rule: Callable[..., Any]) -> Any:
    """The same rule with `choose` in place of branches; what it does not compute must do no harm."""
    tree = ast.parse(dedent(inspect.getsource(rule)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = _straight(function.body)
    function.returns = None
    for argument in function.args.args:
        argument.annotation = None
    known = {**rule.__globals__, "choose": choose}
    exec(compile(ast.fix_missing_locations(_Choices().visit(tree)), inspect.getfile(rule), "exec"), known)
    return register_jitable(no_cfunc_wrapper=True)(known[rule.__name__])


def _straight(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements without branches up to the first `return`."""
    if not body:
        return []
    first, rest = body[0], body[1:]
    if not isinstance(first, ast.If):
        return [first] if isinstance(first, ast.Return) else [first, *_straight(rest)]
    if isinstance(first.body[-1], ast.Return):
        [only] = first.body  # what returns does nothing else
        *before, last = _straight([*first.orelse, *rest])
        return [*before, ast.Return(_choice(first.test, _returned(only), _returned(last)))]
    return [*_straight(first.orelse), *(_kept_unless(first.test, each) for each in first.body), *_straight(rest)]


def _kept_unless(test: ast.expr, assigned: ast.stmt) -> ast.stmt:
    assert isinstance(assigned, ast.Assign)
    [name] = assigned.targets
    assert isinstance(name, ast.Name)
    return ast.Assign([name], _choice(test, assigned.value, ast.Name(name.id, ast.Load())))


def _returned(statement: ast.stmt) -> ast.expr:
    assert isinstance(statement, ast.Return)
    assert statement.value is not None
    return statement.value


def _choice(test: ast.expr, one: ast.expr, other: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("choose", ast.Load()), [test, one, other], [])


class _Choices(ast.NodeTransformer):
    """Puts `choose`, `&` and `|` in place of what else branches."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        self.generic_visit(node)
        return _choice(node.test, node.body, node.orelse)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        self.generic_visit(node)
        sign = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        found = node.values[0]
        for each in node.values[1:]:
            found = ast.BinOp(found, sign, each)
        return found
