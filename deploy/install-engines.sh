#!/usr/bin/env bash
# Installs what `make test-engines` tests with into .engines, and says how long each part took. What is there is left.
# Needs Python, and for an engine its language: Go for Prism, Java 17 and Maven for Flink. An engine that cannot be had
# is told and left out; its tests are skipped then.
set -euo pipefail
cd "$(dirname "$0")/.."

BEAM=2.77.0
PRISM=github.com/apache/beam/sdks/v2/go/cmd/prism@v$BEAM
FLINK=${FLINK:-org.apache.beam:beam-runners-flink-1.20-job-server:$BEAM}
COPY=org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy

mkdir -p .engines/bin .engines/jars
step() {   # step NAME FILE COMMAND...: make FILE by COMMAND unless it is there
    local name=$1 file=$2 began=$SECONDS
    shift 2
    if [ -e "$file" ]; then
        echo "$name: there"
    elif "$@" >".engines/$name.log" 2>&1; then
        echo "$name: installed in $((SECONDS - began)) s"
    else
        echo "$name: not to be had here; .engines/$name.log tells why: $(grep -m1 -iE 'error|not found' ".engines/$name.log" | cut -c1-200 || true)"
        return 1
    fi
}

packages() {
    "${PYTHON:-python3}" -m venv .engines/venv
    .engines/venv/bin/python -m pip install --disable-pip-version-check --no-compile --require-hashes -r requirements-engines.lock
    .engines/venv/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
    touch .engines/packages
}
prism() {   # Go checks every module against its sum
    GOBIN=$PWD/.engines/bin go install "$PRISM"
}
flink() {   # --strict-checksums: Maven checks the jar against the repository's
    local jar
    mvn --batch-mode --no-transfer-progress --strict-checksums "$COPY" "-Dartifact=$FLINK" -DoutputDirectory=.engines/jars
    for jar in .engines/jars/beam-runners-flink-*.jar; do
        mv "$jar" .engines/jars/flink-job-server.jar
    done
}

[ requirements-engines.lock -nt .engines/packages ] && rm -f .engines/packages
step packages .engines/packages packages
step prism .engines/bin/prism prism || true
step flink .engines/jars/flink-job-server.jar flink || true
