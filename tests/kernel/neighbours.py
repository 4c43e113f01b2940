"""Lanes from and to plain arrays, for tests of what is done to lanes."""

from importlib import import_module
from typing import Any

from sim.kernel.lanes import _kind

types: Any = import_module("numba.core.types")
intrinsic: Any = import_module("numba.extending").intrinsic


@intrinsic  # type: ignore[untyped-decorator]
def load(typingctx: Any, array: Any, at: Any) -> Any:
    """Neighbours from an array of single numbers, from its element `at` on."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        return builder.load(_neighbours(context, builder, sig, args), align=8)

    kind = _kind(array.dtype)
    return kind(array, types.intp), code


@intrinsic  # type: ignore[untyped-decorator]
def store(typingctx: Any, array: Any, at: Any, lanes: Any) -> Any:
    """Put lanes where `load` finds them."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        builder.store(args[2], _neighbours(context, builder, sig, args), align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, _kind(array.dtype)), code


def _neighbours(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    array = sig.args[0]
    data = context.make_array(array)(context, builder, args[0]).data
    return builder.bitcast(builder.gep(data, [args[1]]), _kind(array.dtype).vector.as_pointer())
