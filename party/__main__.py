"""`python -m party` and the `party` command."""


def main() -> None:
    """Run the command line. Imported late: the model process imports this module again and needs none of it."""
    from party.cli.commands import app  # noqa: PLC0415

    app()


if __name__ == "__main__":
    main()
