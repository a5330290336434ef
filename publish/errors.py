"""What can go wrong between a bundle and a release.

PublishError
├── BundleRefused       a bundle is not what it says, or does not fit the profile
│   └── UnknownCode     a column holds a code that its codelist lacks; the code is never told
├── LatticeRefused      a declared view would break the protection; says which rule
├── TableInfeasible     no perturbation table has these parameters
├── CellsFrozen         a cohort's cells are kept for ever and would have changed
└── CellsBroken         a file of frozen cells is missing, altered or of another lattice

Every text is safe to print: it names files, columns, rules and counts, never a value.
"""


class PublishError(Exception):
    """The root; ``zh`` and ``en`` say the same thing."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the two texts."""
        super().__init__(en)
        self.zh = zh
        self.en = en


class BundleRefused(PublishError):
    """A bundle is not what it says, or does not fit the profile or its sister bundles."""


class BundleAltered(BundleRefused):
    """A bundle lacks files, holds others, or holds other bytes than it lists."""


class UnknownCode(BundleRefused):
    """A column holds codes that the profile lacks."""

    def __init__(self, column: str, rows: int) -> None:
        """Name the column and how many rows are concerned, never the codes."""
        super().__init__(
            f"列 {column} 有 {rows} 行的代码缺失或不在代码表中；请用同一配置重新生成交接包",
            f"column {column} holds codes that the profile lacks (or none) in {rows} rows;"
            " make the bundle anew with the same profile",
        )
        self.column = column
        self.rows = rows


class LatticeRefused(PublishError):
    """A declared view would break a rule of the protection."""


class TableInfeasible(PublishError):
    """No perturbation table has these parameters."""


class CellsFrozen(PublishError):
    """Cells that were drawn once would change."""


class CellsBroken(PublishError):
    """A file of frozen cells is missing, altered or of another lattice."""
