#!/usr/bin/env bash
# Runs the program built for Windows under wine: every command once, and the same bytes as here. Takes large packages, so
# it is no part of tests/run:
#
#     rustup target add x86_64-pc-windows-gnu
#     apt-get install gcc-mingw-w64-x86-64 wine64
#     tests/windows.sh
#
# Everything is made in a folder of its own, in FOLDER (default: target/windows).
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
folder=$(realpath -m "${FOLDER:-target/windows}")
mkdir -p "$folder/run"
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
export CARGO_PROFILE_DEV_DEBUG=0 WINEPREFIX="$folder/prefix" WINEDEBUG=-all
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)

if [ -z "${BUILT:-}" ]; then
    CARGO_TARGET_DIR="$folder/target" cargo build --target x86_64-pc-windows-gnu
    cargo build
fi
cp "$folder/target/x86_64-pc-windows-gnu/debug/carepress.exe" "$folder/run/"
cd "$folder/run"
# Windows has this one; older wines do not. For this test alone, and never shipped.
cat > random.c <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG) n); }
C
x86_64-w64-mingw32-gcc -shared -o bcryptprimitives.dll random.c -ladvapi32

here="$repository/target/debug/carepress"
there() { timeout 120 "$wine" carepress.exe "$@" 2>&1 | tr -d '\r'; return "${PIPESTATUS[0]}"; }
fail() { echo "FAILED: $*"; exit 1; }
# Runs a command, and expects an exit code and some words.
expect() {
    local code=$1 words=$2 said got=0
    shift 2
    said=$(there "$@") || got=$?
    [ "$got" -eq "$code" ] || fail "$* ends with $got, not $code: $said"
    grep -qF -- "$words" <<< "$said" || fail "$* does not say \"$words\": $said"
    echo "ok: $*"
}
same() { diff -r "$1" "$2" > difference || fail "$1 and $2 differ: $(head -5 difference)"; echo "ok: the same bytes in $1"; }

rm -rf site site-here begun
expect 0 "" init begun --name "Park Clinic" --address https://park-clinic.example/ --language en --phone "+44 20 7946 0018" --emergency 999
# The sample, which has no error.
mkdir site
cp -r "$repository"/site.yaml "$repository"/content "$repository"/static "$repository"/templates site/
cp -r site site-here
today=(--today 2026-11-24)
both() { expect 0 "$1" --root site build "${today[@]}"; "$here" --root site-here build "${today[@]}" > said 2>&1 || fail "$(cat said)"; same site/public site-here/public; }
both " changed, 0 removed"
both " 0 changed, 0 removed"
for root in site site-here; do printf '\nYou can rest for a while.\n' >> $root/content/faq.md; done
both " changed, 0 removed"
# A page that somebody changed, of the same size and with its old time.
cp -p site/public/faq/index.html page
sed -i 's/You can rest/You can rust/' site/public/faq/index.html
both " 1 changed, 0 removed"
# A list that leads elsewhere. A backslash leads there too.
echo keep > keep.txt
cp site/public/.carepress.json list
for name in 'C:\\keep.txt' '..\\..\\keep.txt' '../../keep.txt' 'faq\\index.html' '\\\\?\\C:\\x'; do
    printf '{"format":1,"files":{"%s":{"hash":"%064d","size":1,"source":""}}}' "$name" 0 > site/public/.carepress.json
    expect 2 "which no build has written" --root site build "${today[@]}"
done
[ "$(cat keep.txt)" = keep ] || fail "a file outside is gone"
cp list site/public/.carepress.json
expect 0 "" --root site build "${today[@]}"
expect 0 "" --root site check "${today[@]}"
expect 0 "→" --root site rename content/faq.md content/questions.md
"$here" --root site-here rename content/faq.md content/questions.md > said 2>&1 || fail "$(cat said)"
same site/content site-here/content
both " changed, 0 removed"
# A mistake with one right answer.
for root in site site-here; do printf '\nSee [the questions](question.md).\n' >> $root/content/index.md; done
expect 1 "broken-link" --root site check "${today[@]}"
there --root site check --fix "${today[@]}" > said || true
"$here" --root site-here check --fix "${today[@]}" > said-here 2>&1 || true
same site/content site-here/content
expect 0 "" --root site approve content/questions.md --by "Lead nurse" "${today[@]}"
expect 0 "" --root site register "${today[@]}"
timeout 60 "$wine" carepress.exe --root site serve --port 8471 > served 2>&1 &
serving=$!
for _ in $(seq 60); do curl -s -o page http://127.0.0.1:8471/questions/ && break; sleep 0.5; done
grep -q "You can rest for a while" page || fail "the preview shows no page: $(cat served)"
kill "$serving" 2> /dev/null || true
wait "$serving" 2> /dev/null || true
echo "ok: serve"
[ "$(ls -A site | grep -c 'carepress-\(new\|old\)')" -eq 0 ] || fail "something is left: $(ls -A site)"
echo "All is well on Windows."
