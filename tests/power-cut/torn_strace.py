#!/usr/bin/env python3
"""strace, as it writes on a busy machine: every call that ends well stands in two lines, its beginning and its end."""
import re, subprocess, sys
status = subprocess.run(['strace', *sys.argv[1:]]).returncode
trace = sys.argv[sys.argv.index('-o') + 1]
lines = open(trace).readlines()
with open(trace, 'w') as torn:
    for line in lines:
        if m := re.match(r'(\d+)( +)(\w+)\((.*)(\)\s+= \d+\n)$', line):
            torn.write(f'{m[1]}{m[2]}{m[3]}({m[4]} <unfinished ...>\n')
            torn.write(f'{m[1]}{m[2]}<... {m[3]} resumed>{m[5]}')
        else: torn.write(line)
sys.exit(status)
