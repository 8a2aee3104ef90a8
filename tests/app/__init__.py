"""Routes and sockets, proved over a real server."""
