"""Which addresses may be dialled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from transforms.io.addresses import Addresses, is_public, networks
from transforms.text.inputs.problems import InputProblem


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "255.255.255.255"),
        *("100.64.0.1", "192.0.0.8", "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "203.0.113.5"),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fec0::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
        ),
        *(
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "5f00::1",
            "nonsense",
        ),
    ],
)
def test_private_and_reserved_addresses_are_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("spelt", ["127.1", "0177.0.0.1", "0x7f000001", "2130706433", "0", "localhost"])
def test_every_notation_of_a_private_address_is_closed(spelt: str) -> None:
    with pytest.raises(InputProblem, match="private_address"):
        Addresses().look_up(spelt, 80)


def test_networks_are_opened_by_name_and_nothing_beside_them() -> None:
    opened = Addresses(networks("127.0.0.1, 10.0.0.0/8"))
    assert opened.look_up("127.0.0.1", 22)[0][1] == ("127.0.0.1", 22)
    assert opened.look_up("::ffff:10.1.1.1", 80)
    with pytest.raises(InputProblem, match="private_address"):
        opened.look_up("127.0.0.2", 80)
    with pytest.raises(InputProblem, match="bad_address"):
        opened.look_up("8.8.8.8", 22)
    assert Addresses(networks("all")).look_up("169.254.169.254", 80)


class Rebinding(Mapping[str, str]):
    """Names that have another address each time they are looked up, as hostile name servers give them."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def __getitem__(self, name: str) -> str:
        return self.answers.pop(0)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return len(self.answers)


def test_what_was_checked_is_what_is_dialled() -> None:
    names = Rebinding("8.8.8.8", "127.0.0.1")
    assert [address[1][0] for address in Addresses(hosts=names).look_up("rebinding.test", 80)] == ["8.8.8.8"]
    assert len(names) == 1  # one look-up for both the check and the dialling
