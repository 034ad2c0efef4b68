# The image of MAMcrawler. Targets: full (the last, and so the preset; with ffmpeg) and slim (without). What it does with
# users, folders and variables stands in deploy/README.md.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

# The web client: the same files for every architecture, so it is built on the builder's own.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS web
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --loglevel=error
COPY tsconfig.json ./
COPY launcher launcher
COPY src/base src/base
COPY src/contract src/contract
COPY web web
RUN node --input-type=module --eval "await (await import('/app/launcher/build-web.mjs')).buildWeb(process.execPath)"

# What the program needs while it runs. The packaged Node is for machines with another one: the image's own is the same.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error \
  && rm -rf node_modules/node-linux-* node_modules/@scarf node_modules/.bin/node \
  && find node_modules -name '*.map' -type f -delete

FROM ${NODE_IMAGE} AS slim
# container/enter.mjs starts the program below tini, and names users that the image does not know by extrausers.
# No versions: Debian keeps only the newest of a release, which differs by its security fixes.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libnss-extrausers tini \
  && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules /usr/local/include /opt/yarn-* \
    /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && sed -i 's/^passwd:.*/passwd: files extrausers/' /etc/nsswitch.conf \
  && ln -sf /tmp/mamcrawler-users/passwd /var/lib/extrausers/passwd
ENV NODE_ENV=production \
  MAMCRAWLER_DATA=/data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json package-lock.json LICENSE ./
COPY launcher launcher
COPY src src
COPY deploy/container deploy/container
COPY --from=web /app/web/dist web/dist
# Whoever the container runs as may use a new volume: it gets the rights of these folders. What the program puts into them
# is its own user's alone.
RUN node deploy/container/warm.mjs \
  && chmod --recursive a+rX node_modules/.cache \
  && ln -s /app/deploy/container/enter.mjs /usr/local/bin/mamcrawler \
  && install --directory --mode=1777 --owner=1000 --group=1000 /data /backups
USER 1000:1000
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["node", "/app/deploy/container/is-ready.mjs"]
ENTRYPOINT ["mamcrawler"]
CMD ["start"]
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="MAMcrawler" \
  org.opencontainers.image.description="Audiobook automation for people who host their own library" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"

FROM slim AS full
USER 0:0
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ffmpeg \
  && rm -rf /var/lib/apt/lists/*
USER 1000:1000
