"""What a GraphQL query may ask for, decided before it runs.

Depth, aliases and tokens alone let a 47-byte query make a hundred thousand objects; so
the number of objects an answer may hold is computed from the query itself and bounded.
Fields below ``__schema`` and ``__type`` do not count: the schema is public documentation,
and graphql-core's own rule bounds how deep introspection may nest.
"""

from collections.abc import Mapping
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    visit,
)

FIRST: Final = 100
DEPTH: Final = 8
ALIASES: Final = 15
TOKENS: Final = 1000
DIRECTIVES: Final = 20
COST: Final = 5000
BODY_BYTES: Final = 65536
COMMENTS: Final = 100
_STEPS: Final = 5000

# How many objects a list without ``first`` is taken to hold. A list of texts is one.
_LIST: Final = 10
# Lists of all codes of an axis are longer than any other list of texts.
_LONG: Final = {"codes": 100}


class TooMuch(Exception):
    """A query asks for more than it may; ``zh`` and ``en`` tell what, and the bound."""

    def __init__(self, zh: str, en: str, cost: int | None = None) -> None:
        """Keep the two texts, and the cost where that was it."""
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.cost = cost


class _Counter(Visitor):
    """Counts aliases and directives of a whole document."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases = 0
        self.directives = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.aliases += node.alias is not None

    def enter_directive(self, *_: object) -> None:
        self.directives += 1


class _Walk:
    """What one walk over an operation knows, and how many steps it may still take."""

    def __init__(
        self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self.fragments = fragments
        self.variables = variables
        self._left = _STEPS

    def step(self) -> None:
        """Take one step; raises TooMuch after too many: fragments can double at each link."""
        self._left -= 1
        if self._left < 0:
            raise TooMuch("查询展开后过大", "the query is too large once its fragments are spread")


def check(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
    variables: Mapping[str, Any],
) -> int:
    """Return the cost of *operation*, in objects; raises TooMuch where a bound is passed.

    *document* must be valid for *schema*, and *variables* coerced.
    """
    counter = _Counter()
    visit(document, counter)
    if counter.aliases > ALIASES:
        raise TooMuch(f"别名超过 {ALIASES} 个", f"more than {ALIASES} aliases")
    if counter.directives > DIRECTIVES:
        raise TooMuch(f"指令超过 {DIRECTIVES} 个", f"more than {DIRECTIVES} directives")
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    walk = _Walk(fragments, variables)
    root = schema.query_type
    if root is None:
        return 0
    cost = _selections(operation.selection_set, root, walk, 1, None)
    if cost > COST:
        raise TooMuch(
            f"查询预计产生 {cost} 个对象，上限 {COST}；请减小 first 或少取列表",
            f"the query may make {cost} objects, the bound is {COST}; lower `first` or drop a list",
            cost,
        )
    return cost


def _selections(
    selection: SelectionSetNode,
    parent: GraphQLObjectType | GraphQLInterfaceType,
    walk: _Walk,
    depth: int,
    first: int | None,
) -> int:
    """Return the objects that *selection* may make for one object of *parent*."""
    cost = 0
    for node in selection.selections:
        walk.step()
        if isinstance(node, FieldNode):
            cost += _field(node, parent, walk, depth, first)
        elif isinstance(node, InlineFragmentNode):
            cost += _selections(node.selection_set, parent, walk, depth, first)
        elif isinstance(node, FragmentSpreadNode):
            fragment = walk.fragments[node.name.value]
            cost += _selections(fragment.selection_set, parent, walk, depth, first)
    return cost


def _field(
    node: FieldNode,
    parent: GraphQLObjectType | GraphQLInterfaceType,
    walk: _Walk,
    depth: int,
    first: int | None,
) -> int:
    name = node.name.value
    if name.startswith("__"):
        return 0
    if depth > DEPTH:
        raise TooMuch(f"嵌套超过 {DEPTH} 层", f"nested deeper than {DEPTH} fields")
    kind = parent.fields[name].type
    named = get_named_type(kind)
    if is_leaf_type(named):
        return _LONG.get(name, 1) if _is_list(kind) else 0
    own = _first(node, walk)
    size = (first or _LIST) if _is_list(kind) else 1
    if node.selection_set is None or not isinstance(
        named, GraphQLObjectType | GraphQLInterfaceType
    ):
        return size
    return size * (1 + _selections(node.selection_set, named, walk, depth + 1, own))


def _is_list(kind: GraphQLOutputType) -> bool:
    inner = kind.of_type if is_non_null_type(kind) else kind
    return is_list_type(inner)


def _first(node: FieldNode, walk: _Walk) -> int | None:
    """Return the value of the argument ``first``; raises TooMuch where it is out of bounds."""
    for argument in node.arguments or ():
        if argument.name.value != "first":
            continue
        value: Any = None
        if isinstance(argument.value, IntValueNode):
            value = int(argument.value.value)
        elif isinstance(argument.value, VariableNode):
            value = walk.variables.get(argument.value.name.value)
        if not isinstance(value, int) or not 1 <= value <= FIRST:
            raise TooMuch(
                f"first 应为 1 至 {FIRST} 的整数", f"first must be a whole number from 1 to {FIRST}"
            )
        return value
    return None
