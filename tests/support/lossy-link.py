"""A bad line between two network interfaces: `lossy-link.py NAME NAME LOSS LOSS DELAY_MS SEED`.

Makes two TUN interfaces and carries IP packets from each to the other. A packet is lost with the probability LOSS of
the interface that sent it; the others arrive DELAY_MS later, in their order. What `tc qdisc ... netem` does, where the kernel has no netem.
Prints "ready", and at the end of its standard input one line of JSON: packets carried and lost.
"""
import collections
import fcntl
import json
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000


def interface(name):
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH22x', name.encode(), IFF_TUN | IFF_NO_PI))
    return fd


def main():
    names, (*losses, delay) = sys.argv[1:3], map(float, sys.argv[3:6])
    chance = random.Random(int(sys.argv[6]))
    ends = [interface(name) for name in names]
    loss = dict(zip(ends, losses))
    other = dict(zip(ends, reversed(ends)))
    on_the_way = collections.deque()
    counted = {'carried': 0, 'lost': 0}
    print('ready', flush=True)
    while True:
        wait = max(0, on_the_way[0][0] - time.monotonic()) if on_the_way else None
        readable, _, _ = select.select([sys.stdin, *ends], [], [], wait)
        while on_the_way and on_the_way[0][0] <= time.monotonic():
            _, end, packet = on_the_way.popleft()
            try:
                os.write(end, packet)
            except OSError:
                pass  # The interface is down: lost all the same.
        if sys.stdin in readable and not sys.stdin.readline():
            break
        for end in ends:
            if end not in readable:
                continue
            packet = os.read(end, 65536)
            if chance.random() < loss[end]:
                counted['lost'] += 1
                continue
            counted['carried'] += 1
            on_the_way.append((time.monotonic() + delay / 1000, other[end], packet))
    print(json.dumps(counted), flush=True)


main()
