# Fatura in a slim image without root.
#
#   docker build -t fatura .
#   docker run --rm -v "$PWD:/data" -u "$(id -u):$(id -g)" fatura \
#       render templates/telecom /data/cycle.ndjson -o /data/bills

ARG SWIFT_IMAGE=swift:6.3-bookworm
ARG DEBIAN_IMAGE=debian:12-slim

FROM ${SWIFT_IMAGE} AS build
WORKDIR /src
COPY scripts/setup scripts/setup
RUN scripts/setup build && rm -rf /var/lib/apt/lists/*
# Tests and benchmarks belong to the manifest, so the package manager wants to see them; none is compiled.
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY benchmarks benchmarks
RUN swift build -c release --static-swift-stdlib --product fatura \
    && install -D .build/release/fatura /opt/fatura/bin/fatura \
    && strip /opt/fatura/bin/fatura

FROM ${DEBIAN_IMAGE}
LABEL org.opencontainers.image.title="Fatura" \
    org.opencontainers.image.description="Billing records in, finished invoices out" \
    org.opencontainers.image.licenses="Apache-2.0"
RUN --mount=type=bind,source=scripts/setup,target=/mnt/setup \
    /mnt/setup runtime \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old \
        /var/log/apt /var/log/dpkg.log \
    && useradd --uid 10001 --no-log-init --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin fatura
COPY --from=build /opt/fatura /opt/fatura
COPY LICENSE /opt/fatura/
COPY fonts /opt/fatura/fonts
COPY templates /opt/fatura/templates
COPY presets /opt/fatura/presets
ENV PATH=/opt/fatura/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /opt/fatura
USER 10001:10001
ENTRYPOINT ["fatura"]
CMD ["--help"]
