# Versions: the tags name exact releases; who needs the very same bytes puts a digest (@sha256:…) in their place. What NuGet and npm
# bring is pinned by lock files: with CI=true a restore that would differ from them fails.
ARG DOTNET_SDK=10.0.401
ARG DOTNET_RUNTIME=10.0.12
ARG NODE=22.21.1

FROM docker.io/library/node:${NODE}-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET_SDK} AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /switchhook
COPY . .
ENV CI=true
ENV NUGET_PACKAGES=/cache/nuget npm_config_cache=/cache/npm
RUN --mount=type=cache,target=/cache/nuget --mount=type=cache,target=/cache/npm bin/publish

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET_RUNTIME}
RUN mkdir /data && chown $APP_UID /data
COPY --from=build /switchhook/artifacts/publish/App/release /app
WORKDIR /app
USER $APP_UID
ENV PORT=5080 DATA_DIR=/data ASPNETCORE_HTTP_PORTS=
VOLUME /data
EXPOSE 5080
# By bash alone: there is no curl in here. Live, not ready: starting again would not bring a database back.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["dotnet", "App.dll"]
