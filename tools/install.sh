#!/bin/sh
# Makes .venv with the locked packages: `tools/install.sh run` or `tools/install.sh dev`. Afterwards nothing needs a network.
set -eu
cd "$(dirname "$0")/.."

say() { echo "inzage: $*" >&2; }

case "${1:-}" in
    run) list=requirements.txt ;;
    dev) list=requirements-dev.txt ;;
    *) say "give run or dev"; exit 2 ;;
esac

usable() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }

python=
for candidate in ${PYTHON:-python3} python3 python3.11 python3.12 python3.13 python3.14; do
    if usable "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    say "Python 3.11 or newer is needed; install it, or name it: make run PYTHON=/path/to/python3"
    exit 2
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "making the environment in .venv"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "installing Debian's package python3-venv"
            { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy python3-venv; } >/dev/null
        else
            say "Python's module venv is missing; on Debian and Ubuntu: sudo apt-get install python3-venv"
            exit 2
        fi
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi

say "installing the packages of $list (once)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$list" || {
    say "the packages could not be installed: the first install needs a network and about 700 MB of disk"
    exit 2
}

site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$PWD/src" > "$site/inzage.pth"
cat > .venv/bin/inzage <<'LAUNCHER'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m inzage.front.cli "$@"
LAUNCHER
chmod +x .venv/bin/inzage
# Byte code now, also where the environment tells Python not to write it: a start without it takes seconds longer.
.venv/bin/python -m compileall -q src "$site" >/dev/null 2>&1 || true
