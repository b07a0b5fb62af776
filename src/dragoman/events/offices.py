"""Which web hosts are an office's own."""

from typing import Final

# Labels that only offices may have, alone ("state.gov") or below a country ("president.gov.ua", "presidencia.gob.mx").
_OFFICIAL_LABELS: Final = frozenset({"gov", "mil"})
_BELOW_A_STATE: Final = frozenset({"gob", "gouv"})
# The top level of organisations that states founded by treaty: "nato.int", "au.int".
_BY_TREATY: Final = "int"
# What some states keep for their government, then single offices.
_OFFICIAL_DOMAINS: Final = (
    "go.jp",
    "go.kr",
    "go.th",
    "go.id",
    "go.ke",
    "go.tz",
    "go.ug",
    "go.cr",
    "gc.ca",
    "govt.nz",
    "gub.uy",
    "gv.at",
    "kremlin.ru",
    "mid.ru",
    "europa.eu",
    "un.org",
    "osce.org",
    "asean.org",
    "elysee.fr",
    "bundesregierung.de",
    "auswaertiges-amt.de",
    "admin.ch",
    "canada.ca",
    "government.se",
    "regjeringen.no",
    "government.nl",
    "um.dk",
    "governo.it",
    "esteri.it",
    "quirinale.it",
    "mfa.ee",
    "president.ee",
    "mzv.cz",
    "kormany.hu",
    "president.pl",
    "royal.uk",
)


def is_office(host: str) -> bool:
    """Whether a host is an office's: "www.gov.uk", "en.kremlin.ru", "mofa.go.jp"; not "fun.org" for "un.org"."""
    labels = host.casefold().rstrip(".").split(".")
    if labels[-1] == _BY_TREATY or not _OFFICIAL_LABELS.isdisjoint(labels[-2:]):
        return True
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _BELOW_A_STATE:
        return True
    return any(f".{'.'.join(labels)}".endswith(f".{domain}") for domain in _OFFICIAL_DOMAINS)
