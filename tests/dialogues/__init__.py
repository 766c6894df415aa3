"""Model dialogues and rules of the conversation, replayed line by line."""
