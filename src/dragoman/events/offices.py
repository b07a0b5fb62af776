"""Which web hosts are an office's own."""

# Labels that only offices may have, alone ("state.gov") or below a country ("president.gov.ua").
_OFFICIAL_LABELS = frozenset({"gov", "mil"})
_OFFICIAL_DOMAINS = ("kremlin.ru", "mid.ru", "europa.eu", "un.org", "nato.int")


def is_office(host: str) -> bool:
    """Whether a host is an office's: "www.gov.uk", "en.kremlin.ru"; not "fun.org" for ending like "un.org"."""
    labelled = not _OFFICIAL_LABELS.isdisjoint(host.split(".")[-2:])
    return labelled or any(f".{host}".endswith(f".{domain}") for domain in _OFFICIAL_DOMAINS)
