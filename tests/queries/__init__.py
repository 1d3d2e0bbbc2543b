"""Questions of the catalogue, each with a case on the toy treaty and one on the shipped graph."""
