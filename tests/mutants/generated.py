"""Mutants of the rules that nobody thought up: every operator, bound and constant of every rule, one at a time.

They ask whether the rules' own tests see a wrong equation; whether the theory needs it is asked by the mutants that
somebody did think up.
"""

import ast
import copy
from collections.abc import Iterator

from tests.mutants.mutant import RULES, Edit, Mutant
from tests.mutants.workshop import TREE

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
RULE_TESTS = "tests/rules/test_"
NOT_OF_THE_THEORY = {"p", "form"}  # a rule's parameters, and which of its forms it has


def generated() -> list[Mutant]:
    """Every such mutant of the rules that have tests of their own."""
    found = []
    for path in sorted((TREE / RULES).glob("*.py")):
        tests = f"{RULE_TESTS}{path.stem}.py"
        if (TREE / tests).is_file():
            found += list(_of_file(f"{RULES}/{path.name}", path.read_text(encoding="utf-8"), tests))
    return found


def _of_file(file: str, text: str, tests: str) -> Iterator[Mutant]:
    stem = file.rpartition("/")[2].removesuffix(".py")
    names: set[str] = set()
    for function in ast.parse(text).body:
        if isinstance(function, ast.FunctionDef):
            for old, new, place in _of_function(function, text):
                name = f"{stem}.{function.name}: {old} -> {new}"
                while name in names:
                    name += " again"
                names.add(name)
                yield Mutant(name, f"{function.name} of {file}", (_edit(file, text, place, new),), (tests,))


Place = tuple[int, int]  # offsets in the file


def _of_function(function: ast.FunctionDef, text: str) -> Iterator[tuple[str, str, Place]]:
    """What is replaced, by what, and where."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for statement in function.body:
        for node in ast.walk(statement):
            for new in _instead(node, function):
                assert isinstance(node, ast.expr)
                place = (starts[node.lineno - 1] + node.col_offset, starts[(node.end_lineno or 0) - 1])
                place = (place[0], place[1] + (node.end_col_offset or 0))
                yield ast.unparse(node), ast.unparse(new), place


def _instead(node: ast.AST, function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Wrong expressions for a right one."""
    if isinstance(node, ast.Compare):
        yield _with(node, ops=[OPPOSITE[type(node.ops[0])]()])
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield _with(node, op=ast.Sub() if isinstance(node.op, ast.Add) else ast.Add())
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}:
        yield from (each for each in node.args if not isinstance(each, ast.Constant))
    elif isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield ast.Constant(1.0 - node.value if node.value in {0.0, 1.0} else 2.0 * node.value)
    elif isinstance(node, ast.Return):
        return
    if isinstance(node, ast.expr) and _is_returned(node, function):
        own = [each.arg for each in function.args.args if each.arg not in NOT_OF_THE_THEORY]
        if own and not (isinstance(node, ast.Name) and node.id == own[0]):
            yield ast.Name(own[0])


def _with(node: ast.expr, **changes: object) -> ast.expr:
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _is_returned(node: ast.expr, function: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Return) and each.value is node for each in ast.walk(function))


def _edit(file: str, text: str, place: Place, new: str) -> Edit:
    """The whole file, so that the piece is found only once."""
    raw = text.encode()
    return Edit(file, text, (raw[: place[0]] + f"({new})".encode() + raw[place[1] :]).decode())
