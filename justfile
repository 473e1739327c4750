# Short names for what CONTRIBUTING.md tells; every line is a plain command that works without just.

# Lists the recipes.
default:
    @just --list

# Everything that a change must pass.
test:
    cargo xtask test

# The same, and the suites that take long.
test-full:
    cargo xtask test --full

# The house rules alone.
tidy:
    cargo xtask tidy

# Formats everything.
fmt:
    cargo fmt --all

# A report of a log, in a release build.
report +logs:
    cargo run --release -- report {{logs}}

# Speed and memory beside GoAccess and grep.
bench:
    cargo xtask bench report

# Events a second, safe on disk, beside nginx.
bench-collect:
    cargo xtask bench collect

# Questions to many events, beside DuckDB.
bench-query:
    cargo xtask bench query
