"""An article to parsed text: sentences, names, time expressions, and who "he" and "the envoy" are."""
