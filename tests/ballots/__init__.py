"""民意测评: by the calendar, in secret, counted so that anybody can count again."""
