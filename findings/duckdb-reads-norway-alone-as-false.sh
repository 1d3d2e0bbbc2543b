#!/usr/bin/env bash
# DuckDB reads a CSV column of Norway's code as false, where no other State stands beside it.
#
# YES, NO, T and F are words for yes and no where all values of a column are such; N and Y are
# not. So the rows of one State, cut out of a table, have another type than the table, and the
# code is lost: false is not NO. Polars and pandas keep the text. Pass all_varchar or types.
# Seen with DuckDB 2.0.1, Polars 2.1.0 and pandas 3.1.1, November 2026.
# Exits non-zero where this is not seen any more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
python3 -m venv env
env/bin/pip install --quiet duckdb==2.0.1 polars==2.1.0 pandas==3.1.1
env/bin/python - >seen <<'EOF'
import duckdb
import pandas
import polars

for name, codes in (("both", ("NO", "SE")), ("one", ("NO", "NO")), ("letters", ("N", "Y"))):
    file = f"{name}.csv"
    with open(file, "w") as out:
        out.write("state,says\n" + "".join(f"{code},support\n" for code in codes))
    print(name, "duckdb", duckdb.sql(f"SELECT state FROM '{file}'").fetchall())
print("one polars", polars.read_csv("one.csv")["state"].to_list())
print("one pandas", pandas.read_csv("one.csv")["state"].to_list())
EOF
cat >expected <<'EOF'
both duckdb [('NO',), ('SE',)]
one duckdb [(False,), (False,)]
letters duckdb [('N',), ('Y',)]
one polars ['NO', 'NO']
one pandas ['NO', 'NO']
EOF
cat seen
diff expected seen && echo "as seen in November 2026"
