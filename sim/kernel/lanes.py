"""Numbers side by side: one instruction does to four people what a rule says of one.

`Lanes` are four floats, `IntLanes` four integers, `Mask` four answers. They take part in arithmetic as numbers
do, so that compiled code hands them to the very functions of `sim.rules`. Every lane is rounded as a number of its
own would be. On processors with shorter registers the compiler splits them.
"""

import operator
from collections.abc import Callable
from importlib import import_module
from typing import Any

from sim.scenario.cells import LANES

# What extends numba tells mypy no types, or wrong ones.
ir: Any = import_module("llvmlite.ir")
types: Any = import_module("numba.core.types")
typing: Any = import_module("numba.core.typing")
templates: Any = import_module("numba.core.typing.templates")
models: Any = import_module("numba.core.datamodel")
registry: Any = import_module("numba.core.datamodel.registry")
extending: Any = import_module("numba.extending")
intrinsic: Any = extending.intrinsic


class Lanes(types.Type):  # type: ignore[misc]
    """Four numbers of one kind; a mask's are single bits."""

    def __init__(self, name: str, element: Any) -> None:
        super().__init__(name=name)
        self.vector = ir.VectorType(element, LANES)


FLOATS = Lanes("Lanes", ir.DoubleType())
INTS = Lanes("IntLanes", ir.IntType(64))
MASK = Lanes("Mask", ir.IntType(1))


@registry.register_default(Lanes)
class LanesModel(models.PrimitiveModel):  # type: ignore[misc]
    """Lanes are a vector of the processor."""

    def __init__(self, manager: Any, of: Lanes) -> None:
        super().__init__(manager, of, of.vector)


def _broadcast(builder: Any, value: Any, vector: Any) -> Any:
    single = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(vector, ir.Undefined), zeros)


