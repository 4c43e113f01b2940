"""The game: eight quarters as head of a department, decided month by month; knows no web framework."""
