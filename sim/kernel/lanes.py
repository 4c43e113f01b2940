"""Replicates side by side: one instruction does to eight of them what a rule says of one.

`Lanes` are eight floats, `IntLanes` eight integers, `Mask` eight answers, one of each replicate. They take part in
arithmetic as numbers do, so that compiled code hands them to the very functions of `sim.rules`. Every lane is
rounded as a number of its own would be. On processors with shorter registers the compiler splits them.
"""

import operator
from collections.abc import Callable
from importlib import import_module
from typing import Any

# How many replicates go through a week together: as many bits as a mask has in memory.
LANES = 8

# What extends numba tells mypy no types, or wrong ones.
ir: Any = import_module("llvmlite.ir")
types: Any = import_module("numba.core.types")
cgutils: Any = import_module("numba.core.cgutils")
typing: Any = import_module("numba.core.typing")
typeconv: Any = import_module("numba.core.typeconv")
templates: Any = import_module("numba.core.typing.templates")
models: Any = import_module("numba.core.datamodel")
registry: Any = import_module("numba.core.datamodel.registry")
extending: Any = import_module("numba.extending")
intrinsic: Any = extending.intrinsic


class Lanes(types.Type):  # type: ignore[misc]
    """Eight numbers of one kind; a mask's are single bits."""

    def __init__(self, name: str, element: Any) -> None:
        super().__init__(name=name)
        self.vector = ir.VectorType(element, LANES)

    def can_convert_from(self, typingctx: Any, other: Any) -> Any:  # noqa: ARG002
        """Single numbers are lanes that are all the same."""
        if isinstance(other, NUMBERS[self]) or (self is FLOATS and other is INTS):
            return typeconv.Conversion.safe
        return None


FLOATS = Lanes("Lanes", ir.DoubleType())
INTS = Lanes("IntLanes", ir.IntType(64))
MASK = Lanes("Mask", ir.IntType(1))
SINGLE = {FLOATS: types.float64, INTS: types.int64, MASK: types.boolean}
NUMBERS = {FLOATS: (types.Float, types.Integer), INTS: (types.Integer,), MASK: (types.Boolean,)}


@registry.register_default(Lanes)
class LanesModel(models.PrimitiveModel):  # type: ignore[misc]
    """Lanes are a vector of the processor; in arrays, a mask is eight bits."""

    def __init__(self, manager: Any, of: Lanes) -> None:
        super().__init__(manager, of, of.vector)

    def get_data_type(self) -> Any:
        """How an array keeps them."""
        return ir.IntType(LANES) if self.fe_type == MASK else self.fe_type.vector

    def as_data(self, builder: Any, value: Any) -> Any:
        """For an array."""
        return builder.bitcast(value, self.get_data_type())

    def from_data(self, builder: Any, value: Any) -> Any:
        """From an array."""
        return builder.bitcast(value, self.fe_type.vector)


def _broadcast(builder: Any, value: Any, vector: Any) -> Any:
    single = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(single, ir.Constant(vector, ir.Undefined), zeros)


