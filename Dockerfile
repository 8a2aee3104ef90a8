# The house in a container: three stages, the last with Python, our packages and the web client, and nothing to build with.
# TORCH_INDEX: the package index torch comes from. PyTorch's install page names one with the CPU build, which is far smaller.

FROM node:24-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY web/ ./
RUN npm run --silent build

FROM python:3.11-slim-bookworm AS packages
ARG TORCH_INDEX=""
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/party
ENV PATH=/opt/party/bin:$PATH
WORKDIR /src
COPY constraints.txt pyproject.toml ./
# Torch by itself first, from its own index; then what the project names, which rarely changes; then the project.
RUN pip install --no-deps ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} "$(grep '^torch==' constraints.txt)"
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > requirements.txt \
    && pip install -c constraints.txt -r requirements.txt
COPY README.md LICENSE ./
COPY scripts/refuse_unbuilt.py scripts/
COPY party/ party/
COPY --from=web /src/party/app/static/ party/app/static/
RUN pip install --no-deps . && pip uninstall --yes pip setuptools

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --user-group --shell /usr/sbin/nologin --no-create-home --home-dir /var/lib/party party \
    && install --directory --mode=700 --owner=party --group=party /var/lib/party \
    && pip uninstall --yes --quiet pip
COPY --from=packages /opt/party /opt/party
ENV PATH=/opt/party/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PARTY_SESSIONS=/var/lib/party \
    HF_HOME=/var/lib/party/.cache/huggingface
USER 10001:10001
WORKDIR /var/lib/party
VOLUME /var/lib/party
EXPOSE 8765
STOPSIGNAL SIGINT
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ.get('PARTY_PORT', '8765') + '/healthz', timeout=4)"]
ENTRYPOINT ["party"]
CMD ["serve", "--host", "0.0.0.0"]
