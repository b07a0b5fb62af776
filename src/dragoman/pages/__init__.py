"""Bytes to articles: where pages come from, of what kind they are, what of them is the article, when it came out."""
