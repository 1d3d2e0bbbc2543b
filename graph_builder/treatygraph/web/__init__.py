"""The web: registered documents fetched, links tested."""
