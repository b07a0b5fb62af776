#!/bin/sh
# Writes run.lock (what `dragoman` needs, with what builds it), dev.lock (that and the tools of `make test`) and
# followthemoney.lock (that extra, which is apart because a part of it must be compiled; its tests are skipped without).
# Every file of every release is hashed, so the locks serve any platform; no index is named in them.
set -eu
cd "$(dirname "$0")/.."
export CUSTOM_COMPILE_COMMAND="make lock"
compile() {
    pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --resolver=backtracking \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
        --build-deps-for editable "$@" pyproject.toml
}
compile --output-file requirements/run.lock
compile --extra dev --constraint requirements/run.lock --output-file requirements/dev.lock
compile --extra followthemoney --constraint requirements/dev.lock --output-file requirements/followthemoney.lock
