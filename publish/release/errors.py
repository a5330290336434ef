"""What can go wrong when a release is read.

ReleaseError
├── BrokenRelease      a file is missing, altered or not what the manifest says
├── NoSuchRelease
├── NoSuchFile         the manifest lists no such file
├── NoSuchDataset      each with the nearest thing that exists
├── NoSuchCodelist
├── NoSuchCode
├── NoSuchDimension
├── NoSuchView
├── NoSuchMeasure
└── NotInLattice       nobody publishes that combination; names the nearest view
"""


class ReleaseError(Exception):
    """The root of all errors of reading; ``zh`` and ``en`` say the same thing."""

    def __init__(self, zh: str, en: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep the two texts and the nearest right things."""
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.nearest = nearest


class BrokenRelease(ReleaseError):
    """A file is missing, altered or not what the manifest says."""


class NoSuchRelease(ReleaseError):
    """No release of that id, or none at all."""


class NoSuchFile(ReleaseError):
    """The manifest lists no such file."""


class NoSuchDataset(ReleaseError):
    """No dataset of that id."""


class NoSuchCodelist(ReleaseError):
    """The release has no codelist of that id."""


class NoSuchCode(ReleaseError):
    """The dimension has no such code."""


class NoSuchDimension(ReleaseError):
    """The dataset has no such dimension or level."""


class NoSuchView(ReleaseError):
    """The dataset has no such view."""


class NoSuchMeasure(ReleaseError):
    """The dataset has no such measure."""


class NotInLattice(ReleaseError):
    """The combination is not published; ``nearest`` names views that are."""
