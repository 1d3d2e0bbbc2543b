"""The description of the interface is true: what it says is taken, what it promises is given."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from treatygraph.catalogue import catalogue
from treatygraph.http.app import create_app
from treatygraph.http.openapi import describe_api
from treatygraph.http.site import open_site
from treatygraph.http.worker import Limits

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(graph_file):
    app = create_app(open_site([graph_file], limits=Limits(seconds=10)))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_operation_keeps_what_the_description_promises(api):
    operations = [result.ok() for result in api.get_all_operations()]
    for operation in operations:

        @settings(
            max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def keeps_its_promises(case):
            case.call_and_validate(checks=CHECKS)

        keeps_its_promises()

    assert len(operations) > len(catalogue())


def test_every_question_is_described(client):
    described = client.get("/openapi.json").json()

    assert describe_api() == described
    assert {f"/questions/{name}" for name in catalogue()} < set(described["paths"])
