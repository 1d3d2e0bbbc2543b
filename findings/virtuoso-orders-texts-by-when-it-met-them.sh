#!/usr/bin/env bash
# Virtuoso orders plain texts in variables by when it first met them, not by their letters.
#
# `<` between two simple literals is that of fn:compare (SPARQL 1.1, section 17.3), so that days
# written as texts can be compared. In Virtuoso the text that was loaded first is the smaller one;
# with STR() around both sides, and in ORDER BY, letters decide. A query for what came before what
# then gives other rows for the same data loaded in another order, and says nothing.
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
for day in 2023-05-29 2022-11-07 2024-08-09; do
  update "INSERT DATA { GRAPH <urn:g> { <urn:$day> <urn:day> \"$day\" } }"
done
pairs='?a <urn:day> ?x . ?b <urn:day> ?y'
{
  echo "as they are:" $(ask "SELECT ?x ?y FROM <urn:g> { $pairs FILTER(?x < ?y) } ORDER BY ?x ?y" | tail -n +2)
  echo "with STR:" $(ask "SELECT ?x ?y FROM <urn:g> { $pairs FILTER(STR(?x) < STR(?y)) } ORDER BY ?x ?y" | tail -n +2)
} >seen
cat >expected <<'EOF'
as they are: 2022-11-07,2024-08-09 2023-05-29,2022-11-07 2023-05-29,2024-08-09
with STR: 2022-11-07,2023-05-29 2022-11-07,2024-08-09 2023-05-29,2024-08-09
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