@extending.lower_cast(types.Float, Lanes)
@extending.lower_cast(types.Integer, Lanes)
@extending.lower_cast(types.Boolean, Lanes)
def _spread(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:
    return _broadcast(builder, context.cast(builder, value, given, SINGLE[wanted]), wanted.vector)


@extending.lower_cast(Lanes, Lanes)
def _widened(context: Any, builder: Any, given: Any, wanted: Any, value: Any) -> Any:  # noqa: ARG001
    if given == wanted:
        return value
    if wanted == INTS:
        return builder.zext(value, wanted.vector)
    return (builder.uitofp if given == MASK else builder.sitofp)(value, wanted.vector)


def _kind(*given: Any) -> Lanes:
    """What lanes and numbers become together."""
    for kind in (FLOATS, INTS):
        if any(each == kind or isinstance(each, SINGLE[kind].__class__) for each in given):
            return kind
    return MASK


def _operator(key: Any, result: Callable[[Lanes], Lanes], code: Callable[[Any, Lanes, Any, Any], Any]) -> None:
    """Let numba know an operator or function of two that works on lanes, and on lanes and a number."""

    class Template(templates.AbstractTemplate):  # type: ignore[misc]
        """What it gives for which types."""

        def generic(self, args: Any, kws: Any) -> Any:
            """Its signature, if there are lanes among the two."""
            if kws or len(args) != 2 or not any(isinstance(each, Lanes) for each in args):
                return None
            kind = _kind(*args)
            return typing.signature(result(kind), kind, kind)

    templates.infer_global(key)(Template)

    def lower(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return code(builder, sig.args[0], *args)

    extending.lower_builtin(key, Lanes, Lanes)(lower)


def _arithmetic(of_floats: str | None, of_ints: str | None = None) -> Any:
    return lambda builder, kind, a, b: getattr(builder, str(of_floats if kind == FLOATS else of_ints))(a, b)


def _comparison(sign: str) -> Any:
    return lambda builder, kind, a, b: (
        builder.fcmp_ordered(sign, a, b) if kind == FLOATS else builder.icmp_signed(sign, a, b)
    )


def _extreme(sign: str) -> Any:
    """As Python's `min` and `max`: the second, if it is smaller or larger than the first."""
    return lambda builder, kind, a, b: builder.select(_comparison(sign)(builder, kind, b, a), b, a)


for _key, _code in {
    operator.add: _arithmetic("fadd", "add"),
    operator.iadd: _arithmetic("fadd", "add"),
    operator.sub: _arithmetic("fsub", "sub"),
    operator.isub: _arithmetic("fsub", "sub"),
    operator.mul: _arithmetic("fmul", "mul"),
    operator.truediv: _arithmetic("fdiv"),
    operator.rshift: _arithmetic(None, "ashr"),
    operator.and_: _arithmetic(None, "and_"),
    operator.or_: _arithmetic(None, "or_"),
    operator.xor: _arithmetic(None, "xor"),
    min: _extreme("<"),
    max: _extreme(">"),
}.items():
    _operator(_key, lambda kind: kind, _code)
for _key, _sign in {
    operator.lt: "<", operator.le: "<=", operator.gt: ">", operator.ge: ">=", operator.eq: "==", operator.ne: "!=",
}.items():  # fmt: skip
    _operator(_key, lambda _: MASK, _comparison(_sign))


@extending.overload(operator.invert)
def _invert(mask: Any) -> Any:
    def work(mask: Any) -> Any:
        return mask ^ True

    return work if mask == MASK else None


@extending.overload(int)
def _int(lanes: Any) -> Any:
    def work(lanes: Any) -> Any:
        return whole(lanes)

    return work if lanes == FLOATS else None


@intrinsic
def whole(typingctx: Any, lanes: Any) -> Any:  # noqa: ARG001
    """Floats without what comes after the point."""
    return INTS(lanes), lambda context, builder, sig, args: builder.fptosi(args[0], INTS.vector)  # noqa: ARG005


@intrinsic
def spread(typingctx: Any, value: Any) -> Any:  # noqa: ARG001
    """The same number in all lanes; lanes as they are."""
    kind = _kind(value)
    return kind(kind), lambda context, builder, sig, args: args[0]  # noqa: ARG005


@intrinsic
def numbered(typingctx: Any, first: Any) -> Any:  # noqa: ARG001
    """`first` and the numbers that follow it."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.add(args[0], ir.Constant(INTS.vector, list(range(LANES))))

    return INTS(INTS), code


@intrinsic
def choose(typingctx: Any, test: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """`one` where the answer is yes, else `other`; lane by lane, if there are lanes among the three."""
    kind = _kind(one, other)
    if not any(isinstance(each, Lanes) for each in (test, one, other)):
        kind = SINGLE[kind]
    of = MASK if test == MASK else types.boolean
    return kind(of, kind, kind), lambda context, builder, sig, args: builder.select(*args)  # noqa: ARG005


@intrinsic
def anybody(typingctx: Any, mask: Any) -> Any:  # noqa: ARG001
    """Whether any answer is yes."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.icmp_unsigned("!=", builder.bitcast(args[0], ir.IntType(LANES)), ir.IntType(LANES)(0))

    return types.boolean(MASK), code


@intrinsic
def in_lane(typingctx: Any, lanes: Any, lane: Any) -> Any:  # noqa: ARG001
    """What there is in one lane."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:  # noqa: ARG001
        return builder.extract_element(*args)

    return SINGLE[lanes](lanes, types.intp), code


def _places(context: Any, builder: Any, sig: Any, args: Any) -> list[Any]:
    """Pointers to each lane's element of the first array; the processor's own way to load them takes twice as long."""
    array, at = sig.args[0], args[1]
    data = cgutils.create_struct_proxy(array)(context, builder, args[0]).data
    found = []
    for lane in range(LANES):
        number = ir.Constant(ir.IntType(32), lane)
        place = builder.gep(data, [builder.extract_element(at, number)])
        if isinstance(array.dtype, Lanes):
            place = builder.gep(builder.bitcast(place, array.dtype.vector.element.as_pointer()), [number])
        found.append(place)
    return found


@intrinsic
def take(typingctx: Any, array: Any, at: Any) -> Any:  # noqa: ARG001
    """For each lane the element with its number `at`: of the lane's own numbers, or of those that all share."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        element = context.get_data_type(SINGLE[kind] if isinstance(array.dtype, Lanes) else array.dtype)
        lanes = ir.Constant(ir.VectorType(element, LANES), ir.Undefined)
        for lane, pointer in enumerate(_places(context, builder, sig, args)):
            lanes = builder.insert_element(lanes, builder.load(pointer), ir.Constant(ir.IntType(32), lane))
        return lanes if lanes.type == kind.vector else builder.zext(lanes, kind.vector)

    kind = _kind(array.dtype)
    return kind(array, INTS), code


@intrinsic
def put(typingctx: Any, array: Any, at: Any, lanes: Any) -> Any:  # noqa: ARG001
    """Put each lane where `take` finds it."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        for lane, pointer in enumerate(_places(context, builder, sig, args[:2])):
            builder.store(builder.extract_element(args[2], ir.Constant(ir.IntType(32), lane)), pointer)
        return context.get_dummy_value()

    return types.void(array, INTS, array.dtype), code