@extending.lower_cast(types.Float, Lanes)
@extending.lower_cast(types.Integer, Lanes)
def _spread(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    element = types.float64 if wanted is FLOATS else types.int64
    return _broadcast(builder, context.cast(builder, value, given, element), wanted.vector)


@extending.lower_cast(Lanes, Lanes)
def _float(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:  # noqa: ARG001
    return builder.sitofp(value, wanted.vector) if given is INTS else value


def _operator(key: Any, result: Callable[[Lanes], Lanes], code: Callable[[Any, Lanes, Any, Any], Any]) -> None:
    """Let numba know an operator or function of two that works on lanes, and on lanes and a number."""

    class Template(templates.AbstractTemplate):  # type: ignore[misc]
        """What it gives for which types."""

        def generic(self, args: Any, kws: Any) -> Any:
            """Its signature, if there are lanes among the two."""
            kinds = [each for each in args if isinstance(each, Lanes)]
            if kws or len(args) != 2 or not kinds:
                return None
            floats = any(each is FLOATS or isinstance(each, types.Float) for each in args)
            kind = FLOATS if floats else kinds[0]
            return typing.signature(result(kind), kind, kind)

    templates.infer_global(key)(Template)

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return code(builder, sig.args[0], *args)

    extending.lower_builtin(key, Lanes, Lanes)(lower)


def _arithmetic(of_floats: str | None, of_ints: str | None = None) -> Any:
    return lambda builder, kind, a, b: getattr(builder, str(of_floats if kind is FLOATS else of_ints))(a, b)


def _comparison(sign: str) -> Any:
    return lambda builder, kind, a, b: (
        builder.fcmp_ordered(sign, a, b) if kind is FLOATS else builder.icmp_signed(sign, a, b)
    )


def _extreme(sign: str) -> Any:
    """As Python's `min` and `max`: the second, if it is smaller or larger than the first."""
    return lambda builder, kind, a, b: builder.select(_comparison(sign)(builder, kind, b, a), b, a)


for _key, _code in {
    operator.add: _arithmetic("fadd", "add"),
    operator.iadd: _arithmetic("fadd", "add"),
    operator.sub: _arithmetic("fsub", "sub"),
    operator.mul: _arithmetic("fmul", "mul"),
    operator.truediv: _arithmetic("fdiv"),
    operator.rshift: _arithmetic(None, "ashr"),
    operator.and_: _arithmetic(None, "and_"),
    operator.xor: _arithmetic(None, "xor"),
    min: _extreme("<"),
    max: _extreme(">"),
}.items():
    _operator(_key, lambda kind: kind, _code)
for _key, _code in {
    operator.lt: _comparison("<"),
    operator.gt: _comparison(">"),
    operator.eq: _comparison("=="),
    operator.ne: _comparison("!="),
}.items():
    _operator(_key, lambda _: MASK, _code)


def _pointer(context: Any, builder: Any, array: Any, value: Any, at: Any) -> Any:
    data = context.make_array(array)(context, builder, value).data
    return builder.gep(data, [at])


def _kind(array: Any) -> Lanes:
    return FLOATS if isinstance(array.dtype, types.Float) else INTS


@intrinsic
def spread(typingctx: Any, value: Any) -> Any:  # noqa: ARG001
    """The same number in all lanes."""
    kind = FLOATS if isinstance(value, types.Float) else INTS
    return kind(kind), lambda context, builder, sig, args: args[0]  # noqa: ARG005


@intrinsic
def numbered(typingctx: Any, first: Any) -> Any:  # noqa: ARG001
    """`first` and the numbers that follow it."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.add(args[0], ir.Constant(INTS.vector, list(range(LANES))))

    return INTS(INTS), code


@intrinsic
def load(typingctx: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
    """Neighbours from an array, from its element `at` on, however many axes it has."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        pointer = _pointer(context, builder, sig.args[0], *args)
        vector = ir.VectorType(pointer.type.pointee, LANES)
        lanes = builder.load(builder.bitcast(pointer, vector.as_pointer()), align=4)
        return lanes if vector == sig.return_type.vector else builder.zext(lanes, sig.return_type.vector)

    return _kind(array)(array, types.intp), code


@intrinsic
def store(typingctx: Any, array: Any, at: Any, lanes: Any) -> Any:  # noqa: ARG001
    """Put lanes where `load` finds them."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        pointer = _pointer(context, builder, sig.args[0], *args[:2])
        builder.store(args[2], builder.bitcast(pointer, args[2].type.as_pointer()), align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, _kind(array)), code


@intrinsic
def choose(typingctx: Any, mask: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """Lane by lane `one` where the answer is yes, else `other`."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.select(*args)

    return FLOATS(MASK, FLOATS, FLOATS), code


@intrinsic
def both(typingctx: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """Whether both answers are yes."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.and_(*args)

    return MASK(MASK, MASK), code


@intrinsic
def add_up(typingctx: Any, start: Any, lanes: Any) -> Any:  # noqa: ARG001
    """Add the lanes to a number one by one, from the first to the last, as the Mesa model adds people."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        total, lanes = args
        for lane in range(LANES):
            total = builder.fadd(total, builder.extract_element(lanes, ir.Constant(ir.IntType(32), lane)))
        return total

    return types.float64(types.float64, FLOATS), code


def _places(context: Any, builder: Any, sig: Any, args: Any) -> list[Any]:
    """Pointers to elements of the first array; the processor's own way to do so takes twice as long."""
    array, places, at, where = args
    found = []
    step, offset = (builder.extract_value(where, n) for n in range(2))
    for lane in range(LANES):
        number = builder.add(at, ir.Constant(at.type, lane))
        place = builder.load(_pointer(context, builder, sig.args[1], places, number))
        element = builder.add(builder.mul(builder.zext(place, at.type), step), offset)
        found.append(_pointer(context, builder, sig.args[0], array, element))
    return found


@intrinsic
def take(typingctx: Any, array: Any, places: Any, at: Any, where: Any) -> Any:  # noqa: ARG001
    """Elements from all over an array: `places` lists them, from `at` on, `where` is (step, offset) of one place."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        lanes = ir.Constant(FLOATS.vector, ir.Undefined)
        for lane, pointer in enumerate(_places(context, builder, sig, args)):
            lanes = builder.insert_element(lanes, builder.load(pointer), ir.Constant(ir.IntType(32), lane))
        return lanes

    return FLOATS(array, places, types.intp, types.UniTuple(types.intp, 2)), code


@intrinsic
def put(typingctx: Any, array: Any, places: Any, at: Any, where: Any, lanes: Any) -> Any:  # noqa: ARG001
    """Put lanes to where `take` finds them."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        for lane, pointer in enumerate(_places(context, builder, sig, args[:4])):
            builder.store(builder.extract_element(args[4], ir.Constant(ir.IntType(32), lane)), pointer)
        return context.get_dummy_value()

    return types.void(array, places, types.intp, types.UniTuple(types.intp, 2), FLOATS), code
