#!/usr/bin/env bash
# Judges the shape of the project: for before a commit and for CI.
#
#   tests/tidy/check.sh                all checks
#   tests/tidy/check.sh --fix          first mends what a tool can mend
#   tests/tidy/check.sh --clang-tidy   and clang-tidy on what changed since the last commit
#
# What compiles headers needs a built dev preset: cmake --preset dev && cmake --build --preset dev
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export PYTHONDONTWRITEBYTECODE=1

checks=(include_policy sources_are_built formatting style scripts proto_numbers architecture_tables
  api selftest headers_self_contained)
fix=false
for argument in "$@"; do
  case $argument in
    --fix) fix=true ;;
    --clang-tidy) checks+=(clang_tidy) ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit 64 ;;
  esac
done

# What a program of the build prints can only be compared once it was built.
roles=build/dev/tests/tidy/datalek_print_role_table
tables=()
[[ -x $roles ]] && tables=(--table "roles=$roles")

if $fix; then
  tests/tidy/formatting.py --fix
  tests/tidy/architecture_tables.py --fix "${tables[@]}"
  tests/tidy/proto_numbers.py --add
fi >/dev/null

failed=()
for check in "${checks[@]}"; do
  printf '%-24s' "$check"
  choices=()
  [[ $check == architecture_tables ]] && choices=("${tables[@]}")
  if said=$("tests/tidy/$check.py" "${choices[@]}" 2>&1); then
    echo "holds"
  else
    printf 'FAILS\n%s\n' "$said"
    failed+=("$check")
  fi
done

if ((${#failed[@]})); then
  echo "These do not hold: ${failed[*]}"
  exit 1
fi
echo "Everything holds."
