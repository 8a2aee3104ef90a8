"""The front of the house: Starlette routes, sockets, lifespan and errors. The rules live below."""
