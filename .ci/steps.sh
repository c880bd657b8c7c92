# Shared by `.ci/run` and `.ci/release`, which source it: how steps run, and how they are skipped.

# Reports a step that lacks something; fails in CI.
skip() {
    echo "skipped: $1"
    skipped=true
    [[ -z ${CI:-} ]]
}

# Runs the functions of these names in order, and prints how long each took.
run_steps() {
    local step
    for step in "$@"; do
        echo "=== $step"
        SECONDS=0
        skipped=false
        "$step"
        if $skipped; then
            echo "=== $step: SKIPPED, at least in part, after ${SECONDS} s"
        else
            echo "=== $step: passed in ${SECONDS} s"
        fi
    done
}
