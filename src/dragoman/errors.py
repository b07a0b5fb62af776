"""The whole exception tree of Dragoman on one page.

DragomanError
├── InputError            one input could not be read; the run goes on with the others
│   ├── SourceError       the bytes could not be had (missing, unreadable, network, too big)
│   └── PageError         the bytes were had but hold no article (empty, binary, broken)
├── ArticleSkipped        the page is sound but is not read, for a reason (language, copy)
├── CodebookError         an entry of the codebook is not well formed
├── RecordError           the record cannot be opened, read or written
│   ├── NotARecordError   the file or database is no record of Dragoman's
│   ├── NewerRecordError  the record was made by a newer version of Dragoman
│   └── RecordBusyError   another program holds the record and did not let go in time
└── UsageError            the caller asked for something that makes no sense

Every message is one line that a person can act on, without a traceback.
"""


class DragomanError(Exception):
    """Root of every error that Dragoman raises on purpose."""


class InputError(DragomanError):
    """One input failed; `name` is what the user called it and `reason` why.

    The string form is `name: reason`, on one line.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        # Without it an error cannot come back from a worker process: BaseException would rebuild it from its message.
        return type(self), (self.name, self.reason)


class SourceError(InputError):
    """The bytes could not be had: missing, unreadable, refused, too big, too slow."""


class PageError(InputError):
    """The bytes were had but are no page: empty, binary, truncated, broken JSON."""


class ArticleSkipped(InputError):
    """The page is sound and is left out on purpose: not English, nothing but menus."""


class CodebookError(DragomanError):
    """An entry of the codebook is not well formed."""


class RecordError(DragomanError):
    """The record cannot be opened, read or written; `place` is the record as the user named it, without a password."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class NotARecordError(RecordError):
    """The file or database is no record of Dragoman's."""


class NewerRecordError(RecordError):
    """The record was made by a newer version of Dragoman."""


class RecordBusyError(RecordError):
    """Another program holds the record and did not let go in time."""


class UsageError(DragomanError):
    """The caller asked for something that makes no sense."""
