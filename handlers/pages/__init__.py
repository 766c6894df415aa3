"""The pages behind the cards: who may open one, what stands on it, and what its forms do."""
