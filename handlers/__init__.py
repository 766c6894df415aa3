"""What people can do: dialogues, understanding of text, use cases and the catalogue of texts."""
