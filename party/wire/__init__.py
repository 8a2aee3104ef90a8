"""Messages between browser and server, their codec, refusals and close codes, the generated schema. No I/O."""
