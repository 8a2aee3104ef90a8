"""Making pictures: the engine interface, the fair queue, previews, and the process that runs the model."""
