#!/bin/sh
# Makes the virtual environment .venv from constraints.txt. A finished one is left alone, one
# whose making was cut short is made again, and an older one is brought up to date in place.
set -u
cd "$(dirname "$0")/.." || exit 1

oldest=11
newest=14
venv=.venv
stamp=$venv/installed
log=$venv/install.log
disk_full="the disk is full. Free about 3 GB (8 GB on Linux, where torch brings graphics-card libraries), then run it again. Log: $log"
here=$(pwd -P)
wanted="$here $(cksum pyproject.toml constraints.txt | tr '\n' ' ')"

fail() {
    printf 'make install: %s\n' "$1" >&2
    exit 1
}

version_of() {
    answer=$("$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || return 1
    answer=${answer#Python }
    case $answer in [0-9]*.[0-9]*) printf '%s' "$answer" ;; *) return 1 ;; esac
}

in_range() {
    minor=${1#3.}
    [ "$minor" != "$1" ] || return 1
    minor=${minor%%.*}
    [ "$minor" -ge "$oldest" ] && [ "$minor" -le "$newest" ]
}

find_python() {
    needed="Python 3.$oldest to 3.$newest is needed"
    repair="Install one, or name one that you have: make install PYTHON=/path/to/python3.12"
    unfit='' without_venv=''
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    for python in "$@"; do
        version=$(version_of "$python") || continue
        if ! in_range "$version"; then
            unfit=${unfit:-"$python is $version"}
        elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            without_venv=${without_venv:-$version}
        else
            return 0
        fi
    done
    if [ -n "$without_venv" ]; then
        minor=${without_venv#3.}
        fail "Python $without_venv is here without its venv module. On Debian or Ubuntu: sudo apt install python3.${minor%%.*}-venv"
    fi
    [ -z "$unfit" ] || fail "$needed, but $unfit. $repair"
    [ -z "${PYTHON:-}" ] || fail "$needed, but $PYTHON does not run. $repair"
    fail "$needed, and none was found. $repair"
}

finished() {
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$venv/bin/python" -I -c \
        'import importlib.util, sys; sys.exit(importlib.util.find_spec("assistant") is None)' 2>/dev/null
}

# Good enough to add to: made here, not cut short, and its Python and pip still run.
reusable() {
    case $before in '' | "$here "*) ;; *) return 1 ;; esac
    version=$(version_of "$venv/bin/python") && in_range "$version" &&
        "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

pip_install() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
        --constraint constraints.txt "$@" 2>&1
}

# Keeps what pip prints, shows the long downloads, and at the end says in one line what went wrong.
follow_pip() {
    cause='' error='' last='' changed='' failed=''
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log" 2>/dev/null
        case $line in
        *'No space left on device'* | *'Disk quota exceeded'*) cause=disk ;;
        *CERTIFICATE_VERIFY_FAILED*) cause=${cause:-certificate} ;;
        *'Retrying (Retry('* | *'Could not fetch URL'* | *'Connection aborted'* | *ProxyError* | \
            *ReadTimeoutError* | *IncompleteRead* | *ConnectionResetError* | *'HTTP error 5'*)
            cause=${cause:-network}
            ;;
        *Downloading*\([0-9][0-9]*' MB)')
            name=${line##*Downloading }
            printf '  %s (%s\n' "${name%%-[0-9]*}" "${line##*\(}"
            ;;
        'Installing collected packages: setuptools') changed=yes ;;
        'Installing collected packages'*)
            changed=yes
            echo '  unpacking'
            ;;
        'ERROR: Exception:') ;;
        'ERROR: '*) error=${error:-${line#ERROR: }} ;;
        'pip failed') failed=yes ;;
        esac
        [ -z "$line" ] || [ -n "$failed" ] || last=$line
    done
    [ -n "$failed" ] || return 0
    # What pip has not touched is as good as it was.
    if [ -n "$changed" ]; then :; elif [ -n "$before" ]; then echo "$before" >"$stamp"; else rm -f "$stamp"; fi
    case $cause in
    disk) fail "$disk_full" ;;
    certificate) fail "the package index's certificate is not trusted here. Ask your IT team for the certificate file and set PIP_CERT to it, then run it again. Log: $log" ;;
    network) fail "no package index answers. Check the connection (HTTPS_PROXY for a proxy, PIP_INDEX_URL for a mirror), then run it again. Log: $log" ;;
    *)
        error=${error:-$last}
        fail "pip stopped: ${error%% (from versions*}. Log: $log"
        ;;
    esac
}

finished && exit 0
if command -v flock >/dev/null 2>&1; then
    # The descriptor passes to pip, so a pip that outlives a killed run is waited for, too.
    exec 9<constraints.txt
    flock -n 9 || {
        echo 'Another installation is running in this folder: waiting for it.'
        flock 9
    }
    finished && exit 0
fi

before=$(cat "$stamp" 2>/dev/null)
if reusable; then
    echo "Bringing $venv up to date (Python $version)."
    { : >"$log" && echo unfinished >"$stamp"; } || fail "cannot write in $here/$venv"
else
    before=''
    find_python
    echo "Making $venv with Python $version. The first time takes some minutes."
    { rm -rf "$venv" && mkdir "$venv" && echo unfinished >"$stamp"; } ||
        fail "cannot write in $here: check the disk's free space and the folder's permissions"
    "$python" -m venv "$venv" >"$log" 2>&1 || {
        # venv itself says only that ensurepip exited with an error, so the disk is asked.
        free_kb=$(df -Pk . | awk 'NR == 2 { print $4 }')
        [ "${free_kb:-0}" -ge 51200 ] || fail "$disk_full"
        fail "Python's venv module failed: $(tail -n 1 "$log"). Log: $log"
    }
fi

# setuptools comes first and pinned, so that pip needs no build environment of its own making.
{
    pip_install setuptools && pip_install --no-build-isolation --editable '.[dev]' || echo 'pip failed'
} | follow_pip || exit 1
{ printf '%s\n' "$wanted" >"$stamp.new" && mv "$stamp.new" "$stamp"; } || fail "cannot write $stamp"
echo "Ready: $venv"
