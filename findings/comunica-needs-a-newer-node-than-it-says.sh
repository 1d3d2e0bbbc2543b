#!/usr/bin/env bash
# Comunica 5.4 does not start on Node 20, though nothing in its package says so.
#
# @comunica/actor-http-fetch depends on undici 8, which needs Node 22.19; on Node 20 the engine
# fails on import, in a file of undici. Neither package of Comunica names an engine. An override
# of undici to 7.16 made it run on Node 20.
# Seen with @comunica/query-sparql 5.4.1, November 2026. Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @comunica/query-sparql@5.4.1 >/dev/null 2>&1
cat >look.cjs <<'EOF'
const read = (name) => require(`./node_modules/${name}/package.json`);
const fetcher = "@comunica/actor-http-fetch";
const nested = require("fs").existsSync(`./node_modules/${fetcher}/node_modules/undici`);
const undici = read(nested ? `${fetcher}/node_modules/undici` : "undici");
console.log("query-sparql", read("@comunica/query-sparql").engines || "names no engine");
console.log(fetcher, read(fetcher).engines || "names no engine", read(fetcher).dependencies.undici);
console.log("undici", undici.engines.node);
EOF
node look.cjs >seen
cat >expected <<'EOF'
query-sparql names no engine
@comunica/actor-http-fetch names no engine ^8.0.0
undici >=22.19.0
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
