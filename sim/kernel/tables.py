"""Arrays as the kernel has them: a pointer and its lengths, with lanes for elements where replicates differ.

Numba's own arrays are ten numbers each, and compiling a function takes time for each that it is handed. Nothing here is
indexed from the end or strided, so compiled code need not ask.
"""

import operator
from importlib import import_module
from typing import Any

from sim.kernel.lanes import FLOATS, INTS, MASK, Lanes

# What extends numba tells mypy no types, or wrong ones.
ir: Any = import_module("llvmlite.ir")
types: Any = import_module("numba.core.types")
cgutils: Any = import_module("numba.core.cgutils")
typing: Any = import_module("numba.core.typing")
templates: Any = import_module("numba.core.typing.templates")
models: Any = import_module("numba.core.datamodel")
registry: Any = import_module("numba.core.datamodel.registry")
extending: Any = import_module("numba.extending")
intrinsic: Any = extending.intrinsic


@intrinsic
def in_lanes(typingctx: Any, part: Any) -> Any:  # noqa: ARG001
    """Tables of nested tuples of arrays, whose last axis becomes lanes, or of bytes, which become masks."""
    return _viewed(part, {types.float64: FLOATS, types.int64: INTS, types.uint8: MASK})


@intrinsic
def in_tables(typingctx: Any, part: Any) -> Any:  # noqa: ARG001
    """Tables of nested tuples of arrays and numbers that are the same for all replicates."""
    return _viewed(part, {})


def _viewed(part: Any, kinds: dict[Any, Lanes]) -> Any:
    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return _view(context, builder, (part, sig.return_type), args[0])

    return _table(part, kinds)(part), code


def _table(part: Any, kinds: dict[Any, Lanes]) -> Any:
    if isinstance(part, types.BaseTuple):
        return types.BaseTuple.from_types([_table(each, kinds) for each in part.types], part.instance_class)
    if not isinstance(part, types.Array):
        return part
    kind = kinds.get(part.dtype, part.dtype)
    return Table(kind, part.ndim - (kind in (FLOATS, INTS)))


def _view(context: Any, builder: Any, kinds: Any, value: Any) -> Any:
    part, wanted = kinds
    if isinstance(part, types.BaseTuple):
        each = enumerate(zip(part.types, wanted.types, strict=True))
        items = [_view(context, builder, pair, builder.extract_value(value, n)) for n, pair in each]
        return context.make_tuple(builder, wanted, items)
    if part == wanted:
        return value
    given = context.make_array(part)(context, builder, value)
    found = cgutils.create_struct_proxy(wanted)(context, builder)
    found.data = builder.bitcast(given.data, found.data.type)
    found.shape = cgutils.pack_array(
        builder, [builder.extract_value(given.shape, n) for n in range(wanted.ndim)], ir.IntType(64)
    )
    return found._getvalue()


class Table(types.Type):  # type: ignore[misc]
    """A contiguous array."""

    def __init__(self, dtype: Any, ndim: int) -> None:
        self.dtype, self.ndim = dtype, ndim
        super().__init__(name=f"Table({dtype}, {ndim})")


@registry.register_default(Table)
class TableModel(models.StructModel):  # type: ignore[misc]
    """Where it begins, and its lengths."""

    def __init__(self, manager: Any, of: Table) -> None:
        members = [("data", types.CPointer(of.dtype)), ("shape", types.UniTuple(types.intp, of.ndim))]
        super().__init__(manager, of, members)


extending.make_attribute_wrapper(Table, "shape", "shape")


@extending.overload_attribute(Table, "size")
def _size(table: Any) -> Any:  # noqa: ARG001
    def work(table: Any) -> Any:
        return table.shape[0]

    return work


@intrinsic
def stretch(typingctx: Any, table: Any, first: Any, last: Any) -> Any:  # noqa: ARG001
    """The elements of a table with one axis from `first` until before `last`."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        given = cgutils.create_struct_proxy(table)(context, builder, args[0])
        found = cgutils.create_struct_proxy(table)(context, builder)
        found.data = builder.gep(given.data, [args[1]])
        found.shape = cgutils.pack_array(builder, [builder.sub(args[2], args[1])], ir.IntType(64))
        return found._getvalue()

    return table(table, types.intp, types.intp), code


def _part(table: Table, index: Any) -> Any:
    """What an index leaves of a table: an element, or the rest of its axes."""
    left = table.ndim - (len(index) if isinstance(index, types.BaseTuple) else 1)
    return Table(table.dtype, left) if left else table.dtype


@templates.infer_global(operator.getitem)
class _GetItem(templates.AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        return typing.signature(_part(*args), *args) if isinstance(args[0], Table) else None


@templates.infer_global(operator.setitem)
class _SetItem(templates.AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:  # noqa: ARG002
        return typing.signature(types.none, *args[:2], args[0].dtype) if isinstance(args[0], Table) else None


def _found(context: Any, builder: Any, sig: Any, args: Any) -> tuple[Any, list[Any]]:
    """Pointer to what an index finds in a table, and the lengths of the axes that are left."""
    kind, by = sig.args[:2]
    table = cgutils.create_struct_proxy(kind)(context, builder, args[0])
    shape = [builder.extract_value(table.shape, n) for n in range(kind.ndim)]
    each = [(by, args[1])]
    if isinstance(by, types.BaseTuple):
        each = [(one, builder.extract_value(args[1], n)) for n, one in enumerate(by.types)]
    at = ir.IntType(64)(0)
    for n, length in enumerate(shape):
        at = builder.mul(at, length)
        if n < len(each):
            at = builder.add(at, context.cast(builder, each[n][1], each[n][0], types.intp))
    return builder.gep(table.data, [at]), shape[len(each) :]


@extending.lower_builtin(operator.getitem, Table, types.Any)
def _get(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    pointer, left = _found(context, builder, sig, args)
    if not left:
        return context.unpack_value(builder, sig.return_type, pointer)
    rest = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    rest.data = pointer
    rest.shape = cgutils.pack_array(builder, left, ir.IntType(64))
    return rest._getvalue()


@extending.lower_builtin(operator.setitem, Table, types.Any, types.Any)
def _set(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    pointer, _ = _found(context, builder, sig, args)
    context.pack_value(builder, sig.args[2], args[2], pointer)
    return context.get_dummy_value()
