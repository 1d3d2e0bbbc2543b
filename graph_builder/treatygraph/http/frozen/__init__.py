"""The whole site as files that any static host serves: no server, no other host.

Promise: every page is what the server gives, its links relative; what only a server can do
(questions with other parameters, queries, search) is done by the browser over the dump that
lies beside.
"""
