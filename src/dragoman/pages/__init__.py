"""Bytes to articles: where pages come from, what kind they are, what of them is the article, and when it was published."""
