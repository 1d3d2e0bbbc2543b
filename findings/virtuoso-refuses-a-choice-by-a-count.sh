#!/usr/bin/env bash
# Virtuoso refuses IF(COUNT(?a) = 0, …) over an OPTIONAL that is not joined by a variable.
#
# An aggregate may stand inside any expression of SELECT (SPARQL 1.1, section 11.4). Virtuoso
# answers "Bad dfe in sqlo_place_exp" where the group holds an OPTIONAL of its own, as in "none
# found" over a pattern that may be empty; the count alone, and the choice made outside of an
# inner SELECT, have an answer.
# Seen with Virtuoso 7.2.5 (Debian 12's virtuoso-server), November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
command -v virtuoso-t >/dev/null || { echo "apt-get install virtuoso-server" >&2; exit 2; }
place=$(mktemp -d)
cd "$place"
read -r sql http < <(python3 -c '
import socket
both = [socket.socket() for _ in "ab"]
for one in both:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in both))')
cat >virtuoso.ini <<EOF
[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:$http
EOF
virtuoso-t +foreground +configfile virtuoso.ini >server.log 2>&1 &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$place"' EXIT
for _ in $(seq 150); do curl -s -o /dev/null "http://127.0.0.1:$http/sparql" && break; sleep 0.2; done
update() { curl -sf --digest -u dba:dba --data-urlencode "update=$1" "http://127.0.0.1:$http/sparql-auth" >/dev/null; }
ask() { curl -s -G -H 'Accept: text/csv' --data-urlencode "query=$1" "http://127.0.0.1:$http/sparql" | tr -d '"\r'; }
update 'INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:b> } }'
pattern='OPTIONAL { ?s <urn:q> ?o }'
{
  echo "count:" $(ask "SELECT (COUNT(?s) AS ?n) FROM <urn:g> { $pattern }")
  echo "choice:" $(ask "SELECT (IF(COUNT(?s) = 0, 'no', 'yes') AS ?n) FROM <urn:g> { $pattern }" | head -1 | grep -o 'Bad dfe in sqlo_place_exp\|^n')
  echo "choice outside:" $(ask "SELECT (IF(?c = 0, 'no', 'yes') AS ?n) FROM <urn:g> { { SELECT (COUNT(?s) AS ?c) { $pattern } } }")
} >seen
cat >expected <<'EOF'
count: n 0
choice: Bad dfe in sqlo_place_exp
choice outside: n no
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
