#!/usr/bin/env bash
# Runs a command in a clone of this checkout, in a Debian 12 that has only python3, make and git:
#     packaging/clean-debian.sh make test
# What is not committed does not take part. Needs root. What the command left in out/ is copied to out/clean-debian/.
# The host's ways to its package mirrors (apt, pip, proxies, certificates, names) are handed through.
set -euo pipefail
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || { echo "clean-debian: needs root" >&2; exit 2; }
command -v debootstrap >/dev/null || { apt-get update --quiet=2 && apt-get install --quiet=2 --yes debootstrap >/dev/null; }

folder=$(mktemp --directory "${TMPDIR:-/var/tmp}/clean-debian.XXXXXX")
root=$folder/root
clean_up() {
    for mount in dev/shm proc; do
        if mountpoint --quiet "$root/$mount"; then umount "$root/$mount"; fi
    done
    rm --recursive --force --one-file-system "$folder"
}
trap clean_up EXIT

mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Created-By: Packages' | head --lines 1)}
echo "clean-debian: making a Debian 12"
debootstrap --variant=minbase --include=python3,make,git bookworm "$root" ${mirror:+"$mirror"} >"$folder/log" ||
    { tail "$folder/log" >&2; exit 1; }
mount --types proc proc "$root/proc"
mkdir --parents "$root/dev/shm"
mount --types tmpfs tmpfs "$root/dev/shm"

for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/auth.conf /etc/apt/auth.conf.d \
    /etc/apt/preferences.d /etc/apt/keyrings /etc/apt/trusted.gpg.d /usr/share/keyrings /etc/resolv.conf /etc/hosts \
    /etc/ssl/certs /etc/pip.conf /etc/xdg/pip "$HOME/.pip" "$HOME/.config/pip" "$HOME/.netrc"; do
    [ -e "$path" ] || continue
    target=$root${path/#$HOME//root}
    mkdir --parents "$(dirname "$target")"
    rm --recursive --force "$target"
    cp --recursive --dereference "$path" "$target" 2>/dev/null || true  # dangling links
done
mapfile -t handed < <(env | grep --ignore-case --extended-regexp '^(PIP_[A-Z_]+|[A-Z]+_PROXY)=')
# Under a name of its own: installing ca-certificates inside makes the usual bundle anew, without what the host trusts.
bundle=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
if [ -e "$bundle" ]; then
    cp --dereference "$bundle" "$root/etc/ssl/host-bundle.crt"
    handed+=(SSL_CERT_FILE=/etc/ssl/host-bundle.crt PIP_CERT=/etc/ssl/host-bundle.crt)
fi

git clone --quiet --no-hardlinks . "$root/root/setvzaim"
status=0
chroot "$root" env --ignore-environment --chdir=/root/setvzaim HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    TERM="${TERM:-dumb}" "${handed[@]}" "$@" || status=$?

if [ -d "$root/root/setvzaim/out" ]; then
    rm --recursive --force out/clean-debian
    mkdir --parents out
    cp --recursive "$root/root/setvzaim/out" out/clean-debian
fi
exit "$status"
