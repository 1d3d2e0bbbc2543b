#!/usr/bin/env bash
# asyncio switches Nagle's algorithm off for a server's connections only where the listening
# socket was made with IPPROTO_TCP. A socket made as usual, socket.socket(AF_INET), has
# protocol 0, so have the connections that it accepts, and each keeps the delay: an answer in
# two writes on a kept connection then waits for the client's delayed acknowledgement (40 ms).
# uvloop sets TCP_NODELAY in both cases, so that the same server is fast with it and slow
# without. This meets whoever hands a socket of its own to `uvicorn.Server.run(sockets=[…])`.
#
# Seen with Python 3.11.7, uvloop 0.23.0 on Linux:
#   asyncio: protocol 0 -> 0, IPPROTO_TCP -> 1
#   uvloop: protocol 0 -> 1, IPPROTO_TCP -> 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q uvloop==0.23.0
cat > "$folder/seen.py" <<'PYTHON'
import asyncio
import socket

import uvloop


async def delay_is_off(protocol: int) -> int:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sock = writer.get_extra_info("socket")
        found.set_result(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    server = await asyncio.start_server(accepted, sock=listener)
    with socket.create_connection(listener.getsockname()):
        result = await found
    server.close()
    return result


async def both() -> str:
    plain, tcp = await delay_is_off(0), await delay_is_off(socket.IPPROTO_TCP)
    return f"protocol 0 -> {plain}, IPPROTO_TCP -> {tcp}"


print("asyncio:", asyncio.run(both()))
with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    print("uvloop:", runner.run(both()))
PYTHON
seen=$("$folder/venv/bin/python" "$folder/seen.py")
echo "$seen"
[ "$seen" = "asyncio: protocol 0 -> 0, IPPROTO_TCP -> 1
uvloop: protocol 0 -> 1, IPPROTO_TCP -> 1" ]
