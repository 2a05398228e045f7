"""The private PostgreSQL outlives nobody, and recovers from every kill."""

import os
import signal

import pytest

from tests.safety.postgres_machine import (
    Machine,
    changed_module,
    connects,
    is_locked,
    is_running,
    nothing_left_of,
    remember,
    remembered,
    server_processes,
    until,
)


def test_a_killed_user_leaves_nothing(machine, tmp_path):
    user = machine.use(tmp_path)
    url = machine.address(user)
    remember(url, "before")
    gone = nothing_left_of(url)
    user.kill()
    until(gone)
    assert remembered(machine.address(machine.use(tmp_path))) == ["before"]


def test_the_server_stays_while_a_fork_of_its_user_lives(machine, tmp_path):
    user = machine.use(tmp_path, "fork")
    url = machine.address(user)
    fork = int(user.stdout.readline())
    gone = nothing_left_of(url)
    user.kill()
    user.wait()
    machine.address(machine.use(tmp_path))  # a third comes and goes
    machine.users.pop().communicate()
    remember(url, "still there")
    os.kill(fork, signal.SIGKILL)
    until(gone)


@pytest.mark.parametrize("victims", ["keeper", "server", "children", "all"])
def test_the_next_call_recovers_from_a_kill(machine, tmp_path, victims):
    url = machine.address(machine.use(tmp_path))
    remember(url, "before")
    gone = nothing_left_of(url)
    keeper, server, children = server_processes(url)
    for pid in {"keeper": [keeper], "server": [server], "children": children[:1]}.get(
        victims, [keeper, server, *children]
    ):
        os.kill(pid, signal.SIGKILL)

    other = machine.use(tmp_path)
    url = machine.address(other)
    if victims == "children":  # the server itself recovers
        until(lambda: connects(url))
    else:
        until(gone)
    remember(url, "later")
    assert remembered(url) == ["before", "later"]

    gone = nothing_left_of(url)
    machine.leave()
    until(gone)


def test_a_killed_keeper_takes_the_server_with_it(machine, tmp_path):
    url = machine.address(machine.use(tmp_path))
    gone = nothing_left_of(url)
    keeper, _, _ = server_processes(url)
    os.kill(keeper, signal.SIGKILL)
    until(gone)


def test_a_server_that_outlived_its_keeper_is_replaced(tmp_path):
    """Only Linux ends a process with its parent."""
    machine = Machine(changed_module(tmp_path, "PR_SET_PDEATHSIG = 1", "PR_SET_PDEATHSIG = 0"))
    url = machine.address(machine.use(tmp_path / "db"))
    remember(url, "before")
    gone = nothing_left_of(url)
    keeper, server, _ = server_processes(url)
    os.kill(keeper, signal.SIGKILL)
    until(lambda: not is_running(keeper))
    assert is_running(server)
    url = machine.address(machine.use(tmp_path / "db"))
    until(gone)
    assert remembered(url) == ["before"]
    machine.leave()


def test_who_comes_while_the_server_is_stopping_gets_a_new_one(machine, tmp_path):
    first = machine.use(tmp_path)
    url = machine.address(first)
    gone = nothing_left_of(url)
    _, server, _ = server_processes(url)
    os.kill(server, signal.SIGSTOP)  # so that stopping takes as long as we like
    first.communicate()
    until(lambda: is_locked(tmp_path / "users.lock"))
    second = machine.use(tmp_path)
    until(lambda: is_locked(tmp_path / "starting.lock"))
    os.kill(server, signal.SIGCONT)
    remember(machine.address(second), "once")
    assert gone()


def test_ctrl_c_is_not_for_the_server(machine, tmp_path):
    user = machine.use(tmp_path)
    keeper, server, _ = server_processes(machine.address(user))
    assert os.getpgid(user.pid) not in {os.getpgid(keeper), os.getpgid(server)}


def test_a_number_left_behind_that_is_now_somebody_elses(machine, tmp_path):
    """After a reboot, and in every new container, the server's old process id is another program's."""
    url = machine.address(machine.use(tmp_path))
    remember(url, "before")
    pid_file = tmp_path / "data" / "postmaster.pid"
    left = pid_file.read_text().splitlines()
    gone = nothing_left_of(url)
    machine.leave()
    until(gone)
    pid_file.write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
    assert remembered(machine.address(machine.use(tmp_path))) == ["before"]
